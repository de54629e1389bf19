/** What one operation works with: the store, who asks, and loaders that live as long as the operation. */
import { EDITIONS } from '../form/editions';
import { type DocumentReader, IN_THIS_THREAD } from '../intake/reading';
import type { Mark } from '../store/replicas';
import type { Store } from '../store/store';
import { FigureLoader } from './loaders/figures';
import { Reading } from './loaders/reading';
import { RecordLoader } from './loaders/records';
import { StandingLoader } from './loaders/standings';

export type Locale = 'zh' | 'en';
/** `reader` asks only; an `editor` may import and review; an `admin` may do everything. */
export type Role = 'reader' | 'editor' | 'admin';

export interface ContextOptions {
  readonly store: Store;
  readonly role: Role;
  /** Who asks, as the audit trail names them; the role unless given. */
  readonly actor?: string;
  readonly locale: Locale;
  /** The state of the data when the operation came, where it was read: at the latest then. */
  readonly mark?: Mark | undefined;
  /** Who reads documents that are handed in; this thread unless given. */
  readonly documents?: DocumentReader;
  /** What a draft must keep to; nothing unless given. */
  readonly drafts?: DraftGate;
}

/** Bounds of the drafts that anybody may have checked; undefined where there is none. */
export interface DraftLimits {
  readonly bytes?: number;
  /** From one address. */
  readonly perMinute?: number;
}

/** Lets drafts in. */
export interface DraftGate {
  readonly limits: DraftLimits;
  /** Reads a draft of so many bytes. @throws TOO_LARGE, TOO_MANY_REQUESTS, OVERLOADED */
  admit<T>(bytes: number, read: () => Promise<T>): Promise<T>;
}

const OPEN_GATE: DraftGate = { limits: {}, admit: (_, read) => read() };

export class GraphContext {
  readonly store: Store;
  readonly role: Role;
  readonly actor: string;
  readonly locale: Locale;
  readonly documents: DocumentReader;
  readonly drafts: DraftGate;
  reading!: Reading;
  figures!: FigureLoader;
  records!: RecordLoader;
  standings!: StandingLoader;
  private known!: Promise<readonly number[]> | undefined;
  private made!: Map<string, Promise<unknown>>;

  constructor(options: ContextOptions) {
    const { store, role, actor = role, locale, documents = IN_THIS_THREAD, drafts = OPEN_GATE } = options;
    this.store = store;
    this.role = role;
    this.actor = actor;
    this.locale = locale;
    this.documents = documents;
    this.drafts = drafts;
    this.start(options.mark);
  }

  /** Drops what was read: after a change, the rest of the operation sees the new state. */
  forget(): void {
    this.start(undefined);
  }

  private start(mark: Mark | undefined): void {
    this.reading = new Reading(this.store);
    this.figures = new FigureLoader(this.reading, mark);
    this.records = new RecordLoader(this.reading);
    this.standings = new StandingLoader(this.reading, this.figures);
    this.known = undefined;
    this.made = new Map();
  }

  /** Years that any current report is of, in order. */
  years(): Promise<readonly number[]> {
    this.known ??= this.reading.yearsKnown();
    return this.known;
  }

  /** The year that is meant where none is given: the latest that any report is of; of an empty store the first of the form in force. */
  async latestYear(): Promise<number> {
    return (await this.years()).at(-1) ?? EDITIONS.at(-1)!.years.from;
  }

  /** The year asked for, or the one that is meant. */
  yearOf(given: number | null | undefined): number | Promise<number> {
    return given ?? this.latestYear();
  }

  /** What several pages of one question share, made at the first of them. */
  once<T>(question: string, make: () => Promise<T>): Promise<T> {
    const found = (this.made.get(question) as Promise<T> | undefined) ?? make();
    this.made.set(question, found);
    return found;
  }
}

/** The context of one operation. */
export function createContext(options: ContextOptions): GraphContext {
  return new GraphContext(options);
}
