/**
 * RTF, which Word and WPS write and many files named .doc are. The Document has a line for each paragraph (and each line break in
 * one) and a grid for each table; cells span by the places of their edges. Text boxes come at the end. Revisions are read as
 * accepted; hidden and struck text, headers, footers and notes are left out. `meta` has the printed labels.
 */
import type { Document } from '../document';
import { layOut } from '../flow';
import type { Meter } from '../limits';
import { printedMetadata } from '../metadata';
import { flowOf, type Paragraph } from '../paragraphs';
import { damaged, empty } from '../refusals';
import { addSpan, type Level, type Span, textOfSpans } from '../spans';
import { decodeBytes, NAMED } from './characters';
import { RowDefinition } from './rows';
import { type RtfToken, rtfTokens } from './tokens';

/** Throws Problem DAMAGED_FILE where the file ends before its groups do or its bytes have no meaning, EMPTY_FILE where it has nothing. */
export function extractRtf(bytes: Uint8Array, meter: Meter): Document {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const reader = new RtfReader(meter);
  for (const token of rtfTokens(text)) if (reader.take(token) === 'END') break;
  const blocks = layOut(
    reader.finish().flatMap((paragraphs) => flowOf(paragraphs, meter)),
    meter,
  );
  if (blocks.length === 0 && reader.images === 0) throw empty();
  return { mediaType: 'application/rtf', blocks, meta: printedMetadata(blocks), images: reader.images };
}

/** Groups whose content is no text of the document. */
const SILENT: ReadonlySet<string> = new Set(
  'fonttbl colortbl stylesheet info pict sp header headerl headerr headerf footer footerl footerr footerf footnote annotation nonshppict nonesttables shprslt fldinst upr objdata themedata datastore listtable'.split(
    ' ',
  ),
);
/** Groups that may be passed over by programs that do not know them, and hold text of the document. */
const KNOWN: ReadonlySet<string> = new Set(['shpinst', 'shptxt', 'shppict', 'ud', 'nesttableprops', 'pict']);

/** The document's text, or that of a text box. */
interface Story {
  readonly paragraphs: Paragraph[];
  spans: Span[];
}

/** What holds within a group. */
interface State {
  story: Story;
  isSilent: boolean;
  /** Characters that stand behind one of Unicode for programs that do not know it. */
  substitutes: number;
  font: number | undefined;
  isHidden: boolean;
  isStruck: boolean;
  isStruckTwice: boolean;
  isDeleted: boolean;
  level: Level;
  isHigh: boolean;
  inTable: boolean;
  depth: number;
  row: RowDefinition;
}

/** In half points: what "\up" means alone, and by how much the mark of a note is raised at least. */
const DEFAULT_RAISE = 6;
const LOWEST_RAISE = 4;

const newStory = (): Story => ({ paragraphs: [], spans: [] });
const PLAIN = {
  isHidden: false,
  isStruck: false,
  isStruckTwice: false,
  isDeleted: false,
  level: 'BASE' as Level,
  isHigh: false,
};

class RtfReader {
  images = 0;
  private readonly stories: Story[] = [newStory()];
  private readonly saved: State[] = [];
  private state: State = {
    ...PLAIN,
    story: this.stories[0]!,
    isSilent: false,
    substitutes: 1,
    font: undefined,
    inTable: false,
    depth: 1,
    row: new RowDefinition(),
  };
  /** Charsets of the fonts, by number. */
  private readonly fonts = new Map<number, number>();
  private codePage: number | undefined;
  /** Bytes that are not yet decoded. */
  private bytes = '';
  /** Characters to be left out behind one of Unicode. */
  private skipped = 0;
  /** The next control word may be unknown. */
  private isOptional = false;

  constructor(private readonly meter: Meter) {}

  take(token: RtfToken): 'END' | undefined {
    if (token.type === 'bytes') {
      this.addBytes(token.bytes, token.escaped);
      return undefined;
    }
    this.decode();
    this.skipped = 0;
    if (token.type === 'open') {
      this.saved.push({ ...this.state });
      this.meter.checkDepth(this.saved.length);
    } else if (token.type === 'close') {
      this.state = this.saved.pop() ?? this.state;
      if (this.saved.length === 0) return 'END';
    } else this.control(token.name, token.value);
    return undefined;
  }

  finish(): readonly (readonly Paragraph[])[] {
    if (this.saved.length > 0) throw damaged({ zh: '内容在文件结束之前中断', en: 'it ends before its content does' });
    for (const story of this.stories) if (story.spans.length > 0) this.endParagraph(story, 0, undefined);
    return this.stories.map(({ paragraphs }) => paragraphs);
  }

