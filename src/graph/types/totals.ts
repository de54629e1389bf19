import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Field, Info, ObjectType } from 'type-graphql';
import { CELLS, type Cell } from '../../form/cells';
import { Problem } from '../../form/problem';
import { ALL_KINDS, type Basis } from '../../plan/basis';
import type { Holding } from '../../plan/holding';
import type { Footing } from '../../plan/measured';
import type { GraphContext } from '../context';
import { BasisEnum } from '../enums';
import { listFindings } from '../lists';
import { endOfDay, totalsAsOf } from '../past';
import { DateScalar, Year } from '../scalars';
import { selectionOf } from '../selection';
import { type Connection, PageArgs } from './connection';
import { Coverage } from './coverage';
import { cellsAsked, Figures } from './figures';
import { Finding, FindingConnection } from './finding';
import type { Ref } from './node';
import { Region } from './region';

const GAPS = ['blank', 'notApplicable', 'unreadable'] as const;

/** What a whole form rests on. */
function footingOf(holding: Holding): Footing {
  const total = (place: 0 | 1 | 2): number => [...holding.gaps.values()].reduce((sum, gap) => sum + gap[place], 0);
  const { expected, reports } = holding;
  return { expected, reporting: reports, blank: total(0), notApplicable: total(1), unreadable: total(2) };
}

@ObjectType({
  description: '一个区划一年的合计，以表格的形式。 A region’s total of a year, in the shape of the form.',
  simpleResolvers: true,
})
export class RegionTotals {
  @Field(() => Region, { description: '区划。 The region.' })
  readonly region: Ref<Region>;

  @Field(() => Year, { description: '年度。 The year.' })
  readonly year: number;

  @Field(() => BasisEnum, { description: '口径。 The route to the total.' })
  readonly basis: Basis;

  @Field(() => DateScalar, {
    nullable: true,
    description: '截至哪一天；当前状态为空。 As of which day; null for the state now.',
  })
  readonly asOf: string | undefined;

  constructor(
    region: Ref<Region>,
    year: number,
    basis: Basis,
    private readonly kind: number,
    asOf: string | undefined,
  ) {
    this.region = region;
    this.year = year;
    this.basis = basis;
    this.asOf = asOf;
    if (asOf !== undefined && kind !== ALL_KINDS)
      throw new Problem(
        'BAD_INPUT',
        'asOf 与 kind 不能同时使用：过去的合计只有全部机关的',
        'asOf and kind cannot be asked together: past totals are of all bodies',
      );
  }

  @Field(() => Figures, { description: '三张表。 The three tables.' })
  async figures(@Ctx() context: GraphContext, @Info() info: GraphQLResolveInfo): Promise<Figures> {
    const selection = selectionOf(info);
    return new Figures(await this.holding(context, cellsAsked(selection)), selection);
  }

  @Field(() => Coverage, {
    description: '覆盖情况；空白等格数就全表而言。 Coverage; blanks are counted over the whole form.',
  })
  async coverage(@Ctx() context: GraphContext, @Info() info: GraphQLResolveInfo): Promise<Coverage> {
    const selection = selectionOf(info);
    const cells = GAPS.some((field) => selection.has(field)) ? CELLS : [];
    const subject = { type: 'region', region: this.region.record, kind: this.kind } as const;
    const footing = footingOf(await this.holding(context, cells));
    return new Coverage(subject, this.year, this.basis, footing, this.asOf !== undefined);
  }

  @Field(() => FindingConnection, {
    description:
      '辖区内各报告未通过的校验，皆为现状；不能与 asOf 同用。 Failed checks of the reports of the subtree, as they are now: not to be asked with asOf.',
  })
  findings(@Ctx() context: GraphContext, @Args(() => PageArgs) page: PageArgs): Promise<Connection<Finding>> {
    if (this.asOf !== undefined)
      throw new Problem(
        'BAD_INPUT',
        'asOf 之下没有校验结果：所存的是现状',
        'There are no findings as of an earlier day: those that are kept are of today',
      );
    const { id, rangeEnd } = this.region.record;
    const ask = {
      within: { low: id, high: rangeEnd },
      years: { from: this.year, to: this.year },
      kinds: this.kind === ALL_KINDS ? undefined : [this.kind],
    };
    return listFindings(context, ask, page);
  }

  private holding(context: GraphContext, cells: readonly Cell[]): Promise<Holding> {
    const { record } = this.region;
    if (this.asOf !== undefined) return totalsAsOf(context, record, this.year, this.basis, endOfDay(this.asOf), cells);
    return context.figures.region(record, this.kind, this.year, this.basis, cells);
  }
}
