/** A report that is about to be published, read and checked: nothing of it is stored. */
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, Float, Info, InputType, Int, ObjectType } from 'type-graphql';
import type { ContinuityCheck } from '../../check/continuity';
import type { Cell } from '../../form/cells';
import type { DraftNotice, Origin, Scope } from '../../form/draft';
import type { CheckedDraft } from '../../intake/draft';
import { holdingOfFigures } from '../../plan/holding';
import type { GraphContext } from '../context';
import { type ContinuityOutcome, type FollowedYear, followed } from '../continuity';
import { ScopeEnum } from '../enums';
import { ContinuityCheckEnum, ContinuityOutcomeEnum } from '../enums-of-oversight';
import { userError } from '../input-problem';
import { DateScalar, Year } from '../scalars';
import { selectionOf } from '../selection';
import { Department, departmentWith } from './department';
import { FailedCheck } from './failed-check';
import { CellFigure, Figures, originIn } from './figures';
import { HandedInReport } from './handed-in';
import { DepartmentKind, kindType } from './kind';
import { Narrative } from './narrative';
import { Region } from './region';
import { Report, reportWith } from './report';
import { RuleType, ruleType } from './rule';
import { Notice } from './source-document';
import { TableForm, tableForms } from './table-form';
import { UserError } from './user-error';

@InputType({
  description:
    '公布前自查的文件：给出文本或 base64 内容之一。 A draft to check: its text or its content in base64, one of the two.',
})
export class DraftInput extends HandedInReport {}

@ObjectType('DraftLimits', { description: '公布前自查的限制。 Limits of checking drafts.', simpleResolvers: true })
export class DraftLimitsType {
  @Field(() => Int, { nullable: true, description: '文件的最大字节数。 Largest file, in bytes.' })
  bytes?: number;

  @Field(() => Int, {
    nullable: true,
    description: '同一地址每分钟的次数；持令牌者不限。 Drafts a minute from one address; any number with a token.',
  })
  perMinute?: number;
}

@ObjectType({
  implements: FailedCheck,
  description: '草稿未通过的一项校验。 A failed check of a draft.',
})
class DraftFinding extends FailedCheck {}

@ObjectType({
  description: '草稿的一项衔接：上年的数与本稿的数。 A figure of a draft that follows from the year before.',
  simpleResolvers: true,
})
class DraftContinuityLine {
  @Field(() => ContinuityCheckEnum, { description: '何种衔接。 Of what kind.' })
  check!: ContinuityCheck;

  @Field(() => ContinuityOutcomeEnum, { description: '是否衔接。 Whether it follows.' })
  outcome!: ContinuityOutcome;

  @Field(() => CellFigure, {
    description: '上年报告的数：结转下年度，或现行有效件数。 Of the year before: carried forward, or in force.',
  })
  before!: CellFigure;

  @Field(() => CellFigure, { description: '本稿的数。 Of the draft.' })
  found!: CellFigure;

  @Field(() => Float, {
    nullable: true,
    description: '由上年推得的数；无法校验时为空。 What follows from the year before; null where that cannot be told.',
  })
  expected?: number;
}

@ObjectType({
  description:
    '一份草稿：如所识读，校验已做，没有入库。 A draft: as it was read, with its checks; nothing of it is stored.',
})
export class Draft {
  @Field(() => String, { description: '文件名。 Name of the file.' })
  readonly fileName: string;

  @Field(() => String, {
    nullable: true,
    description: '媒体类型；结构化的报告没有。 Media type; a structured report has none.',
  })
  readonly mediaType: string | undefined;

  @Field(() => String, { nullable: true, description: '标题，如所印。 Title as printed.' })
  readonly title: string | undefined;

  @Field(() => String, { description: '机关名称，如所印或所给。 Name of the body, as printed or given.' })
  readonly bodyName: string;

  @Field(() => Year, { description: '年度。 The year.' })
  readonly year: number;

  @Field(() => ScopeEnum, { description: '统计范围。 What it covers.' })
  readonly scope: Scope;

  @Field(() => DateScalar, { nullable: true, description: '发布日期。 When it was published, where it says so.' })
  readonly publishedOn: string | undefined;

  @Field(() => DateScalar, {
    nullable: true,
    description: '期限；未规定的没有。 Its deadline; none where none is set.',
  })
  readonly deadline: string | undefined;

  @Field(() => [Notice], { description: '识读时应注意之处。 What a person should know of the reading.' })
  readonly notices: readonly DraftNotice[];

