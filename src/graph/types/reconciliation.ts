import { Arg, Ctx, Field, Float, ObjectType } from 'type-graphql';
import type { ReconciliationOutcome } from '../../check/reconcile';
import { CELLS } from '../../form/cells';
import type { Metric } from '../../form/metrics';
import { fromFen, unitOfAmount } from '../../form/value';
import { ALL_KINDS, type Basis } from '../../plan/basis';
import { count, type Holding } from '../../plan/holding';
import { differenceOf, exactOf, type Measured } from '../../plan/measured';
import type { GraphContext, Locale } from '../context';
import { ReconciliationExtentEnum, ReconciliationOutcomeEnum, ReconciliationReasonEnum } from '../enums-of-oversight';
import { metricOfCell } from '../metric-of-cell';
import { type Reason, type Reconciled, type ReconciledLine, reasonsOf } from '../reconciliation';
import { Count, Decimal, Year } from '../scalars';
import { Coverage } from './coverage';
import { Department, departmentWith } from './department';
import { Measure } from './measure';
import { MetricType, typeOf } from './metric';
import type { Ref } from './node';
import { Region } from './region';
import { Report, reportWith } from './report';

@ObjectType({
  description: '一个指标的三种口径及其差额。 One metric by the three routes, with the discrepancy.',
  simpleResolvers: true,
})
class ReconciliationLine {
  @Field(() => MetricType, { description: '指标。 The metric.' })
  readonly metric: MetricType;

  @Field(() => Measure, { description: '汇算。 The sum of the own reports.' })
  readonly computed: Ref<Measure>;

  @Field(() => Measure, { description: '上报。 The consolidated report’s figure.' })
  readonly filed: Ref<Measure>;

  @Field(() => Measure, { description: '择优。 The best that is known.' })
  readonly best: Ref<Measure>;

  @Field(() => ReconciliationOutcomeEnum, { description: '上报与汇算是否相符。 Whether the two fit.' })
  readonly outcome: ReconciliationOutcome;

  @Field(() => Float, {
    nullable: true,
    description: '差额：汇算减上报；两者皆有数值时才有。 COMPUTED minus FILED, where both have a value.',
  })
  readonly discrepancy: number | undefined;

  @Field(() => Decimal, { nullable: true, description: '差额的精确值；比率没有。 The same, exact; a ratio has none.' })
  readonly exactDiscrepancy: string | undefined;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '汇算不全时，缺的机关和空格至多还有多少（上报减汇算）。 Where the sum is a lower bound: the most that missing bodies and blank cells can hold, FILED minus COMPUTED.',
  })
  readonly missingAtMost: string | undefined;

  constructor(region: Ref<Region>, year: number, line: ReconciledLine, filedReport: number | undefined) {
    const subject = { type: 'region', region: region.record, kind: ALL_KINDS } as const;
    const of = (basis: Basis, each: Measured, report?: number): Measure =>
      new Measure(subject, year, basis, each, report);
    const { metric, computed, filed, best, outcome } = line;
    this.metric = typeOf(metric);
    this.computed = of('COMPUTED', computed);
    this.filed = of('FILED', filed, filedReport);
    this.best = of('BEST', best);
    this.outcome = outcome;
    this.discrepancy = differenceOf(computed, filed);
    this.exactDiscrepancy = difference(metric, computed, filed);
    if (outcome === 'WITHIN_BOUND' && metric.kind !== 'RATIO') this.missingAtMost = difference(metric, filed, computed);
  }
}

/** Of a metric that adds up, where both have a value: exact, in its unit. */
function difference(metric: Metric, one: Measured, other: Measured): string | undefined {
  if (one.sum === undefined || other.sum === undefined) return undefined;
  return exactOf({ ...one, metric, sum: one.sum - other.sum });
}

@ObjectType({ description: '一种结果的指标数。 How many metrics came out in one way.', simpleResolvers: true })
class OutcomeCount {
  @Field(() => ReconciliationOutcomeEnum, { description: '结果。 The outcome.' })
  outcome!: ReconciliationOutcome;

