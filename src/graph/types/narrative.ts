import { Field, Int, ObjectType } from 'type-graphql';
import type { DraftSection, Scope, SectionKey } from '../../form/draft';
import type { ReportFigures } from '../../form/figures';
import { type Comparison, type ComparisonOutcome, compareWithTables } from '../../narrative/comparison';
import { narrativeFigures } from '../../narrative/figures';
import { SectionKeyEnum } from '../enums';
import { StatedOutcomeEnum } from '../enums-of-oversight';

@ObjectType({
  description:
    '文字中的一个数字，与本报告的表格相对照；位置以 UTF-16 码元计，起点含、终点不含。 A figure that the text states, beside the tables of the same report; offsets in UTF-16 code units.',
  simpleResolvers: true,
})
class StatedFigure {
  @Field(() => String, { description: '所印文字。 The words as printed.' })
  text!: string;

  @Field(() => Int, { description: '在本节正文中的起点。 Where they begin in the section’s text.' })
  start!: number;

  @Field(() => Int, { description: '在本节正文中的终点。 Where they end.' })
  end!: number;

  @Field(() => StatedOutcomeEnum, { description: '与表格是否相符。 Whether the tables give it.' })
  outcome!: ComparisonOutcome;

  @Field(() => String, {
    nullable: true,
    description:
      '表格中的数：件数，或百分数；无法比对时为空。 What the tables have for it, a count or a percentage; null where they cannot tell.',
  })
  expected?: string;

  @Field(() => [String], { description: '所依据的格。 Ids of the cells that it was held against.' })
  cells!: readonly string[];
}

@ObjectType({ description: '文字部分的一节。 A section of the narrative.', simpleResolvers: true })
class Section {
  @Field(() => SectionKeyEnum, { description: '哪一部分。 Which of the six.' })
  readonly key: SectionKey;

  @Field(() => String, { description: '标题，如所印。 Heading as printed.' })
  readonly heading: string;

  @Field(() => String, { description: '正文，不含表格。 Text without the tables.' })
  readonly text: string;

  constructor(
    section: DraftSection,
    private readonly compared: () => Promise<readonly Comparison[]>,
  ) {
    this.key = section.key;
    this.heading = section.heading;
    this.text = section.text;
  }

  @Field(() => [StatedFigure], {
    description:
      '正文中表格应能给出的数字，依次序。 Figures of the text that the tables should be able to give, as they stand.',
  })
  async figures(): Promise<StatedFigure[]> {
    const mine = (await this.compared()).filter(
      ({ figure: { passage } }) => passage.section === this.key && passage.within === 'SECTION',
    );
    return mine.map(({ figure: { passage }, outcome, expected, cells }) => ({
      text: this.text.slice(passage.start, passage.end),
      start: passage.start,
      end: passage.end,
      outcome,
      expected,
      cells,
    }));
  }
}

/** The report that a narrative belongs to, as far as its figures are held against it. */
export interface Tables {
  readonly year: number;
  readonly scope: Scope;
  readonly figures: ReportFigures;
}

@ObjectType({ description: '报告的文字部分。 The narrative of a report.' })
export class Narrative {
  private compared: Promise<readonly Comparison[]> | undefined;

  /** @param tables read once a figure is asked for */
  constructor(
    private readonly read: readonly DraftSection[],
    private readonly tables: () => Promise<Tables | undefined>,
  ) {}

  @Field(() => [Section], { description: '各节，依文档次序。 Its sections, as they stand.' })
  sections(): Section[] {
    const compared = () => {
      this.compared ??= this.compare();
      return this.compared;
    };
    return this.read.map((section) => new Section(section, compared));
  }

  private async compare(): Promise<readonly Comparison[]> {
    const tables = await this.tables();
    return tables ? compareWithTables(narrativeFigures(this.read, tables.year), tables.figures, tables.scope) : [];
  }
}
