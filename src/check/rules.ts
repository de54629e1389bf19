/** The rule catalogue: everything that is checked, as data. */
import { REACHES, type Reach, RULE_IDS, type Rule } from './rule';
import { RULES_ACROSS } from './rules-across';
import { RULES_OF_FIGURES } from './rules-of-figures';
import { RULES_OF_TEXT } from './rules-of-text';

export type { Reach, Rule, RuleBasis, RuleId, Severity } from './rule';
export { REACHES } from './rule';

const byId = new Map<string, Rule>(
  [...RULES_OF_FIGURES, ...RULES_OF_TEXT, ...RULES_ACROSS].map((rule) => [rule.id, rule]),
);

/** Every rule, in the order of the catalogue. */
export const RULES: readonly Rule[] = RULE_IDS.map((id) => byId.get(id)!);

const REACH_OF = new Map<string, Reach>(RULES.map((rule) => [rule.id, rule.reach]));

/** The rule with this id, or undefined. */
export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}

/** What the rule with this id looks at; of a rule that this version does not have, one report. */
export function reachOf(id: string): Reach {
  return REACH_OF.get(id) ?? REACHES[0];
}