  @Field(() => Count, { description: '指标数。 How many metrics.' })
  metrics!: number;
}

@ObjectType({ description: '原因涉及的一格。 A cell that a reason accounts for.', simpleResolvers: true })
class ExplainedAmount {
  @Field(() => MetricType, { description: '指标。 The metric.' })
  metric!: MetricType;

  @Field(() => Decimal, {
    description: '所说明的差额：上报减汇算，以指标的单位计。 How much of FILED minus COMPUTED, in the metric’s unit.',
  })
  amount!: string;
}

@ObjectType({
  description:
    '差额的一个原因：哪个机关或下级区划，说明多少。 A reason for the difference: which body or region below, and how much of it.',
})
class ReconciliationReason {
  @Field(() => ReconciliationReasonEnum, { description: '何种原因。 Of what kind.' })
  readonly kind: Reason['kind'];

  @Field(() => ReconciliationExtentEnum, { description: '说明全部还是部分差额。 All of the difference or part of it.' })
  readonly extent: Reason['extent'];

  constructor(private readonly reason: Reason) {
    this.kind = reason.kind;
    this.extent = reason.extent;
  }

  @Field(() => [ExplainedAmount], { description: '逐格，依表格次序。 Cell by cell, in the order of the form.' })
  amounts(): ExplainedAmount[] {
    return [...this.reason.amounts]
      .sort(([a], [b]) => a - b)
      .map(([index, amount]) => {
        const cell = CELLS[index]!;
        const printed = cell.kind === 'AMOUNT' ? fromFen(amount, unitOfAmount(cell.row)) : String(amount);
        return { metric: typeOf(metricOfCell(index)), amount: printed };
      });
  }

  @Field(() => Department, { nullable: true, description: '机关。 The body.' })
  async department(@Ctx() context: GraphContext): Promise<Department | undefined> {
    const { department } = this.reason;
    return department === undefined ? undefined : departmentWith(context, department);
  }

  @Field(() => Region, { nullable: true, description: '下级区划。 The region below.' })
  region(): Ref<Region> | undefined {
    return this.reason.region && new Region(this.reason.region);
  }

  @Field(() => Report, { nullable: true, description: '所据报告。 The report that says so.' })
  async report(@Ctx() context: GraphContext): Promise<Report | undefined> {
    const { report } = this.reason;
    return report === undefined ? undefined : reportWith(context, report);
  }

  @Field(() => String, { description: '一句话。 In a sentence.' })
  async message(
    @Ctx() context: GraphContext,
    @Arg('locale', () => String, {
      nullable: true,
      description: '语言：zh 或 en，默认随请求。 zh or en; the request’s unless given.',
    })
    locale?: string | null,
  ): Promise<string> {
    const { department, region, kind, extent } = this.reason;
    const name =
      region?.fullName ?? (department === undefined ? '' : (await departmentWith(context, department))!.name);
    const said = MESSAGES[kind](name);
    const spoken: Locale = (locale ?? context.locale) === 'en' ? 'en' : 'zh';
    return kind === 'NOT_REPORTED' ? said[spoken] : said[spoken] + EXTENTS[extent][spoken];
  }
}

const MESSAGES: Readonly<Record<Reason['kind'], (name: string) => { zh: string; en: string }>> = {
  LEFT_OUT: (name) => ({
    zh: `上报数可能漏计了${name}：其数字正是差额`,
    en: `${name} seems to have been left out of the consolidated report: its figures are the difference`,
  }),
  COUNTED_TWICE: (name) => ({
    zh: `上报数可能重复计入了${name}：其数字正是差额`,
    en: `${name} seems to have been counted twice in the consolidated report: its figures are the difference`,
  }),
  CHILD_DISAGREES: (name) => ({
    zh: `${name}自己的汇总报告与其各机关之和不符`,
    en: `The consolidated report of ${name} is other than the sum of its own bodies`,
  }),
  NOT_REPORTED: (name) => ({
    zh: `${name}没有报告，汇算数不含其数字，为下限。`,
    en: `${name} did not report: the sum lacks its figures and is a lower bound.`,
  }),
};