  @Field(() => [TableForm], { description: '各表的版式。 The edition of each table.' })
  readonly forms: readonly TableForm[];

  constructor(
    private readonly checked: CheckedDraft,
    fileName: string,
  ) {
    const { draft } = checked;
    this.fileName = fileName;
    this.mediaType = checked.mediaType;
    this.title = draft.title;
    this.bodyName = checked.bodyName;
    this.year = checked.year;
    this.scope = checked.scope;
    this.publishedOn = draft.publishedOn;
    this.deadline = checked.deadline;
    this.notices = draft.notices;
    const edition = (table: 2 | 3 | 4) => draft.tables[table]?.edition;
    this.forms = tableForms({ 2: edition(2), 3: edition(3), 4: edition(4) });
  }

  @Field(() => DepartmentKind, { description: '机关类别。 Kind of the body.' })
  kind(): DepartmentKind {
    return kindType(this.checked.kind);
  }

  @Field(() => Region, {
    nullable: true,
    description: '所属区划；不知是哪里的机关时为空。 Its region; null where it is not known.',
  })
  region(): Region | undefined {
    return this.checked.body && new Region(this.checked.body.region);
  }

  @Field(() => Department, {
    nullable: true,
    description: '机关；库中尚无时为空。 The body; null where the store does not have it.',
  })
  async department(@Ctx() context: GraphContext): Promise<Department | undefined> {
    const known = this.checked.body?.department;
    return known && (await departmentWith(context, known.id));
  }

  @Field(() => UserError, {
    nullable: true,
    description:
      '不知是哪个机关的报告时，为何；照此导入会被拒绝，校验只及报告本身。 Why it is not known whose report it is: an import would be refused, and only the report itself is checked.',
  })
  problem(@Ctx() context: GraphContext): UserError | undefined {
    return this.checked.problem && userError(context, this.checked.problem);
  }

  @Field(() => Figures, { description: '三张表，如所识读。 The three tables as they were read.' })
  figures(@Info() info: GraphQLResolveInfo): Figures {
    return new Figures(holdingOfFigures(this.checked.figures), selectionOf(info), async (_, each) =>
      this.originOf(each),
    );
  }

  @Field(() => Narrative, { description: '文字部分。 The narrative.' })
  narrative(): Narrative {
    const { draft, year, scope, figures } = this.checked;
    return new Narrative(draft.sections, async () => ({ year, scope, figures }));
  }

  @Field(() => [DraftFinding], {
    description:
      '未通过的校验：报告本身的，及与上年相对照的。 Failed checks: of the draft itself, and against the year before.',
  })
  findings(): DraftFinding[] {
    return this.checked.check.findings.map((each) => new DraftFinding(each));
  }

  @Field(() => [RuleType], {
    description: '因缺格、缺上年报告等而无法校验的规则。 Rules that could not be assessed.',
  })
  unassessed(): RuleType[] {
    return this.checked.check.unassessed.map(ruleType).filter((rule): rule is RuleType => rule !== undefined);
  }

  @Field(() => Report, {
    nullable: true,
    description: '该机关上年的报告，统计范围相同。 The body’s report of the year before, of the same scope.',
  })
  async earlier(@Ctx() context: GraphContext): Promise<Report | undefined> {
    return this.checked.earlier && reportWith(context, this.checked.earlier.id);
  }

  @Field(() => Report, {
    nullable: true,
    description:
      '库中已有的本年报告：导入即成为其新版本。 The report of the year that is there already: an import makes a version of it.',
  })
  async present(@Ctx() context: GraphContext): Promise<Report | undefined> {
    return this.checked.present && reportWith(context, this.checked.present.id);
  }

  @Field(() => [DraftContinuityLine], {
    description:
      '与上年的衔接，逐项；没有上年报告时为空。 How it follows from the year before; empty where there is no such report.',
  })
  continuity(): DraftContinuityLine[] {
    const { earlier, figures } = this.checked;
    if (!earlier) return [];
    const before = { ...holdingOfFigures(earlier.figures), report: earlier.id };
    const now = holdingOfFigures(figures);
    return followed(before, now).map(({ line, outcome, expected }: FollowedYear) => ({
      check: line.check,
      outcome,
      before: new CellFigure(before, line.base, originIn(before)),
      found: new CellFigure(now, line.found, async (_, each) => this.originOf(each)),
      expected,
    }));
  }

  private originOf({ id, table }: Cell): Origin | undefined {
    return this.checked.draft.tables[table]?.cells.get(id)?.origin;
  }
}
