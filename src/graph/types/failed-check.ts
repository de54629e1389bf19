import { Arg, Ctx, Field, InterfaceType, ObjectType } from 'type-graphql';
import { messageOf } from '../../check/message';
import { type ProposedFigure, proposalOf } from '../../check/repair';
import type { Finding } from '../../check/result';
import type { GraphContext } from '../context';
import { Decimal } from '../scalars';
import { LOCALE, RuleType, ruleType, spoken } from './rule';

@ObjectType('ProposedFigure', {
  description:
    '建议的更正：改后所涉各项合计均成立；从不自动更正。 A figure that would make every sum it is part of hold; it is never set by itself.',
  simpleResolvers: true,
})
class ProposedFigureType {
  @Field(() => String, { description: '格的标识，如 "received.total"。 Id of the cell.' })
  cell!: string;

  @Field(() => Decimal, { description: '建议的数值。 The value proposed.' })
  value!: string;
}

@InterfaceType({ description: '未通过的一项校验。 A check that failed.' })
export abstract class FailedCheck {
  @Field(() => [String], { description: '涉及的格。 Ids of the cells that were read.' })
  readonly cells: readonly string[];

  @Field(() => String, { nullable: true, description: '应有的值。 The value expected.' })
  readonly expected: string | undefined;

  @Field(() => String, { nullable: true, description: '所见的值。 The value found.' })
  readonly found: string | undefined;

  @Field(() => String, { nullable: true, description: '差额：所见减应有。 Found minus expected.' })
  readonly difference: string | undefined;

  constructor(private readonly told: Finding) {
    this.cells = told.cells;
    this.expected = told.expected;
    this.found = told.found;
    this.difference = told.difference;
  }

  @Field(() => RuleType, {
    nullable: true,
    description: '规则；本版本已无此规则时为空。 The rule; null where this version has it no more.',
  })
  rule(): RuleType | undefined {
    return ruleType(this.told.rule);
  }

  @Field(() => String, { description: '说明文字。 What was found, in words.' })
  message(
    @Ctx() context: GraphContext,
    @Arg('locale', () => String, { nullable: true, description: LOCALE }) locale?: string | null,
  ): string {
    return messageOf(this.told, spoken(context, locale));
  }

  @Field(() => [ProposedFigureType], {
    description:
      '建议的更正；没有唯一的解释时为空。 The figures that would repair it; none where there is not just one explanation.',
  })
  proposal(): readonly ProposedFigure[] {
    return proposalOf(this.told.details);
  }
}
