import { Field, ObjectType } from 'type-graphql';
import type { DraftNotice } from '../../form/draft';
import { DateTime } from '../scalars';

@ObjectType({
  description: '识读文档时应注意之处。 Something about the reading that a person should know.',
  simpleResolvers: true,
})
export class Notice {
  @Field(() => String, { description: '代号。 Code.' })
  code!: string;

  @Field(() => String, { description: '中文说明。 In Chinese.' })
  zh!: string;

  @Field(() => String, { description: '英文说明。 In English.' })
  en!: string;
}

@ObjectType({ description: '报告所出的文档。 The document that a report was read from.', simpleResolvers: true })
export class Source {
  @Field(() => String, { description: '文件名。 Name of the file.' })
  fileName!: string;

  @Field(() => String, { description: '媒体类型。 Media type.' })
  mediaType!: string;

  @Field(() => String, { description: '内容的 SHA-256。 SHA-256 of its content.' })
  sha256!: string;

  @Field(() => DateTime, { description: '入库时间。 When it was recorded.' })
  recordedAt!: number;

  @Field(() => [Notice], { description: '识读时应注意之处。 What a person should know of the reading.' })
  notices!: readonly DraftNotice[];
}
