import { Arg, Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import { CELLS, type Cell } from '../../form/cells';
import { type AdditiveMetric, METRICS } from '../../form/metrics';
import type { ValueStatus } from '../../form/value';
import { cellsFor } from '../../plan/columns';
import type { Holding } from '../../plan/holding';
import { exactOf, measured, valueIn } from '../../plan/measured';
import type { GraphContext } from '../context';
import { ValueStatusEnum } from '../enums';
import { Decimal } from '../scalars';
import type { Selection } from '../selection';
import { fillForm, metricsAsked, ProactiveFigures, RemedyFigures, RequestFigures } from './form-tree';
import { MetricType, typeOf } from './metric';
import { CellSource, type OriginOf, originOf, sourceAt } from './source';

/** The metric of each cell. */
export const metricOf: ReadonlyMap<Cell, AdditiveMetric> = new Map(
  METRICS.flatMap((each) =>
    each.kind !== 'RATIO' && each.sum.cells.length === 1 ? [[each.sum.cells[0]!.cell, each] as const] : [],
  ),
);

@ObjectType({
  description: '表中一格的数值及其状态。 One cell of the form with its value and status.',
  simpleResolvers: true,
})
export class CellFigure {
  @Field(() => String, { description: '格的标识，如 "received.total"。 Id of the cell.' })
  readonly cell: string;

  @Field(() => Int, { description: '表号。 Table: 2, 3 or 4.' })
  readonly table: number;

  @Field(() => String, { description: '行。 Row.' })
  readonly row: string;

  @Field(() => String, { description: '列。 Column.' })
  readonly column: string;

  @Field(() => MetricType, { description: '对应的指标。 The metric of the cell.' })
  readonly metric: MetricType;

  @Field(() => Float, { nullable: true, description: '数值。 The value.' })
  readonly value: number | undefined;

  @Field(() => Decimal, {
    nullable: true,
    description: '精确数值，单位见指标。 The same, exact, in the metric’s unit.',
  })
  readonly exact: string | undefined;

  @Field(() => ValueStatusEnum, { description: '状态。 What it is worth.' })
  readonly status: ValueStatus;

  constructor(
    holding: Holding,
    private readonly definition: Cell,
    private readonly origin: OriginOf | undefined,
  ) {
    const metric = metricOf.get(definition)!;
    const figure = measured(holding, metric);
    this.cell = definition.id;
    this.table = definition.table;
    this.row = definition.row;
    this.column = definition.column;
    this.metric = typeOf(metric);
    this.value = valueIn(figure);
    this.exact = exactOf(figure);
    this.status = figure.status;
  }

  @Field(() => CellSource, {
    nullable: true,
    description: '在文档中的出处；合计数没有。 Where it stands in its document; a total has none.',
  })
  async source(@Ctx() context: GraphContext): Promise<CellSource | undefined> {
    const origin = await this.origin?.(context, this.definition);
    return origin && sourceAt(this.definition, origin);
  }
}

/** Where the figures of a report stand in its document; a sum of reports stands nowhere. */
export function originIn({ single, report }: Holding): OriginOf | undefined {
  return single && report !== undefined ? (context, cell) => originOf(context, report, cell) : undefined;
}

@ObjectType({
  description: '以表格的形式：一份报告所印，或一个区划的合计。 The form: a report as printed, or a region’s total.',
  simpleResolvers: true,
})
export class Figures {
  @Field(() => ProactiveFigures, {
    description: '表二：主动公开政府信息情况。 Table 2: information published proactively.',
  })
  readonly proactive!: object;

  @Field(() => RequestFigures, {
    description: '表三：收到和处理政府信息公开申请情况。 Table 3: applications received and handled.',
  })
  readonly requests!: object;

  @Field(() => RemedyFigures, {
    description: '表四：行政复议、行政诉讼情况。 Table 4: reconsideration and litigation.',
  })
  readonly remedies!: object;

  constructor(
    private readonly holding: Holding,
    selection: Selection,
    private readonly origin: OriginOf | undefined = originIn(holding),
  ) {
    Object.assign(this, fillForm(holding, selection));
  }

  @Field(() => [CellFigure], {
    description:
      '逐格列出，各有状态；所用表式没有的格不列，除非问及 NOT_ON_THIS_FORM。 Every cell with its status; cells that are not on the form used are left out unless that status is asked for.',
  })
  cells(
    @Arg('table', () => Int, { nullable: true, description: '只列此表：2、3 或 4。 Only of this table.' }) table?:
      | number
      | null,
    @Arg('statuses', () => [ValueStatusEnum], { nullable: true, description: '只列这些状态。 Only of these statuses.' })
    statuses?: ValueStatus[] | null,
  ): CellFigure[] {
    const { holding, origin } = this;
    return CELLS.filter((cell) => !table || cell.table === table)
      .map((cell) => new CellFigure(holding, cell, origin))
      .filter(({ status }) => (statuses ? statuses.includes(status) : status !== 'NOT_ON_THIS_FORM'));
  }
}

/** The cells that a selection of `Figures` reads. */
export function cellsAsked(selection: Selection): readonly Cell[] {
  return selection.has('cells') ? CELLS : cellsFor(metricsAsked(selection));
}
