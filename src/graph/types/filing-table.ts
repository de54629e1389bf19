import { Arg, Args, Ctx, Field, ID, ObjectType } from 'type-graphql';
import { ALL_KINDS, kindOf } from '../../plan/basis';
import type { Region as RegionRecord } from '../../store/regions';
import type { GraphContext } from '../context';
import { consolidatedTimeliness, timelinessByKind, timelinessOf } from '../filing';
import { kindsOfIds } from '../ids';
import { Year } from '../scalars';
import { type Connection, connectionOf, connectionType, PageArgs } from './connection';
import { DepartmentKind, kindType } from './kind';
import { pageOfRegions, Region } from './region';
import { Timeliness } from './timeliness';

@ObjectType({ description: '某一类机关的发布情况。 How the bodies of one kind filed.', simpleResolvers: true })
class FilingOfKind {
  @Field(() => DepartmentKind, { description: '类别。 The kind.' })
  kind!: DepartmentKind;

  @Field(() => Timeliness, { description: '其发布情况。 How they filed.' })
  timeliness!: Timeliness;
}

@ObjectType({ description: '发布情况表的一行：一个区划。 A row of the filing table: a region.' })
class FilingRow {
  constructor(
    private readonly record: RegionRecord,
    private readonly year: number,
    private readonly table: RegionRecord,
  ) {}

  @Field(() => Region, { description: '区划。 The region.' })
  region(): Region {
    return new Region(this.record);
  }

  @Field(() => Timeliness, {
    description: '各类机关合计，按本级报告计。 All kinds together, by own reports.',
  })
  timeliness(@Ctx() context: GraphContext): Promise<Timeliness> {
    return timelinessOf(context, this.record, ALL_KINDS, this.year);
  }

  @Field(() => Timeliness, {
    description:
      '辖区内各级政府的汇总报告。 The consolidated reports of the governments of the region and all below it.',
  })
  consolidated(@Ctx() context: GraphContext): Promise<Timeliness> {
    return consolidatedTimeliness(context, this.record, ALL_KINDS, this.year, this.table);
  }

  @Field(() => [FilingOfKind], {
    description: '逐类；没有应报机关的类别不列。 Kind by kind; those of which no body is expected are left out.',
  })
  async kinds(
    @Ctx() context: GraphContext,
    @Arg('only', () => [ID], { nullable: true, description: '只列这些类别（ID 或代号）。 Only these, by id or code.' })
    only?: string[] | null,
  ): Promise<FilingOfKind[]> {
    const rows = await timelinessByKind(context, this.record, this.year, only ? kindsOfIds(only) : undefined);
    return rows.map(({ kind, timeliness }) => ({ kind: kindType(kindOf(kind)), timeliness }));
  }
}

const FilingRowConnection = connectionType('FilingRow', () => FilingRow, '行', 'rows');

@ObjectType({ description: '发布情况表：按区划和类别。 The filing table: by region and by kind.' })
export class FilingTable {
  @Field(() => Year, { description: '年度。 The year.' })
  readonly year: number;

  @Field(() => FilingRow, { description: '全表合计。 The whole table in one row.' })
  readonly total: FilingRow;

  constructor(
    private readonly top: RegionRecord,
    year: number,
    private readonly regions: readonly RegionRecord[],
  ) {
    this.year = year;
    this.total = new FilingRow(top, year, top);
  }

  @Field(() => FilingRowConnection, { description: '各区划，按代码。 The regions, by code.' })
  rows(@Args(() => PageArgs) page: PageArgs): Connection<FilingRow> {
    const { regions, year, top } = this;
    const shown = pageOfRegions(regions, page, ['filing', top.id, year]);
    return connectionOf(
      shown,
      (region) => new FilingRow(region, year, top),
      () => regions.length,
    );
  }
}
