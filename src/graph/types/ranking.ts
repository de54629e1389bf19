import { Args, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { RegionLevel } from '../../plan/basis';
import type { ExclusionReason } from '../../plan/ranking';
import { ExclusionReasonEnum, RankedSubjectsEnum, RegionLevelEnum } from '../enums';
import { Count, RegionCode } from '../scalars';
import { type Connection, connectionType, type Edge, PageArgs, PageInfo } from './connection';
import { Measure } from './measure';
import { Node } from './node';
import { Distribution, PeerStatistics } from './peers';

@InputType({ description: '参加排名者。 Who is ranked.' })
export class RankingPopulation {
  @Field(() => RankedSubjectsEnum, { defaultValue: 'REGIONS', description: '区划或机关。 Regions or departments.' })
  of: 'REGIONS' | 'DEPARTMENTS' = 'REGIONS';

  @Field(() => RegionLevelEnum, {
    nullable: true,
    description:
      '区划的层级，默认辖区的直接下级；对机关为其区划的层级，默认不限。 Level of the regions: the direct children of `within` unless given; of departments, level of their regions: any unless given.',
  })
  level?: RegionLevel | null;

  @Field(() => RegionCode, {
    nullable: true,
    description: '辖区，默认全国。 Within this region; the nation unless given.',
  })
  within?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      '机关类别（ID 或代号）：区划只计该类机关，或只排该类机关。 Kind, by id or code: only its bodies count, or are ranked.',
  })
  kind?: string | null;
}

@ObjectType({ description: '排名中的一项。 A place in a ranking.', simpleResolvers: true })
export class RankingEntry {
  @Field(() => Node, { description: '区划或机关。 The region or department.' })
  subject!: Node;

  @Field(() => Int, {
    description: '名次，从 1 起；并列者相同，其后跳过。 Position, from 1; ties share it: 1, 2, 2, 4.',
  })
  position!: number;

  @Field(() => Int, { description: '并列的数目，含自身。 How many share it, this one included.' })
  tied!: number;

  @Field(() => Float, {
    description: '不优于此名次者所占比例。 Part of those ranked that this position is at least as good as.',
  })
  percentile!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '上一年的名次；当年未参加或不可比时为空。 Position of the year before; null where it was not ranked, or does not compare.',
  })
  previousPosition!: () => Promise<number | undefined>;

  @Field(() => Measure, { description: '排名所依的数值。 The figure that it is ranked by.' })
  measure!: Measure;

  @Field(() => PeerStatistics, {
    description: '在参加排名者中的位置与是否离群。 How it stands among those ranked, and whether it is out of line.',
  })
  peers!: () => PeerStatistics;
}

@ObjectType({ description: '未参加排名的一项及原因。 One that is not ranked, and why.', simpleResolvers: true })
export class RankingExclusion {
  @Field(() => Node, { description: '区划或机关。 The region or department.' })
  subject!: Node;

  @Field(() => ExclusionReasonEnum, { description: '原因。 Why.' })
  reason!: ExclusionReason;

  @Field(() => Measure, { description: '其数值与状态。 Its figure with status and coverage.' })
  measure!: Measure;
}

const ExclusionConnection = connectionType('RankingExclusion', () => RankingExclusion, '未参加者', 'exclusions');

@ObjectType('RankingEdge', {
  description: '排名中的一项及其游标。 A place in a ranking with its cursor.',
  simpleResolvers: true,
})
class RankingEdge {
  @Field(() => RankingEntry, { description: '该项。 The place.' })
  node!: RankingEntry;

  @Field(() => String, { description: '游标，不透明。 Its cursor, opaque.' })
  cursor!: string;
}

@ObjectType({ description: '排名。 A ranking.' })
export class RankingConnection {
  @Field(() => [RankingEntry], { description: '本页各项。 The places of the page.' })
  nodes!: readonly RankingEntry[];

  @Field(() => [RankingEdge], { description: '本页各项及其游标。 The same with their cursors.' })
  edges!: readonly Edge<RankingEntry>[];

  @Field(() => PageInfo, { description: '分页信息。 Where the page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Count, { description: '参加排名的总数。 How many are ranked.' })
  totalCount!: number;

  constructor(
    ranked: Connection<RankingEntry>,
    totalCount: number,
    private readonly spread: () => Distribution | undefined,
    private readonly leftOut: (page: PageArgs) => Promise<Connection<RankingExclusion>>,
  ) {
    this.nodes = ranked.nodes;
    this.edges = ranked.edges;
    this.pageInfo = ranked.pageInfo;
    this.totalCount = totalCount;
  }

  @Field(() => Distribution, {
    nullable: true,
    description:
      '参加排名者数值的分布；无人参加时为空。 How the values of those ranked are spread; null where none is.',
  })
  distribution(): Distribution | undefined {
    return this.spread();
  }

  @Field(() => ExclusionConnection, { description: '未参加排名者及原因。 Those left out, and why.' })
  excluded(@Args(() => PageArgs) page: PageArgs): Promise<Connection<RankingExclusion>> {
    return this.leftOut(page);
  }
}