  private addBytes(bytes: string, escaped: boolean): void {
    const left = escaped && this.skipped > 0 ? '' : bytes.slice(Math.min(this.skipped, bytes.length));
    this.skipped = Math.max(0, this.skipped - (escaped ? 1 : bytes.length));
    if (!this.state.isSilent) this.bytes += left;
  }

  private decode(): void {
    if (this.bytes === '') return;
    const { font } = this.state;
    const text = decodeBytes(this.bytes, font === undefined ? undefined : this.fonts.get(font), this.codePage);
    this.bytes = '';
    if (text === undefined) throw damaged({ zh: '文字编码有误，无法解码', en: 'its characters cannot be decoded' });
    this.addText(text);
  }

  private addText(text: string): void {
    const { isSilent, isHidden, isStruck, isStruckTwice, isDeleted, level, isHigh, story } = this.state;
    if (isSilent || isHidden || isStruck || isStruckTwice || isDeleted) return;
    addSpan(story.spans, text, level === 'BASE' && isHigh ? 'RAISED' : level);
  }

  private endParagraph(story: Story, depth: number, ends: Paragraph['ends'], isDeleted = false): void {
    this.meter.checkTime();
    const text = depth > 0 ? textOfSpans(story.spans) : story.spans.map((span) => span.text).join('');
    story.spans = [];
    const places = ends === 'row' ? this.state.row.places : undefined;
    story.paragraphs.push({ text, depth, ends, isDeleted, places });
  }

  private control(name: string, value: number | undefined): void {
    const { state } = this;
    if (name === '*') {
      this.isOptional = true;
      return;
    }
    if ((this.isOptional && !KNOWN.has(name)) || SILENT.has(name)) state.isSilent = true;
    this.isOptional = false;
    const named = NAMED.get(name);
    if (named !== undefined) this.addText(named);
    else if (!this.controlText(name, value) && !state.row.take(name, value ?? 0)) this.controlLook(name, value);
  }

  /** Control words that end something, or stand for text. */
  private controlText(name: string, value: number | undefined): boolean {
    const { state } = this;
    const inTable = state.inTable ? Math.max(1, state.depth) : 0;
    switch (name) {
      case 'u':
        this.addText(String.fromCharCode((value ?? 0) & 0xffff));
        this.skipped = state.substitutes;
        return true;
      case 'par':
      case 'sect':
      case '\n':
      case '\r':
        if (!state.isSilent) this.endParagraph(state.story, inTable, undefined, state.isDeleted);
        return true;
      case 'cell':
      case 'row':
        if (!state.isSilent) this.endParagraph(state.story, 1, name);
        return true;
      case 'nestcell':
      case 'nestrow':
        if (!state.isSilent)
          this.endParagraph(state.story, Math.max(2, state.depth), name === 'nestcell' ? 'cell' : 'row');
        return true;
      case 'pict':
        this.images++;
        return true;
      case 'shptxt':
        state.story = newStory();
        state.inTable = false;
        this.stories.push(state.story);
        return true;
      case 'ud':
        state.isSilent = false;
        return true;
      case 'trowd':
        state.row = new RowDefinition();
        return true;
      default:
        return false;
    }
  }

  private controlLook(name: string, value: number | undefined): void {
    const { state } = this;
    const isOn = value !== 0;
    switch (name) {
      case 'f':
        state.font = value;
        break;
      case 'fcharset':
        if (state.font !== undefined) this.fonts.set(state.font, value ?? 0);
        break;
      case 'ansicpg':
        this.codePage = value;
        break;
      case 'uc':
        state.substitutes = Math.max(0, value ?? 1);
        break;
      case 'pard':
        state.inTable = false;
        state.depth = 1;
        break;
      case 'intbl':
        state.inTable = isOn;
        break;
      case 'itap':
        state.depth = value ?? 1;
        state.inTable = state.depth > 0;
        break;
      case 'plain':
        Object.assign(state, PLAIN);
        break;
      case 'v':
        state.isHidden = isOn;
        break;
      case 'strike':
        state.isStruck = isOn;
        break;
      case 'striked':
        state.isStruckTwice = isOn;
        break;
      case 'deleted':
        state.isDeleted = isOn;
        break;
      case 'super':
        state.level = isOn ? 'MARK' : 'BASE';
        break;
      case 'sub':
        state.level = isOn ? 'LOWERED' : 'BASE';
        break;
      case 'nosupersub':
        state.level = 'BASE';
        break;
      case 'up':
        state.isHigh = (value ?? DEFAULT_RAISE) >= LOWEST_RAISE;
        break;
      case 'dn':
        state.isHigh = false;
        break;
    }
  }
}
