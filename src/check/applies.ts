/** Which rules are about a report at all, so that "holds" is never said of one that could not have failed. */
import type { Scope } from '../form/draft';
import type { Reach } from './rule';

const SCOPES: Readonly<Record<Reach, readonly Scope[]>> = {
  REPORT: ['OWN', 'CONSOLIDATED'],
  YEARS: ['OWN', 'CONSOLIDATED'],
  REGION: ['CONSOLIDATED'],
  // A body that did not report has no report.
  FILING: [],
  PEERS: ['OWN'],
  TEXTS: ['OWN', 'CONSOLIDATED'],
};

/** Whether rules of a reach are about reports of a scope. */
export function appliesTo(reach: Reach, scope: Scope): boolean {
  return SCOPES[reach].includes(scope);
}
