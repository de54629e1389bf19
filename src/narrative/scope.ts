/** Whether a report speaks for its body alone or for all bodies below it: the words that say so, and what they settle. */
import type { DraftSection, Evidenced, Scope } from '../form/draft';
import { classify } from '../form/kinds';
import type { CountMeasure, NarrativeFigure, Passage } from './figure';
import { narrativeFigures, runs } from './figures';
import { sentences } from './passage';
import { APPLICATION_MEASURES, REMEDY_MEASURES } from './sentence';

export interface ScopeSignal {
  readonly scope: Scope;
  /**
   * What speaks: the title; a sentence that says from whom the data come (COMPILATION); whose figures the text states
   * (FIGURE); or who speaks (SPEAKER), which settles nothing alone.
   */
  readonly basis: 'TITLE' | 'COMPILATION' | 'FIGURE' | 'SPEAKER';
  /** The words of the document. */
  readonly words: string;
  readonly passage?: Passage;
  /** Of a figure: what it counts and how many. */
  readonly counted?: { readonly measure: CountMeasure; readonly value: number };
}

export interface ScopeEvidence {
  readonly signals: readonly ScopeSignal[];
  /** Undefined where nothing settles it, or signals that could disagree. */
  readonly settled?: Evidenced<Scope>;
}

const MANY = '(?:各部门|各单位|各委办局|各镇|各乡|各街道|各街镇|各区|各县|部门|单位|乡镇|镇街|街道)';
const COMPILED = new RegExp(
  `根据.{0,6}${MANY}.{0,14}(?:报告|年报|数据|情况|材料).{0,4}(?:综合|汇总|编制|整理)|(?:汇总|汇集|综合了?|合并).{0,12}${MANY}|${MANY}.{0,12}(?:汇总|汇集)(?:形成|而成|编制|编写)`,
);
/** 涵盖…所属各部门: what the data contain, where nothing says that they do not. */
const COVERS =
  /(?<!不)(?:涵盖|覆盖|包括|包含).{0,24}(?:各(?:部门|单位|委办局|镇|乡|街道|区|县|级|下级)|所属|下级|下属|\d+(?:个|家)[^，。]{0,8}(?:部门|单位|委办局|乡镇|镇|街道))/;
/** 本报告数据为全县各级行政机关汇总数据. */
const OF_ALL =
  /(?:数据|统计范围|统计口径|报告)[^，。；]{0,8}(?<!不)(?:为|是|系|来自|限于)[^，。；]{0,4}全[省市区县州盟旗](?:各级|各部门|各单位|各乡|各镇|各街|行政机关|政府|汇总|范围|数据|的|\d)/;
const EXCLUDED = new RegExp(`不(?:含|包括|包含).{0,12}${MANY}`);
const ONLY_OWN = /(?:仅|只)(?:含|包括|包含|为|反映|统计).{0,10}(?:本级|本机关|办公室|办公厅)/;
const OF_DATA = /数据|统计|本报告|年报|年度报告/;
const SPEAKERS = ['我局', '本局', '我委', '我办', '我厅', '我单位', '我镇', '我乡', '我街道', '我院', '我中心'];
const BODY_ENDINGS = /(?:局|委|委员会|厅|办公室|办公厅|街道办事处|办事处|镇|乡|中心|支队|大队|管委会|公司|学校|医院)$/;
/** What may stand for a whole place. */
const OF_A_PLACE = /(?:省|市|州|盟|县|区|旗|兵团|第.{1,3}师)$/;
const TITLE_LENGTH = 200;

/** The body that a title names: what stands before the year and 政府信息公开. */
function bodyOf(title: string): string {
  const plain = title.slice(0, TITLE_LENGTH).replace(/[\s\u3000]+/g, '');
  const rest = plain.replace(/^(?:\d{4}|[二〇零一三四五六七八九]{4})年度?/, '');
  const end = rest.search(/\d{4}年|[二〇零一三四五六七八九]{4}年|政府信息公开|信息公开|政务公开/);
  return end < 0 ? rest : rest.slice(0, end);
}

/** A department's title speaks for itself; that of a government's office only until its text says otherwise. */
type Body = 'GOVERNMENT' | 'OFFICE' | 'DEPARTMENT';

function titleSignal(title: string, named: string | undefined): { signal?: ScopeSignal; body: Body } {
  const body = named ?? bodyOf(title);
  const whole = /汇总|全(?:省|市|区|县|州|盟|旗)(?:政府)?(?:信息|政务)公开/.exec(
    title.slice(0, TITLE_LENGTH).replace(/\s+/g, ''),
  );
  if (whole) return { signal: { scope: 'CONSOLIDATED', basis: 'TITLE', words: whole[0] }, body: 'GOVERNMENT' };
  const marked = /[（(](?:含|包括|汇总|本级)[^）)]{0,20}[）)]/.exec(title.slice(0, TITLE_LENGTH).replace(/\s+/g, ''));
  if (marked) {
    const scope: Scope = marked[0].includes('本级') ? 'OWN' : 'CONSOLIDATED';
    return { signal: { scope, basis: 'TITLE', words: marked[0] }, body: 'GOVERNMENT' };
  }
  const kind = classify(body);
  const isOpen = named === undefined ? !BODY_ENDINGS.test(body) : OF_A_PLACE.test(body);
  if (kind.code === 'government' || (kind.code === 'other' && isOpen)) return { body: 'GOVERNMENT' };
  const signal: ScopeSignal = { scope: 'OWN', basis: 'TITLE', words: body };
  return { signal, body: kind.code === 'office' ? 'OFFICE' : 'DEPARTMENT' };
}

