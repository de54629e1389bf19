import { Ctx, Field, ObjectType } from 'type-graphql';
import type { DraftNotice } from '../../form/draft';
import type { StoredDocument } from '../../store/reports';
import type { GraphContext } from '../context';
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

@ObjectType({ description: '报告所出的文档。 The document that a report was read from.' })
export class Source {
  constructor({ fileName, mediaType, sha256, recordedAt, notices }: StoredDocument) {
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.sha256 = sha256;
    this.recordedAt = recordedAt;
    this.notices = notices;
  }

  @Field(() => String, { description: '文件名。 Name of the file.' })
  readonly fileName: string;

  @Field(() => String, { description: '媒体类型。 Media type.' })
  readonly mediaType: string;

  @Field(() => String, { description: '内容的 SHA-256。 SHA-256 of its content.' })
  readonly sha256: string;

  @Field(() => DateTime, { description: '入库时间。 When it was recorded.' })
  readonly recordedAt: number;

  @Field(() => [Notice], { description: '识读时应注意之处。 What a person should know of the reading.' })
  readonly notices: readonly DraftNotice[];

  @Field(() => String, {
    nullable: true,
    description:
      '原件的地址（本服务器上的路径）；未保存则为空。 Where the document itself is to be had, a path on this server; null where it is not kept.',
  })
  async url(@Ctx() { store }: GraphContext): Promise<string | undefined> {
    const kept = await store.originals?.find(this.sha256);
    return kept && `/documents/${this.sha256}`;
  }
}
