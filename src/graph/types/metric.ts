import { Arg, Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { EDITION_IDS } from '../../form/editions';
import { breaksOf, cellsOf, METRICS, type Metric, type MetricKind, type Polarity, type Sum } from '../../form/metrics';
import type { GraphContext } from '../context';
import { MetricKey, MetricKindEnum, PolarityEnum } from '../enums';
import { writeId } from '../ids';
import { Year } from '../scalars';
import { Node } from './node';

@ObjectType({ description: '表中的一格。 A cell of the form.', simpleResolvers: true })
export class FormCell {
  @Field(() => String, { description: '格的标识，如 "received.total"。 Id of the cell: "received.total".' })
  id!: string;

  @Field(() => String, { description: '版式：2019 或 2021。 Edition of the form that has it: 2019 or 2021.' })
  form!: string;

  @Field(() => Int, { description: '表号：2、3 或 4。 Table: 2, 3 or 4.' })
  table!: number;

  @Field(() => String, { description: '行。 Row: "refused.stateSecret".' })
  row!: string;

  @Field(() => String, { description: '列。 Column: "naturalPerson".' })
  column!: string;
}

/** The metric whose cells are exactly those of a sum, part by part. */
function partsOf(sum: Sum): MetricType[] | undefined {
  if ('filing' in sum) return undefined;
  return sum.cells.map(({ cell }) =>
    typeOf(METRICS.find((each) => each.kind !== 'RATIO' && cellsOf(each).length === 1 && cellsOf(each)[0] === cell)!),
  );
}

@ObjectType('Metric', { implements: Node, description: '指标及其定义。 A metric and its definition.' })
export class MetricType implements Node {
  @Field(() => ID, { description: '全局标识。 Global id.' })
  readonly id: string;

  constructor(readonly definitionOf: Metric) {
    this.id = writeId('Metric', definitionOf.key);
  }

  @Field(() => MetricKey, { description: '指标代号。 Key of the metric.' })
  get key(): string {
    return this.definitionOf.key;
  }

  @Field(() => String, { description: '名称。 Name.' })
  label(
    @Ctx() context: GraphContext,
    @Arg('locale', () => String, {
      nullable: true,
      description: '语言：zh 或 en，默认随请求。 zh or en; the request’s unless given.',
    })
    locale?: string | null,
  ): string {
    return (locale ?? context.locale) === 'en' ? this.definitionOf.en : this.definitionOf.zh;
  }

  @Field(() => String, { description: '定义。 Definition.' })
  definition(
    @Ctx() context: GraphContext,
    @Arg('locale', () => String, {
      nullable: true,
      description: '语言：zh 或 en，默认随请求。 zh or en; the request’s unless given.',
    })
    locale?: string | null,
  ): string {
    return this.definitionOf.definition[(locale ?? context.locale) === 'en' ? 'en' : 'zh'];
  }

  @Field(() => String, {
    description: '单位；比率为 %，其数值以 1 为整体。 Unit; a ratio’s is %, its value a part of 1.',
  })
  get unit(): string {
    return this.definitionOf.unit;
  }

  @Field(() => MetricKindEnum, { description: '如何相加。 How it adds up.' })
  get kind(): MetricKind {
    return this.definitionOf.kind;
  }

  @Field(() => Boolean, { description: '数值能否跨机关相加。 Whether values add over bodies.' })
  get additive(): boolean {
    return this.definitionOf.kind !== 'RATIO';
  }

  @Field(() => [MetricType], {
    nullable: true,
    description:
      '比率的分子由哪些指标组成；不是表格之数时为空。 Metrics of a ratio’s numerator; null where it is no figure of the form.',
  })
  get numerator(): MetricType[] | undefined {
    return this.definitionOf.kind === 'RATIO' ? partsOf(this.definitionOf.numerator) : undefined;
  }

  @Field(() => [MetricType], {
    nullable: true,
    description:
      '比率的分母由哪些指标组成，减去的部分见定义。 Metrics of a ratio’s denominator; what is subtracted, its definition says.',
  })
  get denominator(): MetricType[] | undefined {
    return this.definitionOf.kind === 'RATIO' ? partsOf(this.definitionOf.denominator) : undefined;
  }

  @Field(() => PolarityEnum, { description: '数值高低的含义。 Whether a high value is good.' })
  get polarity(): Polarity {
    return this.definitionOf.polarity;
  }

  @Field(() => [FormCell], { description: '在各版式上的位置。 Its places on each edition of the form.' })
  get cells(): FormCell[] {
    return EDITION_IDS.flatMap((form) =>
      cellsOf(this.definitionOf)
        .filter((cell) => cell.editions.includes(form))
        .map(({ id, table, row, column }) => ({ id, form, table, row, column })),
    );
  }

  @Field(() => [Year], { description: '序列在这些年度中断：表式由此改变。 Years at whose start the series breaks.' })
  get breaks(): readonly number[] {
    return breaksOf(this.definitionOf);
  }
}

const TYPES = new Map(METRICS.map((each) => [each.key, new MetricType(each)]));

/** The one object of a metric. */
export function typeOf(metric: Metric): MetricType {
  return TYPES.get(metric.key)!;
}
