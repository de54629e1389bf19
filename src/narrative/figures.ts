/** Figures in the sentences of an annual report, and what they count. */
import type { DraftSection, OverviewPartKey, SectionKey } from '../form/draft';
import type { NarrativeFigure } from './figure';
import { type Sentence as Printed, sentences } from './passage';
import { isLight, isWord } from './phrase';
import { type Read, type Sentence, type Topic } from './sentence';
import { readStatement } from './statement';
import { hasOtherCases, ownUntil } from './strangers';
import { type Token, tokens } from './words';

/** A run of text with the part it belongs to. `text` starts at `offset` of the section's or the part's printed text. */
interface Run {
  readonly section: SectionKey;
  readonly part?: OverviewPartKey;
  readonly within: 'SECTION' | 'PART';
  readonly text: string;
  readonly offset: number;
}

/** The text without its white space, and where each character of that stands. */
function packed(text: string): { text: string; at: number[] } {
  const at: number[] = [];
  const kept: string[] = [];
  for (let index = 0; index < text.length; index += 1) {
    if (/\s/.test(text[index]!)) continue;
    at.push(index);
    kept.push(text[index]!);
  }
  return { text: kept.join(''), at };
}

/**
 * A section's text, cut where its parts begin. A part repeats a piece of the section, though its lines may be joined otherwise;
 * one whose text is not in the section is read by itself.
 */
export function runs(section: DraftSection): Run[] {
  const found: Run[] = [];
  const { key, text, parts = [] } = section;
  const whole = parts.length > 0 ? packed(text) : { text, at: [] };
  let done = 0;
  let searched = 0;
  for (const part of parts) {
    const own = packed(part.text).text;
    if (own === '') continue;
    const place = whole.text.indexOf(own, searched);
    if (place < 0) {
      found.push({ section: key, part: part.key, within: 'PART', text: part.text, offset: 0 });
      continue;
    }
    searched = place + own.length;
    const start = whole.at[place]!;
    const end = whole.at[searched - 1]! + 1;
    if (start > done) found.push({ section: key, within: 'SECTION', text: text.slice(done, start), offset: done });
    found.push({ section: key, part: part.key, within: 'SECTION', text: text.slice(start, end), offset: start });
    done = end;
  }
  if (done < text.length) found.push({ section: key, within: 'SECTION', text: text.slice(done), offset: done });
  return found;
}

const OPENING = 24;

/** The topic that a heading or the opening of a numbered item sets; undefined where it sets none. */
function topicOf(text: string): Topic | undefined {
  if (!/^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.]/.test(text)) return undefined;
  const opening = text.slice(0, OPENING).split(/[。，：；]/, 1)[0]!;
  if (/依申请|申请办理|公开申请/.test(opening)) return 'APPLICATIONS';
  if (/复议|诉讼/.test(opening)) return 'REMEDIES';
  return /主动公开|管理|平台|监督|保障|解读|问题|措施/.test(opening) ? 'NONE' : undefined;
}

function topicOfRun(run: Run): Topic {
  if (run.part === 'ON_REQUEST' || run.section === 'REQUESTS') return 'APPLICATIONS';
  return run.section === 'REMEDIES' ? 'REMEDIES' : 'NONE';
}

/** The year most often named, where the caller does not know the report's: the later of two. */
function yearNamed(read: readonly (readonly Token[])[]): number | undefined {
  const named = new Map<number, number>();
  for (const sentence of read)
    for (const token of sentence) if (token.type === 'YEAR') named.set(token.year, (named.get(token.year) ?? 0) + 1);
  let best: number | undefined;
  for (const [year, times] of named) {
    const most = best === undefined ? 0 : named.get(best)!;
    if (times > most || (times === most && year > best!)) best = year;
  }
  return best;
}

/** Sections whose sentences are about plans and shortcomings; what they count is not the year's. */
const UNREAD: ReadonlySet<SectionKey> = new Set(['PROBLEMS']);

const CONTINUES = /^(?:其中|含|包括)/;

/** Whether a sentence begins with what became of applications, so that it goes on from one that told how many there were. */
function goesOnWith(words: readonly Token[]): boolean {
  const first = words.find((word) => !isLight(word) && word.type !== 'BREAK');
  return (
    isWord(first, 'OUTCOME', 'ANSWER', 'CARRY', 'PREVIOUS_YEAR') &&
    !words.some((word) => isWord(word, 'OFF', 'PUBLISH'))
  );
}

function placed(read: Read, run: Run, printed: Printed, words: readonly Token[]): NarrativeFigure {
  const { from, to, ...figure } = read;
  const at = (index: number): number => printed.at[index]! + run.offset;
  const first = printed.at[0]!;
  const last = printed.at.at(-1)! + 1;
  return {
    ...figure,
    passage: {
      section: run.section,
      ...(run.part ? { part: run.part } : {}),
      within: run.within,
      start: at(words[from]!.start),
      end: at(words[to]!.end - 1) + 1,
      sentence: run.text.slice(first, last),
    },
  } as NarrativeFigure;
}

/**
 * The figures that the sentences state, in reading order. `year` is the report's; where it is not given, the year that the
 * text names most. A figure whose meaning is not sure is left out; one of another year has `qualifier.year`. Never throws, in
 * time linear in the text.
 */
export function narrativeFigures(sections: readonly DraftSection[], year?: number): NarrativeFigure[] {
  const all = sections
    .filter((section) => !UNREAD.has(section.key))
    .flatMap(runs)
    .map((run) => ({ run, read: sentences(run.text).map((printed) => ({ printed, words: tokens(printed.text) })) }));
  const own = year ?? yearNamed(all.flatMap(({ read }) => read.map(({ words }) => words)));
  const figures: NarrativeFigure[] = [];
  for (const { run, read } of all) {
    let topic = topicOfRun(run);
    let before: Sentence | undefined;
    for (const { printed, words } of read) {
      topic = (run.part === undefined ? topicOf(printed.text) : undefined) ?? topic;
      if (printed.heading) {
        before = undefined;
        continue;
      }
      const goesOn = before !== undefined && CONTINUES.test(printed.text);
      const sentence: Sentence = {
        tokens: words,
        year: own,
        topic,
        applications: (before?.applications ?? false) && (goesOn || goesOnWith(words)),
        disclosure: false,
        fee: run.section === 'OTHER' && (before?.fee ?? false),
        noticed: run.section === 'OTHER' && (before?.noticed ?? false),
        feePart: undefined,
        head: goesOn ? before!.head : undefined,
        heads: goesOn ? before!.heads : 0,
        lost: goesOn && before!.lost,
        whose: goesOn ? before!.whose : undefined,
        otherYear: goesOn ? before!.otherYear : undefined,
        ownUntil: ownUntil(printed.text),
        otherCases: hasOtherCases(printed.text),
        period: false,
        last: undefined,
        found: [],
      };
      readStatement(sentence);
      for (const found of sentence.found) figures.push(placed(found, run, printed, words));
      before = sentence;
    }
  }
  return figures;
}
