import { Arg, Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import { type ChangeStatus, changeOf } from '../../form/measure';
import { breaksBetween, breaksOf, cellsOf, type Metric } from '../../form/metrics';
import type { ValueStatus } from '../../form/value';
import { ALL_KINDS, type Basis } from '../../plan/basis';
import type { Holding } from '../../plan/holding';
import { differenceOf, exactOf, type Measured, measured, valueIn } from '../../plan/measured';
import type { Direction } from '../../plan/ranking';
import type { GraphContext } from '../context';
import { BasisEnum, ChangeStatusEnum, DirectionEnum, PeersEnum, ValueStatusEnum } from '../enums';
import type { Peers } from '../loaders/peers';
import { peerStatistics } from '../peers';
import { Decimal, Year } from '../scalars';
import { measureOf, peersOf, type Subject, wholeOf } from '../subject';
import { Coverage } from './coverage';
import { MetricType, typeOf } from './metric';
import type { Ref } from './node';
import { PeerStatistics } from './peers';
import { CellSource, sourceOf } from './source';

@ObjectType({
  description: '比率的分子与分母，便于再次相加。 The parts of a ratio, so that clients can add up again.',
  simpleResolvers: true,
})
export class Fraction {
  @Field(() => Float, { description: '分子。 Numerator.' })
  numerator!: number;

  @Field(() => Float, { description: '分母。 Denominator.' })
  denominator!: number;
}

@ObjectType({ description: '与较早年度相比的变化。 Change against an earlier year.', simpleResolvers: true })
export class Change {
  @Field(() => Year, { description: '基期年度。 Year of the base.' })
  from!: number;

  @Field(() => Float, { nullable: true, description: '基期数值。 Value of the base.' })
  base?: number;

  @Field(() => Float, { nullable: true, description: '绝对变化。 Absolute change.' })
  absolute?: number;

  @Field(() => Float, { nullable: true, description: '相对变化，以 1 为整体。 Relative change, a part of 1.' })
  relative?: number;

  @Field(() => ChangeStatusEnum, { description: '能否计算。 Whether it can be told.' })
  status!: ChangeStatus;
}

@ObjectType({
  description:
    '在同类中的名次；并列者名次相同，其后跳过（1、2、2、4）。 Rank among peers; ties share a rank: 1, 2, 2, 4.',
  simpleResolvers: true,
})
export class Rank {
  @Field(() => Int, { description: '名次，从 1 起。 Position, from 1.' })
  position!: number;

  @Field(() => Int, { description: '参加排名的数目。 How many are ranked.' })
  of!: number;

  @Field(() => Int, { description: '并列的数目，含自身。 How many share the position, this one included.' })
  tied!: number;

  @Field(() => Float, {
    description:
      '不优于此名次者所占比例，第一为 1。 Part of those ranked that this position is at least as good as; 1 for the first.',
  })
  percentile!: number;
}

const AMONG =
  '与谁比较：默认区划为同一上级的区划，机关为上级区划内同级同类机关。 With whom: regions of the same parent, or bodies of the same kind and level under the parent region, unless given.';
const FROM = '基期年度，默认上一年。 Year of the base; the year before unless given.';

@ObjectType({ description: '一切数值的统一形式。 The one shape of every number.', simpleResolvers: true })
export class Measure {
  @Field(() => MetricType, { description: '指标。 The metric.' })
  readonly metric: MetricType;

  @Field(() => Year, { nullable: true, description: '年度；跨年合计时为空。 The year; null where years are added.' })
  readonly year: number | undefined;

  @Field(() => BasisEnum, { description: '口径。 The route to the total.' })
  readonly basis: Basis;

  @Field(() => Float, {
    nullable: true,
    description:
      '数值：仅在状态为 REPORTED、DERIVED 或 PARTIAL 时有；0 是报告的 0；比率以 1 为整体。 The value: only where the status is REPORTED, DERIVED or PARTIAL; a 0 is a reported 0; a ratio is a part of 1.',
  })
  readonly value: number | undefined;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '同一数值的精确十进制表示，单位见指标；比率没有。 The same, exact, in the metric’s unit; a ratio has none.',
  })
  get exact(): string | undefined {
    return exactOf(this.measured);
  }

  @Field(() => ValueStatusEnum, { description: '数值的状态。 What the value is worth.' })
  readonly status: ValueStatus;

  @Field(() => Fraction, { nullable: true, description: '比率的分子与分母。 Numerator and denominator of a ratio.' })
  get fraction(): Fraction | undefined {
    const { fraction } = this.measured;
    return fraction && { numerator: Number(fraction.numerator), denominator: Number(fraction.denominator) };
  }

  constructor(
    private readonly subject: Subject,
    year: number | undefined,
    basis: Basis,
    readonly measured: Measured,
    /** Report that the figure was read from, where it is one. */
    private readonly report?: number,
  ) {
    this.metric = typeOf(measured.metric);
    this.year = year;
    this.basis = basis;
    this.value = valueIn(measured);
    this.status = measured.status;
  }

  @Field(() => Coverage, {
    description:
      '数值的依据：应报、已报、缺哪些。 What the value rests on: who was expected, who reported, who is missing.',
  })
  coverage(): Ref<Coverage> {
    return new Coverage(this.subject, this.year, this.basis, this.measured.footing);
  }

  @Field(() => Change, {
    nullable: true,
    description:
      '变化；不对应单一对象和年度的分组没有。 Change; null for a group that stands for no single subject and year.',
  })
  async change(
    @Ctx() context: GraphContext,
    @Arg('from', () => Year, { nullable: true, description: FROM }) from?: number | null,
  ): Promise<Change | undefined> {
    if (this.subject.type === 'group' || this.year === undefined) return undefined;
    const year = from ?? this.year - 1;
    const before = await measureOf(context, this.subject, this.measured.metric, year, this.basis);
    const base = valueIn(before);
    const broken = breaksBetween(this.measured.metric, year, this.year);
    return { from: year, base, ...changeOf(base, this.value, broken, differenceOf(this.measured, before)) };
  }

  @Field(() => Float, {
    nullable: true,
    description:
      '占上级区划的比例（机关：占本区划）；比率没有。 Share of the parent region (of a body: of its region); a ratio has none.',
  })
  async shareOfParent(@Ctx() context: GraphContext): Promise<number | undefined> {
    const whole = wholeOf(context, this.subject, this.basis);
    if (!whole || this.year === undefined || this.value === undefined || this.metric.kind === 'RATIO') return undefined;
    const parent = valueIn(await measureOf(context, whole.subject, this.measured.metric, this.year, whole.basis));
    return parent ? this.value / parent : undefined;
  }

  @Field(() => Rank, {
    nullable: true,
    description: '名次；没有数值或没有此类同伴时为空。 Rank; null without a value or without such peers.',
  })
  async rank(
    @Ctx() context: GraphContext,
    @Arg('among', () => PeersEnum, { defaultValue: 'SIBLINGS', description: '与谁比较。 With whom.' }) among: Peers,
    @Arg('direction', () => DirectionEnum, { defaultValue: 'HIGHEST_FIRST', description: '方向。 Which end is first.' })
    direction: Direction,
  ): Promise<Rank | undefined> {
    const peers = peersOf(context, this.subject, among);
    if (!peers || this.year === undefined || this.value === undefined) return undefined;
    const { metric } = this.measured;
    return context.standings.positionOf(peers.member, peers.population, metric, this.year, this.basis, direction);
  }

  @Field(() => PeerStatistics, {
    nullable: true,
    description:
      '在同伴中的位置：中位数、四分位数、百分位和是否离群；没有此类同伴时为空。 How it stands among its peers: median, quartiles, percentile, and whether it is out of line; null without such peers.',
  })
  async peers(
    @Ctx() context: GraphContext,
    @Arg('among', () => PeersEnum, { nullable: true, description: AMONG }) among?: Peers | null,
  ): Promise<PeerStatistics | undefined> {
    if (this.year === undefined) return undefined;
    return peerStatistics(context, this.subject, this.measured, this.year, this.basis, among ?? undefined);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      '汇算减上报；两者皆有数值时才有，请与覆盖情况一并看。 COMPUTED minus FILED, where both have a value; read it with the coverage.',
  })
  async discrepancy(@Ctx() context: GraphContext): Promise<number | undefined> {
    const { subject, year } = this;
    if (subject.type !== 'region' || subject.kind !== ALL_KINDS || year === undefined) return undefined;
    const [computed, filed] = await Promise.all(
      (['COMPUTED', 'FILED'] as const).map((basis) => measureOf(context, subject, this.measured.metric, year, basis)),
    );
    return differenceOf(computed!, filed!);
  }

  @Field(() => CellSource, {
    nullable: true,
    description:
      '数值在文档中的出处；只有单份报告的单格数值有。 Where the figure stands in its document; only of one cell of one report.',
  })
  async source(@Ctx() context: GraphContext): Promise<CellSource | undefined> {
    const cells = cellsOf(this.measured.metric);
    if (this.report === undefined || cells.length !== 1) return undefined;
    return sourceOf(context, this.report, cells[0]!);
  }
}