const EXTENTS: Readonly<Record<Reason['extent'], { zh: string; en: string }>> = {
  WHOLE: { zh: '，说明全部差额。', en: ', all of it.' },
  TOGETHER: { zh: '，与所列其他原因合起来说明全部差额。', en: ', all of it together with the others named.' },
  PART: { zh: '，说明部分差额。', en: ', part of it.' },
};

@ObjectType({
  description:
    '对账：一个区划一年的汇算、上报、择优三数并列，差额及其原因。 Reconciliation: the three totals of a region and year side by side, with the difference and its reasons.',
})
export class Reconciliation {
  @Field(() => Year, { description: '年度。 The year.' })
  readonly year: number;

  @Field(() => Boolean, {
    description:
      '汇算是否齐全：名册列出全部机关且均已报告；否则汇算为下限，只能单向比较。 Whether a register names every body and all have reported; otherwise the sum is a lower bound and compares one way only.',
  })
  readonly complete: boolean;

  private readonly computed: Holding;

  constructor(private readonly reconciled: Reconciled) {
    this.year = reconciled.year;
    this.complete = reconciled.whole;
    this.computed = reconciled.computed;
  }

  @Field(() => Region, { description: '区划。 The region.' })
  region(): Ref<Region> {
    return new Region(this.reconciled.region);
  }

  @Field(() => Report, {
    nullable: true,
    description: '上报数所据的汇总报告；没有则为空。 The consolidated report; null where there is none.',
  })
  async report(@Ctx() context: GraphContext): Promise<Report | undefined> {
    const { region, year, filed } = this.reconciled;
    if (filed.reports === 0) return undefined;
    const [first] = await context.records.reportsOfRegion.load({ id: region.id, year });
    return first && reportWith(context, count(first.id));
  }

  @Field(() => Coverage, { description: '汇算的覆盖情况。 What the sum of the own reports rests on.' })
  coverage(): Ref<Coverage> {
    const { region, year } = this.reconciled;
    const { expected, reports } = this.computed;
    const footing = { expected, reporting: reports, blank: 0, notApplicable: 0, unreadable: 0 };
    return new Coverage({ type: 'region', region, kind: ALL_KINDS }, year, 'COMPUTED', footing);
  }

  @Field(() => [OutcomeCount], { description: '各种结果的指标数。 How many metrics came out how.' })
  outcomes(): OutcomeCount[] {
    const counts = new Map<ReconciliationOutcome, number>();
    for (const { outcome } of this.reconciled.lines) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    return [...counts].map(([outcome, metrics]) => ({ outcome, metrics }));
  }

  @Field(() => [ReconciliationLine], {
    description: '逐个指标，依所求次序或表格次序。 Metric by metric, as asked for or in the order of the form.',
  })
  lines(
    @Arg('outcomes', () => [ReconciliationOutcomeEnum], {
      nullable: true,
      description: '只列这些结果的。 Only those that came out so.',
    })
    outcomes?: ReconciliationOutcome[] | null,
  ): ReconciliationLine[] {
    const { region, year, lines, filed } = this.reconciled;
    return lines
      .filter((line) => !outcomes || outcomes.includes(line.outcome))
      .map((line) => new ReconciliationLine(new Region(region), year, line, filed.report));
  }

  @Field(() => [ReconciliationReason], {
    description:
      '差额的原因，说明全部差额者在前：漏计或重复计入的机关、自身不符的下级、未报的机关。 Reasons for the difference, those that account for all of it first: bodies left out or counted twice, regions below that disagree, bodies that did not report.',
  })
  async reasons(@Ctx() context: GraphContext): Promise<ReconciliationReason[]> {
    return (await reasonsOf(context, this.reconciled)).map((reason) => new ReconciliationReason(reason));
  }
}
