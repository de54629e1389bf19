import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { SectionKey } from '../../form/draft';
import { SectionKeyEnum } from '../enums';
import { type Connection, connectionType } from './connection';
import { Report } from './report';

@ObjectType({
  description:
    '两处相同的文字；位置以 UTF-16 码元计，起点含、终点不含。 The same words in two texts; offsets in UTF-16 code units.',
  simpleResolvers: true,
})
export class CopiedPassage {
  @Field(() => String, { description: '本节中的文字，如所印。 The words as printed in this section.' })
  text!: string;

  @Field(() => Int, { description: '在本节正文中的起点。 Where they begin in its text.' })
  start!: number;

  @Field(() => Int, { description: '在本节正文中的终点。 Where they end.' })
  end!: number;

  @Field(() => String, { description: '对方的文字，如所印。 The words as printed in the other section.' })
  otherText!: string;

  @Field(() => Int, { description: '在对方正文中的起点。 Where they begin in the other text.' })
  otherStart!: number;

  @Field(() => Int, { description: '在对方正文中的终点。 Where they end in it.' })
  otherEnd!: number;
}

@ObjectType({
  description:
    '与本报告某一节雷同的另一份报告；模板语句、法律和表格用语不计。 Another report that a section of this one resembles; sentences of templates, of the law and of the form do not count.',
  simpleResolvers: true,
})
export class SimilarReport {
  @Field(() => Report, { description: '对方的报告。 The other report.' })
  report!: Report;

  @Field(() => SectionKeyEnum, { description: '哪一部分。 Which section.' })
  section!: SectionKey;

  @Field(() => Float, {
    description:
      '本节自有文字见于对方的比例，数字、日期、机关和地区名称不同不论，0 到 1。 Share of the section’s own text that stands in the other one, whatever the figures, dates and names: 0 to 1.',
  })
  similarity!: number;

  @Field(() => Float, {
    description: '同上，数字、日期和名称也须相同。 The same with figures, dates and names as printed.',
  })
  rawSimilarity!: number;

  @Field(() => Float, {
    description: '对方自有文字见于本节的比例。 Share of the other section’s own text that stands in this one.',
  })
  otherSimilarity!: number;

  @Field(() => Boolean, { description: '对方是否为本机关上一年的报告。 Whether it is the body’s own last year.' })
  ownLastYear!: boolean;

  @Field(() => [CopiedPassage], { description: '相同的段落，依本节次序。 The passages, in the order of this section.' })
  passages!: readonly CopiedPassage[];
}

export const SimilarReportConnection = connectionType(
  'SimilarReport',
  () => SimilarReport,
  '雷同的报告',
  'similar reports',
);
export type SimilarReportConnection = Connection<SimilarReport>;
