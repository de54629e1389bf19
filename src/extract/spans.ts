/** A line of text of which parts stand higher or lower than the rest: marks of notes, which are no digits of a figure. */

/**
 * MARK is the mark of a note however it stands; RAISED is one where it stands beside text that is not raised: otherwise the line
 * as a whole is. LOWERED may be a mark or a digit that was lowered by mistake.
 */
export type Level = 'BASE' | 'RAISED' | 'MARK' | 'LOWERED';

export interface Span {
  text: string;
  readonly level: Level;
}

/** What is not known to be a digit. */
const UNKNOWN = '\ufffd';

/** A number, or several, that stands as the mark of a note. */
const MARK = /^\s*[[（(〔]?\s*(?:注\s*)?([\d①-⑳]{1,2}(?:\s*[,，、]\s*[\d①-⑳]{1,2})*)\s*[\]）)〕]?\s*$/;

/** Names of styles that programs have for the marks of notes. */
const NOTE_STYLE = /^(?:(?:foot|end)note (?:reference|anchor|characters)|(?:脚注|尾注)(?:引用|参照|锚点))/i;
export const isNoteStyle = (name: string): boolean => NOTE_STYLE.test(name);

/** A line of spans in the making. */
export class LineOfSpans {
  private spans: Span[] = [];

  get isBlank(): boolean {
    return this.spans.every(({ text }) => text.trim() === '');
  }

  /** Where the next text will stand. */
  get end(): number {
    return this.spans.length;
  }

  add(text: string, level: Level = 'BASE'): void {
    if (text !== '') this.spans.push({ text, level });
  }

  insert(text: string, at: number): void {
    this.spans.splice(at, 0, { text, level: 'BASE' });
  }

  /** Its text; the line is empty again. */
  take(): string {
    const { spans } = this;
    this.spans = [];
    return textOfSpans(spans);
  }
}

/** The text of a line: raised numbers of a cell as notes ("22¹" as "22（注1）"). */
export function textOfSpans(spans: readonly Span[]): string {
  if (spans.every(({ level }) => level === 'BASE')) return spans.map(({ text }) => text).join('');
  const parts: Span[] = [];
  for (const { text, level } of spans) addSpan(parts, text, level);
  const hasBase = parts.some(({ text, level }) => level === 'BASE' && text.trim() !== '');
  return parts
    .map(({ text, level }, i) => {
      const before = parts[i - 1]?.text ?? '';
      const mark = MARK.exec(text)?.[1];
      if (level === 'BASE' || (level !== 'MARK' && !hasBase)) return text;
      const isMark =
        level === 'MARK' ||
        // At the start of a label it is its number.
        (level === 'RAISED' && (before.trim() !== '' || /^\s*\d/.test(parts[i + 1]?.text ?? '')));
      if (isMark && mark !== undefined) return `（注${mark}）`;
      return /\d\s*$/.test(before) && /^\s*\d/.test(text) ? UNKNOWN + text : text;
    })
    .join('');
}

/** Adds text, to the last span where that stands on the same level. */
export function addSpan(spans: Span[], text: string, level: Level): void {
  const last = spans.at(-1);
  if (last?.level === level) last.text += text;
  else if (text !== '') spans.push({ text, level });
}
