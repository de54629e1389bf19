import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import type { Basis, RegionLevel } from '../../plan/basis';
import type { ComparisonOperator } from '../../plan/groups';
import type { Direction } from '../../plan/ranking';
import type { Dimension } from '../../plan/statistics';
import {
  ApplicantEnum,
  BasisEnum,
  ComparisonEnum,
  DimensionEnum,
  DirectionEnum,
  MetricKey,
  RegionLevelEnum,
} from '../enums';
import { RegionCode, Year } from '../scalars';
import { type Connection, connectionType } from './connection';
import { Department } from './department';
import { DepartmentKind } from './kind';
import { Measure } from './measure';
import { Region } from './region';
import { YearRange } from './years';

@InputType({ description: '统计的范围。 What statistics are about.' })
export class StatisticsFilter {
  @Field(() => YearRange, {
    nullable: true,
    description: '年度范围，默认全部有报告的年度。 The years; all that have reports unless given.',
  })
  years?: YearRange | null;

  @Field(() => RegionCode, {
    nullable: true,
    description: '辖区，默认全国。 The region whose subtree is meant; the nation unless given.',
  })
  within?: string | null;

  @Field(() => RegionLevelEnum, {
    nullable: true,
    description:
      '按 REGION 分组时的层级，默认辖区的直接下级。 Level of the regions to group by; the direct children of the region unless given.',
  })
  level?: RegionLevel | null;

  @Field(() => [ID], { nullable: true, description: '机关类别（ID 或代号）。 Kinds of department, by id or code.' })
  kinds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: '机关。 Departments.' })
  departments?: string[] | null;

  @Field(() => BasisEnum, {
    defaultValue: 'COMPUTED',
    description: '口径；按类别或机关时只能为 COMPUTED。 The route to the totals; by kind or department COMPUTED only.',
  })
  basis: Basis = 'COMPUTED';
}

@InputType({
  description:
    '对分组数值的条件；没有数值的分组不满足任何条件。 A condition on the figures of a group; a group without a value meets none.',
})
export class HavingInput {
  @Field(() => MetricKey, { description: '指标。 The metric.' })
  metric!: string;

  @Field(() => ComparisonEnum, { description: '比较。 The comparison.' })
  op!: ComparisonOperator;

  @Field(() => Float, { description: '比较的数值。 What it is compared with.' })
  value!: number;
}

@InputType({
  description:
    '分组的排列：按指标或按维度，二者取一；没有数值的在最后。 Order of groups: by a metric or by a dimension; those without a value come last.',
})
export class MetricOrder {
  @Field(() => MetricKey, { nullable: true, description: '按此指标。 By this metric.' })
  metric?: string | null;

  @Field(() => DimensionEnum, { nullable: true, description: '按此维度。 By this dimension.' })
  key?: Dimension | null;

  @Field(() => DirectionEnum, { defaultValue: 'HIGHEST_FIRST', description: '方向。 Direction.' })
  direction: Direction = 'HIGHEST_FIRST';
}

@ObjectType({
  description:
    '分组的坐标：恰有所问的维度有值；合计行的维度列在 rolledUp 中，空值因此不含糊。 Where a group stands: exactly the dimensions asked for are set; a rolled-up one is named in rolledUp, so that a null is never ambiguous.',
  simpleResolvers: true,
})
export class GroupKey {
  @Field(() => Year, { nullable: true, description: '年度。 Year.' })
  year?: number;

  @Field(() => Region, { nullable: true, description: '区划。 Region.' })
  region?: Region;

  @Field(() => Department, { nullable: true, description: '机关。 Department.' })
  department?: Department;

  @Field(() => DepartmentKind, { nullable: true, description: '机关类别。 Kind of department.' })
  departmentKind?: DepartmentKind;

  @Field(() => ApplicantEnum, { nullable: true, description: '申请人类别。 Applicant.' })
  applicant?: string;

  @Field(() => [DimensionEnum], { description: '已合计掉的维度。 Dimensions that are added up here.' })
  rolledUp!: readonly Dimension[];
}

@ObjectType({ description: '统计的一个分组。 A group of statistics.', simpleResolvers: true })
export class StatisticsGroup {
  @Field(() => GroupKey, { description: '分组的坐标。 Where it stands.' })
  key!: GroupKey;

  @Field(() => [Measure], {
    description: '各指标，次序同 metrics。 Its figures, in the order of the metrics asked for.',
  })
  measures!: readonly Measure[];
}

export const StatisticsConnection = connectionType('Statistics', () => StatisticsGroup, '分组', 'groups');
export type StatisticsConnection = Connection<StatisticsGroup>;
