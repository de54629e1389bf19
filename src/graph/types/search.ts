import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { SectionKey } from '../../form/draft';
import { SectionKeyEnum } from '../enums';
import { type Connection, connectionType } from './connection';
import { Department } from './department';
import { Report } from './report';

const FIELDS = { TITLE: 'TITLE', BODY: 'BODY', SECTION: 'SECTION' } as const;
export type FoundField = keyof typeof FIELDS;

registerEnumType(FIELDS, {
  name: 'FoundField',
  description: '检索到的文字在何处。 Where something was found.',
  valuesConfig: {
    TITLE: { description: '报告标题。 In the title.' },
    BODY: { description: '机关名称。 In the name of the body.' },
    SECTION: { description: '正文的一节。 In a section of the narrative.' },
  },
});

@ObjectType({
  description: '文字中的一段，以 UTF-16 码元计。 A range of a text, in UTF-16 code units.',
  simpleResolvers: true,
})
export class TextRange {
  @Field(() => Int, { description: '起点，含。 Where it begins.' })
  start!: number;

  @Field(() => Int, { description: '终点，不含。 Where it ends, not included.' })
  end!: number;
}

@ObjectType({
  description:
    '检索到的文字及其前后文，为纯文本；放入网页时须转义。 What was found with what stands around it, as plain text: escape it in a page.',
  simpleResolvers: true,
})
export class FoundText {
  @Field(() => FIELDS, { description: '在何处。 Where it was found.' })
  field!: FoundField;

  @Field(() => SectionKeyEnum, { nullable: true, description: '在哪一节。 In which section.' })
  section?: SectionKey;

  @Field(() => String, { description: '前后文，去掉了折行。 The excerpt, without line wraps.' })
  text!: string;

  @Field(() => [TextRange], { description: '检索词在 text 中的位置。 What was found, in `text`.' })
  marks!: readonly TextRange[];

  @Field(() => Int, { description: '摘录在原文中的起点。 Where the excerpt begins in the printed text.' })
  offset!: number;
}

@ObjectType({
  description: '检索到的一份报告，或按名称检索到的一个机关。 A report that was found, or a body found by its name.',
  simpleResolvers: true,
})
export class SearchHit {
  @Field(() => Department, { description: '机关。 The body.' })
  department!: Department;

  @Field(() => Report, {
    nullable: true,
    description: '报告；检索到的是机关本身时为空。 The report; null where the body itself was found.',
  })
  report?: Report;

  @Field(() => [FoundText], {
    description:
      '在何处检索到，至多三处：标题、机关名称、正文各节。 Where, in three places at most: title, name, sections.',
  })
  texts!: () => Promise<readonly FoundText[]>;
}

export const SearchConnection = connectionType('Search', () => SearchHit, '检索结果', 'search results');
export type SearchConnection = Connection<SearchHit>;
