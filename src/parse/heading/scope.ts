/** The scope of a report as its document shows it, and the notice that carries the evidence to whoever reads the figures. */
import type { DraftNotice, DraftSection, Evidenced, Scope } from '../../form/draft';
import { type ScopeEvidence, type ScopeSource, scopeEvidence } from '../../narrative/scope';

const QUOTED = 80;
const quoted = (words: string) => words.replace(/\s+/g, '').slice(0, QUOTED);

const NAMES: Readonly<Record<Scope, { zh: string; en: string }>> = {
  OWN: { zh: '本机关', en: 'the body itself' },
  CONSOLIDATED: { zh: '汇总（含部门和下级政府）', en: 'consolidated, with departments and lower governments' },
};

export interface ScopeRead {
  readonly scope?: Evidenced<Scope>;
  readonly notices: readonly DraftNotice[];
}

/** The scope that title, narrative and figures show; undefined where they show none, or both. */
export function readScope(sections: readonly DraftSection[], source: ScopeSource): ScopeRead {
  const evidence = scopeEvidence(sections, source);
  const { settled } = evidence;
  if (!settled) return { notices: openNotice(evidence) };
  const words = quoted(settled.evidence);
  const scope = { value: settled.value, evidence: words };
  // That a department's report is its own goes without saying.
  if (evidence.signals.every(({ basis }) => basis === 'TITLE' || basis === 'SPEAKER') && settled.value === 'OWN')
    return { scope, notices: [] };
  const { zh, en } = NAMES[settled.value];
  const notice: DraftNotice = {
    code: 'SCOPE_READ',
    zh: `统计范围为${zh}，依据：“${words}”`,
    en: `The scope is ${en}, by these words: "${words}"`,
  };
  return { scope, notices: [notice] };
}

/** Signals that speak for both, side by side. */
function openNotice({ signals }: ScopeEvidence): DraftNotice[] {
  const said = (['OWN', 'CONSOLIDATED'] as const).map((scope) =>
    signals.find((signal) => signal.scope === scope && signal.basis !== 'SPEAKER'),
  );
  const [own, whole] = said;
  if (!own || !whole) return [];
  return [
    {
      code: 'SCOPE_OPEN',
      zh: `统计范围不明：“${quoted(own.words)}”表明是本机关，“${quoted(whole.words)}”表明是汇总`,
      en: `The scope is open: "${quoted(own.words)}" speaks for the body itself, "${quoted(whole.words)}" for a consolidated report`,
    },
  ];
}
