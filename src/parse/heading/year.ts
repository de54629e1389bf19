/**
 * The year that a report is about: that of its title, held against the period that its text states and the day on which it was
 * published. Where two of these contradict each other and the third does not decide, nobody can say: it is asked for.
 */
import type { TextLine } from '../../extract/document';
import type { DraftNotice } from '../../form/draft';
import { yearOfTitle, yearOfWork, yearsOfTitle } from '../printed/years';

export interface YearSource {
  readonly title: string | undefined;
  readonly page: string | undefined;
  /** The year of the period that the text states. */
  readonly period: number | undefined;
  readonly lines: readonly TextLine[];
  /** The date of publication, none from before a year. */
  readonly published: (since: number | undefined) => string | undefined;
}

export interface YearRead {
  readonly year?: number;
  readonly notices: readonly DraftNotice[];
}

export function yearOfReport({ title, page, period, lines, published }: YearSource): YearRead {
  const several = title === undefined ? [] : yearsOfTitle(title);
  if (several.length > 1) return ofSeveral(several, period);
  const named = (title ? yearOfTitle(title) : undefined) ?? (page ? yearOfTitle(page) : undefined);
  if (named !== undefined && period !== undefined && named !== period)
    return contradicting(named, period, published(Math.min(named, period)));
  const stated = named ?? period;
  if (stated !== undefined) return { year: stated, notices: [] };
  const told = yearOfWork(lines.map(({ text }) => text));
  const day = published(told);
  const isLikely = told !== undefined && (day === undefined || yearOf(day) === told + 1);
  return { ...(isLikely ? { year: told } : {}), notices: [] };
}

/** A title that names several years: the one of the period, or none. */
function ofSeveral(years: readonly number[], period: number | undefined): YearRead {
  if (period !== undefined && years.includes(period)) return { year: period, notices: [] };
  const [zh, en] = [years.join('、'), years.join(', ')];
  return {
    notices: [
      {
        code: 'YEAR_CONFLICT',
        zh: `标题写有 ${zh} 年，无法确定是哪一年的报告`,
        en: `The title names ${en}: which of them the report is about is open`,
      },
    ],
  };
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Reports are published in the year after: a title's year that has not ended then is that of the publication. */
function contradicting(title: number, period: number, day: string | undefined): YearRead {
  const inYear = day === undefined ? undefined : yearOf(day);
  const isOver = (year: number) => inYear !== undefined && (inYear > year || day! >= `${year}-12-20`);
  const one = {
    zh: `标题为 ${title} 年，正文的统计期为 ${period} 年`,
    en: `The title says ${title}, the period stated in the text is ${period}`,
  };
  if (inYear === title + 1)
    return {
      year: title,
      notices: [
        {
          code: 'YEAR_CONFLICT',
          zh: `${one.zh}；发布于 ${day}，以标题为准`,
          en: `${one.en}; it was published on ${day}, so the title is followed`,
        },
      ],
    };
  if (inYear === period + 1 && !isOver(title))
    return {
      year: period,
      notices: [
        {
          code: 'YEAR_CONFLICT',
          zh: `${one.zh}；发布于 ${day}，当时 ${title} 年尚未结束，以统计期为准`,
          en: `${one.en}; on ${day}, when it was published, ${title} had not ended, so the period is followed`,
        },
      ],
    };
  return {
    notices: [
      {
        code: 'YEAR_CONFLICT',
        zh: `${one.zh}，无法确定是哪一年的报告`,
        en: `${one.en}: which of them the report is about is open`,
      },
    ],
  };
}