function figureSignal(figure: NarrativeFigure): ScopeSignal | undefined {
  const { measure, qualifier, passage } = figure;
  if (measure === 'PERCENTAGE' || measure === 'PROCESSING_FEE') return undefined;
  if (!APPLICATION_MEASURES.has(measure) && !REMEDY_MEASURES.has(measure)) return undefined;
  if (qualifier.whose === undefined || qualifier.year !== undefined) return undefined;
  const scope: Scope = qualifier.whose === 'OWN' ? 'OWN' : 'CONSOLIDATED';
  const whole = Object.keys(qualifier).length === 1 && figure.precision === 'EXACT';
  const counted = whole ? { counted: { measure, value: figure.value } } : {};
  return { scope, basis: 'FIGURE', words: passage.sentence, passage, ...counted };
}

/** What the document says beside its narrative. */
export interface ScopeSource {
  readonly title?: string;
  /** The body, where it is known otherwise than from the title. */
  readonly body?: string;
  readonly year?: number;
  /** The 总计 of table 3 for applications that came in; undefined where none is printed. */
  readonly received?: number;
}

/**
 * The signals of a report's scope. A department's report is its own unless figures or a statement of its sources say
 * otherwise; a government's title settles nothing, so its text must. Where the text states both the whole and the body's own
 * share, the one that the table prints is what the report is about.
 */
export function scopeEvidence(sections: readonly DraftSection[], source: ScopeSource): ScopeEvidence {
  const { title, body: named, year, received } = source;
  const { signal, body } = (title ?? named) ? titleSignal(title ?? '', named) : { body: 'GOVERNMENT' as const };
  const signals: ScopeSignal[] = signal ? [signal] : [];
  const speakers = new Set<string>();
  for (const run of sections.flatMap(runs))
    for (const printed of sentences(run.text)) {
      const place = (at: number, words: string): Passage => ({
        section: run.section,
        ...(run.part ? { part: run.part } : {}),
        within: run.within,
        start: printed.at[at]! + run.offset,
        end: printed.at[at + words.length - 1]! + 1 + run.offset,
        sentence: run.text.slice(printed.at[0], printed.at.at(-1)! + 1),
      });
      if (OF_DATA.test(printed.text))
        for (const [pattern, scope] of [
          [EXCLUDED, 'OWN'],
          [ONLY_OWN, 'OWN'],
          [COMPILED, 'CONSOLIDATED'],
          [COVERS, 'CONSOLIDATED'],
          [OF_ALL, 'CONSOLIDATED'],
        ] as const) {
          const found = pattern.exec(printed.text);
          if (found)
            signals.push({ scope, basis: 'COMPILATION', words: found[0], passage: place(found.index, found[0]) });
        }
      for (const words of SPEAKERS) {
        if (speakers.has(words)) continue;
        const at = printed.text.indexOf(words);
        if (at < 0) continue;
        speakers.add(words);
        signals.push({ scope: 'OWN', basis: 'SPEAKER', words, passage: place(at, words) });
      }
    }
  for (const figure of narrativeFigures(sections, year)) {
    const found = figureSignal(figure);
    const known = signals.some(
      (signal) => signal.basis === 'FIGURE' && signal.scope === found?.scope && signal.words === found.words,
    );
    if (found && !known) signals.push(found);
  }
  const settled = settle(signals, body, received);
  return { signals, ...(settled ? { settled } : {}) };
}

const CAME_IN: ReadonlySet<CountMeasure> = new Set(['RECEIVED', 'ACCEPTED']);

/** Whose count of what came in is the table's: undefined where none is, or where both are. */
function asTabled(signals: readonly ScopeSignal[], received: number | undefined): ScopeSignal | undefined {
  if (received === undefined || received === 0) return undefined;
  const told = signals.filter(({ counted }) => counted && CAME_IN.has(counted.measure));
  const same = told.filter(({ counted }) => counted!.value === received);
  return new Set(told.map(({ scope }) => scope)).size === 2 && new Set(same.map(({ scope }) => scope)).size === 1
    ? same[0]
    : undefined;
}

function settle(
  signals: readonly ScopeSignal[],
  body: Body,
  received: number | undefined,
): Evidenced<Scope> | undefined {
  const compilations = signals.filter((signal) => signal.basis === 'COMPILATION');
  const titles = signals.filter((signal) => signal.basis === 'TITLE');
  const strong = body === 'OFFICE' && compilations.length > 0 ? compilations : [...titles, ...compilations];
  const said = new Set(strong.map((signal) => signal.scope));
  if (said.size > 1) return undefined;
  // The whole and one's own share of it may both be stated: the whole is then what the report is about.
  const figures = signals.filter((signal) => signal.basis === 'FIGURE');
  const whole = figures.find((signal) => signal.scope === 'CONSOLIDATED');
  const own = figures.find((signal) => signal.scope === 'OWN');
  const compiled = strong.find((signal) => signal.basis === 'COMPILATION');
  const first = compiled ?? strong[0];
  const tabled = asTabled(figures, received);
  if (first && !(body === 'OFFICE' && !compiled && whole && !own)) {
    // A department that tells what the whole region received beside its own count reports its own.
    const both = body === 'DEPARTMENT' ? own : tabled?.scope === 'OWN' ? tabled : undefined;
    if (first.scope === 'OWN' && whole && !both) return undefined;
    return { value: first.scope, evidence: (first.scope === 'OWN' && whole ? both! : first).words };
  }
  const decisive = tabled ?? whole ?? own;
  return decisive && { value: decisive.scope, evidence: decisive.words };
}