@ObjectType({ description: '一个指标在若干年度的序列。 A metric over years.', simpleResolvers: true })
export class Series {
  @Field(() => MetricType, { description: '指标。 The metric.' })
  metric!: MetricType;

  @Field(() => [Measure], { description: '各年度的数值。 One measure a year.' })
  points!: () => readonly Measure[];

  @Field(() => [Year], {
    description: '年度，与 values、statuses 一一对应。 The years, in step with values and statuses.',
  })
  years!: readonly number[];

  @Field(() => [Float], {
    nullable: 'items',
    description: '各年度数值；缺失为空，从不作 0。 Values; a missing one is null, never 0.',
  })
  values!: readonly (number | undefined)[];

  @Field(() => [ValueStatusEnum], { description: '各年度状态。 Statuses.' })
  statuses!: readonly ValueStatus[];

  @Field(() => [Year], {
    description:
      '序列在所查年度中的中断处：表式由此改变，前后不可比。 Years, of those asked for, at whose start the form changed: before and after do not compare.',
  })
  breaks!: readonly number[];
}

/** A series of consecutive years, of the holding of each; measures are made of them only where points are asked for. */
export function seriesOf(
  subject: Subject,
  basis: Basis,
  metric: Metric,
  years: readonly number[],
  holdings: readonly Holding[],
): Series {
  const values: (number | undefined)[] = [];
  const statuses: ValueStatus[] = [];
  for (const holding of holdings) {
    const figure = measured(holding, metric);
    values.push(valueIn(figure));
    statuses.push(figure.status);
  }
  const point = (holding: Holding, at: number): Measure =>
    new Measure(subject, years[at], basis, measured(holding, metric), holding.report);
  return {
    metric: typeOf(metric),
    points: () => holdings.map(point),
    years,
    values,
    statuses,
    breaks: breaksOf(metric).filter((year) => years.includes(year)),
  };
}
