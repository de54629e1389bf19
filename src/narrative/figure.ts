/** A figure that a sentence of the narrative states, and what it counts: the one type between reading and comparing. */
import type { OverviewPartKey, SectionKey } from '../form/draft';

/**
 * What a count is of. The words decide, not the table: 收到 and 新收 are RECEIVED, 受理 and 办理 ACCEPTED (which people use for
 * what came in, for that plus the backlog, and for what was concluded), 答复 and 办结 ANSWERED.
 */
const COUNT_MEASURES = [
  'RECEIVED',
  /** 收到 N 件，含上年结转 */
  'RECEIVED_AND_CARRIED_IN',
  'ACCEPTED',
  'ANSWERED',
  'CARRIED_IN',
  'CARRIED_FORWARD',
  'GRANTED',
  'PARTLY_GRANTED',
  /** 予以公开及部分公开 N 件, one number for both. */
  'GRANTED_OR_PARTLY',
  'REFUSED',
  'UNAVAILABLE',
  'UNPROCESSED',
  'OTHERWISE',
  'RECONSIDERATION',
  'LITIGATION',
  /** 主动公开 or 发布 N 条; no table of the form counts these. */
  'PUBLISHED_ITEMS',
  /** 收费通知 N 件 */
  'FEE_NOTICES',
] as const;
export type CountMeasure = (typeof COUNT_MEASURES)[number];

/** An applicant column of table 3, or 法人或其他组织 as a whole. */
export type ApplicantWord =
  | 'naturalPerson'
  | 'commercialEnterprise'
  | 'researchInstitution'
  | 'publicWelfareOrganisation'
  | 'legalServiceOrganisation'
  | 'otherOrganisation'
  | 'organisations';

/** How applications came in. WRITTEN is 书面, which includes letters. */
export type ChannelWord = 'ONLINE' | 'LETTER' | 'IN_PERSON' | 'WRITTEN' | 'FAX' | 'EMAIL' | 'TELEPHONE';

/** Whose figure it is: the body's own, that of its departments, of lower governments, or of all of them. */
export type WhoseWord = 'OWN' | 'DEPARTMENTS' | 'LOWER' | 'ALL';

export type PlatformWord = 'WEBSITE' | 'WECHAT' | 'WEIBO' | 'OTHER';

/** What the words around a figure narrow it to. An absent key means that nothing was said. */
export interface Qualifier {
  readonly applicant?: ApplicantWord;
  readonly channel?: ChannelWord;
  readonly whose?: WhoseWord;
  /** Another year than the report's: the year itself, or PREVIOUS for 上年. Such a figure is none of this report's. */
  readonly year?: number | 'PREVIOUS';
  /** Outcome of a reconsideration or lawsuit: a column of table 4. */
  readonly result?: 'upheld' | 'corrected' | 'otherOutcome' | 'pending';
  readonly litigation?: 'DIRECT' | 'AFTER_RECONSIDERATION';
  readonly platform?: PlatformWord;
  /** Which sum of 信息处理费 it is. */
  readonly fee?: 'TOTAL' | 'BY_ITEM' | 'BY_VOLUME' | 'NOTIFIED';
}

/** Where a figure stands. `start` and `end` are offsets in the text, as printed, of the section, or of its part where `within` is PART. */
export interface Passage {
  readonly section: SectionKey;
  readonly part?: OverviewPartKey;
  readonly within: 'SECTION' | 'PART';
  readonly start: number;
  readonly end: number;
  /** The sentence as printed, at most a few hundred characters. */
  readonly sentence: string;
}

interface Stated {
  readonly qualifier: Qualifier;
  /** NONE: a zero by words (未收到, 无, 未发生), not by a number. */
  readonly stated: 'NUMBER' | 'NONE';
  /** AT_LEAST: 360 余条; AT_MOST: 近 20 件; ABOUT: 约, 左右. */
  readonly precision: 'EXACT' | 'AT_LEAST' | 'AT_MOST' | 'ABOUT';
  readonly passage: Passage;
}

export interface CountFigure extends Stated {
  readonly measure: CountMeasure;
  readonly unit: 'COUNT';
  /** A whole number, not negative. */
  readonly value: number;
}

export interface FeeFigure extends Stated {
  readonly measure: 'PROCESSING_FEE';
  readonly unit: 'YUAN';
  /** Decimal in 元, exactly. */
  readonly value: string;
}

export interface PercentFigure extends Stated {
  readonly measure: 'PERCENTAGE';
  readonly unit: 'PERCENT';
  /** Decimal as printed, "4.34". */
  readonly value: string;
  /** What the percentage is a part of the whole of: the numerator. */
  readonly of: {
    readonly measure: CountMeasure;
    readonly qualifier: Qualifier;
    /** The numerator that the narrative itself states beside it. */
    readonly value?: number;
  };
  /** The denominator, where the words name it. */
  readonly base?: 'RECEIVED' | 'ANSWERED';
}

export type NarrativeFigure = CountFigure | FeeFigure | PercentFigure;
