/**
 * The fields around the figures, the same in JSON Lines and CSV. Each reader takes what stands in the field, gives the
 * value or undefined for nothing, and throws a Problem that names the field.
 */

import { isDueDay, isDueFor } from '../../form/deadline';
import type { Scope } from '../../form/draft';
import { EDITION_IDS, type EditionId } from '../../form/editions';
import { findKind } from '../../form/kinds';
import { Problem } from '../../form/problem';
import { isReportYear, REPORT_YEARS } from '../../form/year';
import type { BodyRecord, DeadlineRecord, RegionRecord } from './record';

/** A value as a message shows it: short, on one line. */
export function shown(raw: unknown): string {
  const text = typeof raw === 'string' ? `"${raw}"` : (JSON.stringify(raw) ?? String(raw));
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

const nothing = (raw: unknown): raw is undefined | null | '' => raw === undefined || raw === null || raw === '';

/** Text of a field; surrounding white space is not part of it. */
export function readText(raw: unknown, field: string): string | undefined {
  if (nothing(raw)) return undefined;
  if (typeof raw !== 'string')
    throw new Problem('BAD_INPUT', `${field} 应为文本，实为 ${shown(raw)}`, `${field} must be text, not ${shown(raw)}`);
  return raw.trim() || undefined;
}

/** A region code: GB/T 2260 with six digits, or nine where the region is below a county. */
export function readRegionCode(raw: unknown, field: string): string | undefined {
  const code = readText(raw, field);
  if (code !== undefined && !/^\d{6}(\d{3})?$/.test(code))
    throw new Problem(
      'UNKNOWN_REGION',
      `${field} ${shown(code)} 不是行政区划代码（六位或九位数字）`,
      `${field} ${shown(code)} is not a region code (six or nine digits)`,
    );
  return code;
}

function readYearField(raw: unknown, field: string): number | undefined {
  if (nothing(raw)) return undefined;
  const year = typeof raw === 'string' && /^\d{1,9}$/.test(raw.trim()) ? Number(raw) : raw;
  if (typeof year !== 'number' || !Number.isInteger(year))
    throw new Problem('BAD_INPUT', `${field} 不是年份：${shown(raw)}`, `${field} is not a year: ${shown(raw)}`);
  if (!isReportYear(year))
    throw new Problem(
      'YEAR_OUT_OF_RANGE',
      `${field} 超出 ${REPORT_YEARS.first} 至 ${REPORT_YEARS.last} 年：${shown(raw)}`,
      `${field} is outside ${REPORT_YEARS.first} to ${REPORT_YEARS.last}: ${shown(raw)}`,
    );
  return year;
}

/** The year that a report is about; a report without one is refused. */
export function readYear(raw: unknown): number | undefined {
  return readYearField(raw, 'year');
}

/** "OWN" or "CONSOLIDATED", in any case. */
export function readScope(raw: unknown): Scope | undefined {
  if (nothing(raw)) return undefined;
  const scope = typeof raw === 'string' ? raw.trim().toUpperCase() : raw;
  if (scope === 'OWN' || scope === 'CONSOLIDATED') return scope;
  throw new Problem(
    'BAD_INPUT',
    `scope 应为 OWN 或 CONSOLIDATED，实为 ${shown(raw)}`,
    `scope must be OWN or CONSOLIDATED, not ${shown(raw)}`,
  );
}

/** Code of a kind of department. */
export function readKind(raw: unknown): string | undefined {
  const kind = readText(raw, 'kind');
  if (kind !== undefined && !findKind(kind))
    throw new Problem('UNKNOWN_KIND', `没有类别 ${shown(kind)}`, `there is no kind ${shown(kind)}`);
  return kind;
}

/** An ISO date of the calendar, "2024-01-20". */
export function readDate(raw: unknown, field: string): string | undefined {
  const date = readText(raw, field);
  if (date === undefined) return undefined;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match) {
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const lastDay = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
    if (day >= 1 && day <= lastDay && isReportYear(year)) return date;
  }
  throw new Problem(
    'BAD_INPUT',
    `${field} 不是日期（如 2024-01-20）：${shown(date)}`,
    `${field} is not a date such as 2024-01-20: ${shown(date)}`,
  );
}

/** Edition of a table. */
export function readEdition(raw: unknown, field: string): EditionId | undefined {
  if (nothing(raw)) return undefined;
  const id = String(raw).trim();
  const found = EDITION_IDS.find((each) => each === id);
  if (found) return found;
  throw new Problem(
    'BAD_INPUT',
    `${field} 应为 ${EDITION_IDS.join(' 或 ')}，实为 ${shown(raw)}`,
    `${field} must be ${EDITION_IDS.join(' or ')}, not ${shown(raw)}`,
  );
}

function required<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new Problem('BAD_INPUT', `缺少 ${field}`, `${field} is missing`);
  return value;
}

/** A body of the register from its fields. */
export function readBody(fields: Readonly<Record<string, unknown>>): BodyRecord {
  const from = readYearField(fields.from, 'from');
  const to = readYearField(fields.to, 'to');
  if (from !== undefined && to !== undefined && from > to)
    throw new Problem('BAD_INPUT', `from ${from} 晚于 to ${to}`, `from ${from} is after to ${to}`);
  return {
    region: required(readRegionCode(fields.region, 'region'), 'region'),
    name: required(readText(fields.name, 'name'), 'name'),
    kind: readKind(fields.kind),
    from,
    to,
  };
}

/** A region from its fields. */
export function readRegion(fields: Readonly<Record<string, unknown>>): RegionRecord {
  return {
    code: required(readRegionCode(fields.code, 'code'), 'code'),
    name: required(readText(fields.name, 'name'), 'name'),
    parent: readRegionCode(fields.parent, 'parent'),
  };
}

/** A deadline from its fields. */
export function readDeadline(fields: Readonly<Record<string, unknown>>): DeadlineRecord {
  const due = required(readText(fields.due, 'due'), 'due').toUpperCase();
  if (due !== 'NONE' && due !== 'DEFAULT' && !isDueDay(due))
    throw new Problem(
      'BAD_INPUT',
      `due 应为次年的月日（如 01-20），或 NONE、DEFAULT，实为 ${shown(fields.due)}`,
      `due must be a month and day of the year after (01-20), NONE or DEFAULT, not ${shown(fields.due)}`,
    );
  const of = readText(fields.for, 'for');
  if (of !== undefined && !isDueFor(of))
    throw new Problem(
      'UNKNOWN_KIND',
      `for 应为机关类别代号，或 DEPARTMENT、GOVERNMENT、TOWNSHIP、ALL，实为 ${shown(of)}`,
      `for must be the code of a kind, DEPARTMENT, GOVERNMENT, TOWNSHIP or ALL, not ${shown(of)}`,
    );
  return {
    region: required(readRegionCode(fields.region, 'region'), 'region'),
    for: of,
    from: required(readYearField(fields.from, 'from'), 'from'),
    due,
    basis: readText(fields.basis, 'basis'),
  };
}
