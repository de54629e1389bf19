import { Arg, Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import type { ContinuityCheck } from '../../check/continuity';
import type { Scope } from '../../form/draft';
import type { Measured } from '../../plan/measured';
import type { GraphContext } from '../context';
import { type ContinuityOutcome, type FollowedYear, followedYear } from '../continuity';
import { ScopeEnum } from '../enums';
import { ContinuityCheckEnum, ContinuityOutcomeEnum } from '../enums-of-oversight';
import type { DepartmentRecord } from '../loaders/records';
import { Year } from '../scalars';
import { type Connection, connectionType } from './connection';
import { Department } from './department';
import { Measure } from './measure';
import type { Ref } from './node';

@ObjectType('ContinuityLine', {
  description: '一项衔接：上年的数与本年的数。 A figure that the form carries over from the year before.',
  simpleResolvers: true,
})
class ContinuityLineType {
  @Field(() => ContinuityCheckEnum, { description: '何种衔接。 Of what kind.' })
  readonly check: ContinuityCheck;

  @Field(() => String, { description: '本年所在的行。 Row of the figure of the year.' })
  readonly row: string;

  @Field(() => String, { description: '本年所在的列。 Its column.' })
  readonly column: string;

  @Field(() => ContinuityOutcomeEnum, { description: '是否衔接。 Whether it follows.' })
  readonly outcome: ContinuityOutcome;

  @Field(() => Measure, {
    description: '上年的数：结转下年度，或现行有效件数。 Of the year before: carried forward, or in force.',
  })
  readonly before: Ref<Measure>;

  @Field(() => Measure, {
    nullable: true,
    description: '本年制发；结转没有。 Issued in the year; not of what is carried.',
  })
  readonly added: Ref<Measure> | undefined;

  @Field(() => Measure, {
    nullable: true,
    description: '本年废止；结转没有。 Repealed in the year; not of what is carried.',
  })
  readonly removed: Ref<Measure> | undefined;

  @Field(() => Measure, { description: '本年的数。 Of the year itself.' })
  readonly found: Ref<Measure>;

  @Field(() => Float, {
    nullable: true,
    description: '由上年推得的数；无法校验时为空。 What follows from the year before; null where that cannot be told.',
  })
  readonly expected: number | undefined;

  @Field(() => Float, { nullable: true, description: '差额：所见减应有。 Found minus expected.' })
  readonly difference: number | undefined;

  constructor(body: DepartmentRecord, year: number, scope: Scope, followed: FollowedYear) {
    const { line, base, added, removed, found, outcome, expected } = followed;
    const basis = scope === 'OWN' ? 'COMPUTED' : 'FILED';
    const of = (each: Measured, at: number): Measure => new Measure({ type: 'department', body }, at, basis, each);
    this.check = line.check;
    this.row = line.found.row;
    this.column = line.found.column;
    this.outcome = outcome;
    this.before = of(base, year - 1);
    this.added = added && of(added, year);
    this.removed = removed && of(removed, year);
    this.found = of(found, year);
    this.expected = expected;
    this.difference = expected === undefined ? undefined : Number(found.sum) - expected;
  }
}

@ObjectType({
  description:
    '一个机关一年的报告与上年的衔接：结转，及现行有效件数。 How a body’s report of a year follows on from that of the year before: what was carried over, and what is in force.',
})
export class ContinuityYear {
  @Field(() => Year, { description: '年度。 The year.' })
  readonly year: number;

  @Field(() => ScopeEnum, { description: '统计范围：两年相同。 The scope, the same in both years.' })
  readonly scope: Scope;

  constructor(
    private readonly body: DepartmentRecord,
    year: number,
    scope: Scope,
  ) {
    this.year = year;
    this.scope = scope;
  }

  @Field(() => Department, { description: '机关。 The body.' })
  department(): Ref<Department> {
    return new Department(this.body);
  }

  @Field(() => Int, { description: '不衔接的项数。 How many lines are broken.' })
  async broken(@Ctx() context: GraphContext): Promise<number> {
    return (await this.followed(context)).filter(({ outcome }) => outcome === 'BROKEN').length;
  }

  @Field(() => [ContinuityLineType], {
    description:
      '逐项：表三七列的结转，规章、规范性文件的现行有效件数。 Line by line: the seven columns of table 3, then regulations and normative documents in force.',
  })
  async lines(
    @Ctx() context: GraphContext,
    @Arg('outcomes', () => [ContinuityOutcomeEnum], {
      nullable: true,
      description: '只列这些结果的。 Only those that came out so.',
    })
    outcomes?: ContinuityOutcome[] | null,
  ): Promise<ContinuityLineType[]> {
    const followed = await this.followed(context);
    return followed
      .filter(({ outcome }) => !outcomes || outcomes.includes(outcome))
      .map((each) => new ContinuityLineType(this.body, this.year, this.scope, each));
  }

  private followed(context: GraphContext): Promise<FollowedYear[]> {
    return followedYear(context, this.body, this.year, this.scope);
  }
}

export const ContinuityConnection = connectionType('ContinuityYear', () => ContinuityYear, '衔接', 'years of bodies');
export type ContinuityConnection = Connection<ContinuityYear>;
