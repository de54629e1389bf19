import { Ctx, Field, ObjectType } from 'type-graphql';
import { findKind } from '../../form/kinds';
import type { Deadline, RegionRule } from '../../store/deadlines';
import type { GraphContext } from '../context';
import { DateScalar, Year } from '../scalars';
import { DepartmentKind, kindType } from './kind';
import type { Ref } from './node';
import { Region } from './region';

@ObjectType({
  description:
    '区划另定的期限：管本区划及其下级；最近的区划优先。 A date that a region sets for its bodies and all below it; the nearest region’s rule holds.',
})
export class DeadlineRule {
  @Field(() => String, {
    description:
      '适用于谁：机关类别代号，或 DEPARTMENT、GOVERNMENT、TOWNSHIP（第四十九条），或 ALL。 Whom it is for: the code of a kind, DEPARTMENT, GOVERNMENT or TOWNSHIP (Art. 49), or ALL.',
  })
  readonly for: string;

  @Field(() => Year, { description: '自哪一年度的报告起。 First year of the reports that it is for.' })
  readonly from: number;

  @Field(() => String, {
    nullable: true,
    description:
      '次年的月日，如 "01-20"；不设期限则为空。 Month and day in the year after, "01-20"; null: no deadline.',
  })
  readonly due: string | null;

  @Field(() => String, { nullable: true, description: '依据。 What says so.' })
  readonly basis: string | null;

  constructor(private readonly rule: RegionRule) {
    this.for = rule.for;
    this.from = rule.from;
    this.due = rule.due;
    this.basis = rule.basis;
  }

  @Field(() => Region, { description: '定此期限的区划。 The region that sets it.' })
  region(@Ctx() context: GraphContext): Ref<Region> {
    return new Region(context.store.regions.get(this.rule.regionId)!);
  }

  @Field(() => DepartmentKind, {
    nullable: true,
    description: '只适用于一类机关时，该类别。 The kind, where it is for one.',
  })
  kind(): DepartmentKind | undefined {
    const kind = findKind(this.for);
    return kind && kindType(kind);
  }
}

@ObjectType('Deadline', {
  description: '一份报告的期限及其由来。 When a report is due, and what says so.',
  simpleResolvers: true,
})
export class DeadlineType {
  @Field(() => DateScalar, { nullable: true, description: '期限；没有则为空。 The date; null where there is none.' })
  readonly date: string | undefined;

  @Field(() => DeadlineRule, {
    nullable: true,
    description: '所据的另定期限；依法律则为空。 The rule of a region that says so; null where it is the law.',
  })
  readonly rule: DeadlineRule | undefined;

  constructor({ date, rule }: Deadline) {
    this.date = date;
    this.rule = rule && new DeadlineRule(rule);
  }
}
