/**
 * A made-up report as the pieces of any document: headings and text as lines, tables as sheets, in reading order.
 */
import { makeReport, type Report } from './figures';
import { proactiveSheets, remedySheet, requestSheet, type Sheet, stacked } from './layout';
import type { Random } from './random';
import { makeWording, narrative } from './wording';

export type Piece =
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'sheet'; readonly sheet: Sheet };

export interface Pieces {
  readonly report: Report;
  readonly title: string;
  readonly pieces: readonly Piece[];
}

/** The pieces of the next report; `blanks` allows blank cells; `forward`: what it carries forward, where that is given. */
export function makePieces(random: Random, blanks: boolean, forward?: ReadonlyMap<string, number>): Pieces {
  const report = makeReport(random, { blanks, ...(forward ? { forward } : {}) });
  const wording = makeWording(random, report, undefined);
  const text = narrative(random, report);
  const two = proactiveSheets(report, wording);
  const pieces: Piece[] = [];
  const say = (...lines: string[]) => {
    for (const each of lines) pieces.push({ type: 'line', text: each });
  };
  const show = (...sheets: Sheet[]) => {
    for (const sheet of sheets) pieces.push({ type: 'sheet', sheet });
  };
  say(...text.before, text.proactive);
  show(...(random.chance(0.6) ? [stacked(two)] : two));
  say(text.requests);
  show(requestSheet(report, wording));
  say(text.remedies);
  show(remedySheet(report, wording));
  say(...text.after);
  return { report, title: text.before[0]!, pieces };
}
