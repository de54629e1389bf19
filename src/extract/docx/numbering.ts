/**
 * Numbers that Word prints before paragraphs of a list ("一、", "（二）", "3."): they are not in the text, but a reader of the
 * document sees them.
 */
import { at, childNamed, childrenNamed, type XmlElement } from '../xml';

interface Level {
  readonly format: string;
  /** "%1、" */
  readonly pattern: string;
  readonly start: number;
}

interface Place {
  readonly list: string;
  readonly level: number;
}

const DIGITS = '〇一二三四五六七八九';
const DEEPEST = 8;

/** A number in Chinese counting, 21 as 二十一; above 99 digit by digit. */
function chinese(value: number): string {
  if (value > 99) return [...String(value)].map((digit) => DIGITS[Number(digit)]).join('');
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return (tens > 1 ? DIGITS[tens]! : '') + (tens > 0 ? '十' : '') + (ones > 0 || value === 0 ? DIGITS[ones]! : '');
}

function print(value: number, format: string): string {
  switch (format) {
    case 'bullet':
    case 'none':
      return '';
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'ideographDigital':
    case 'koreanCounting':
      return chinese(value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value);
    case 'lowerLetter':
    case 'upperLetter': {
      const letter = String.fromCharCode(97 + ((value - 1) % 26));
      return format === 'upperLetter' ? letter.toUpperCase() : letter;
    }
    default:
      return String(value);
  }
}

/** Counts the lists of one document, in reading order. */
export class Numbering {
  private readonly levels = new Map<string, readonly (Level | undefined)[]>();
  private readonly counts = new Map<string, number[]>();
  private readonly abstractOf = new Map<string, string>();
  private readonly styles = new Map<string, { place?: Place; basedOn?: string }>();

  constructor(numbering: XmlElement | undefined, styles: XmlElement | undefined) {
    const abstracts = new Map(
      childrenNamed(numbering, 'abstractNum').map((each) => [each.attributes.abstractNumId, each]),
    );
    for (const list of childrenNamed(numbering, 'num')) {
      const id = list.attributes.numId ?? '';
      const abstractId = childNamed(list, 'abstractNumId')?.attributes.val ?? '';
      const levels = levelsOf(abstracts.get(abstractId));
      for (const override of childrenNamed(list, 'lvlOverride')) {
        const index = Number(override.attributes.ilvl);
        const own = childNamed(override, 'lvl');
        const start = childNamed(override, 'startOverride')?.attributes.val;
        const level = own ? levelOf(own) : levels[index];
        if (level && index <= DEEPEST) levels[index] = start === undefined ? level : { ...level, start: Number(start) };
      }
      this.levels.set(id, levels);
      // Lists that share a definition share its count, unless one starts anew.
      this.abstractOf.set(id, childrenNamed(list, 'lvlOverride').length > 0 ? `own ${id}` : abstractId);
    }
    for (const style of childrenNamed(styles, 'style')) {
      const place = placeOf(at(style, 'pPr', 'numPr'));
      const basedOn = childNamed(style, 'basedOn')?.attributes.val;
      this.styles.set(style.attributes.styleId ?? '', { ...(place && { place }), ...(basedOn && { basedOn }) });
    }
  }

  /** What is printed before a paragraph with these properties (`w:pPr`): "" where it is in no list. */
  next(properties: XmlElement | undefined): string {
    const place = this.placeOf(properties);
    const levels = place && this.levels.get(place.list);
    const level = place && levels?.[place.level];
    if (!place || !levels || !level) return '';
    const key = this.abstractOf.get(place.list)!;
    const counts = this.counts.get(key) ?? [];
    this.counts.set(key, counts);
    counts[place.level] = counts[place.level] === undefined ? level.start : counts[place.level]! + 1;
    counts.length = place.level + 1;
    if (level.format === 'bullet') return '';
    return level.pattern.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      return print(counts[index] ?? levels[index]?.start ?? 1, levels[index]?.format ?? 'decimal');
    });
  }

  private placeOf(properties: XmlElement | undefined): Place | undefined {
    const own = childNamed(properties, 'numPr');
    const direct = placeOf(own);
    if (direct) return direct.list === '0' ? undefined : direct;
    let style = this.styles.get(childNamed(properties, 'pStyle')?.attributes.val ?? '');
    for (let steps = 0; style && steps < 20; steps++) {
      if (style.place) return style.place.list === '0' ? undefined : style.place;
      style = this.styles.get(style.basedOn ?? '');
    }
    return undefined;
  }
}

function placeOf(numPr: XmlElement | undefined): Place | undefined {
  const list = childNamed(numPr, 'numId')?.attributes.val;
  const level = Number(childNamed(numPr, 'ilvl')?.attributes.val ?? 0);
  return list === undefined || !(level >= 0 && level <= DEEPEST) ? undefined : { list, level };
}

function levelsOf(abstract: XmlElement | undefined): (Level | undefined)[] {
  const levels: (Level | undefined)[] = [];
  for (const each of childrenNamed(abstract, 'lvl')) {
    const index = Number(each.attributes.ilvl);
    if (index >= 0 && index <= DEEPEST) levels[index] = levelOf(each);
  }
  return levels;
}

function levelOf(element: XmlElement): Level {
  const start = Number(childNamed(element, 'start')?.attributes.val ?? 1);
  return {
    format: childNamed(element, 'numFmt')?.attributes.val ?? 'decimal',
    pattern: childNamed(element, 'lvlText')?.attributes.val ?? '',
    start: Number.isSafeInteger(start) ? start : 1,
  };
}
