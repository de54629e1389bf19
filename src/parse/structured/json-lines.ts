/** JSON Lines: one object a line, in UTF-8. */
import { isUtf8 } from 'node:buffer';

import { Problem } from '../../form/problem';
import { readBody, readDeadline, readRegion, shown } from './fields';
import { isObject, readReport } from './json-report';
import type { RecordType, StructuredRecord } from './record';

const BODY_FIELDS = ['region', 'name', 'kind', 'from', 'to'];
const REGION_FIELDS = ['code', 'name', 'parent'];
const DEADLINE_FIELDS = ['region', 'for', 'from', 'due', 'basis'];

const FIELDS = { body: BODY_FIELDS, region: REGION_FIELDS, deadline: DEADLINE_FIELDS };

/** What an object is, by its keys: a region has a code, a deadline a date, a body of the register a name, anything else is a report. */
export function typeOfObject(json: Readonly<Record<string, unknown>>): RecordType {
  if ('code' in json) return 'region';
  if ('due' in json) return 'deadline';
  return 'name' in json && !('tables' in json) && !('year' in json) ? 'body' : 'report';
}

/** Reads a report in another way; undefined for one that it does not read. */
export type ReadPlain<P> = (json: Readonly<Record<string, unknown>>, line: number) => P | undefined;

const NEVER: ReadPlain<never> = () => undefined;

/**
 * Reads one line. `complete` is false where the file ends in it without a line break: then JSON that does not hold together
 * means that the file was cut off.
 */
function readJsonLine<P>(text: string, line: number, complete: boolean, plain: ReadPlain<P>): StructuredRecord | P {
  try {
    const json = parse(text, complete);
    if (countKeys(text) !== keysOf(json))
      throw new Problem('BAD_INPUT', '同一对象中有重复的键', 'a key stands twice in one object');
    const type = typeOfObject(json);
    if (type === 'report') return plain(json, line) ?? { type, line, draft: readReport(json, line) };
    onlyFields(json, FIELDS[type]);
    if (type === 'deadline') return { type, line, deadline: readDeadline(json) };
    return type === 'body' ? { type, line, body: readBody(json) } : { type, line, region: readRegion(json) };
  } catch (error) {
    if (error instanceof Problem) return { type: 'refused', line, problem: error };
    throw error;
  }
}

function parse(text: string, complete: boolean): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    if (!complete)
      throw new Problem(
        'DAMAGED_FILE',
        '文件在此行中途结束（已截断）',
        'the file ends in the middle of this line: it was cut off',
      );
    throw new Problem('BAD_INPUT', `不是合法的 JSON：${shown(text)}`, `not valid JSON: ${shown(text)}`);
  }
  if (!isObject(json))
    throw new Problem(
      'BAD_INPUT',
      `每行应为一个 JSON 对象，实为 ${shown(json)}`,
      `each line must be a JSON object, not ${shown(json)}`,
    );
  return json;
}

function onlyFields(json: Readonly<Record<string, unknown>>, fields: readonly string[]): void {
  for (const key in json)
    if (!fields.includes(key))
      throw new Problem('BAD_INPUT', `没有字段 ${shown(key)}`, `there is no field ${shown(key)}`);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** Keys as written: strings with a colon behind them. JSON.parse drops all but the last of those that are the same. */
function countKeys(text: string): number {
  let keys = 0;
  for (let open = text.indexOf('"'); open >= 0; ) {
    let close = text.indexOf('"', open + 1);
    while (isEscaped(text, close)) close = text.indexOf('"', close + 1);
    let next = close + 1;
    while (text.charCodeAt(next) <= 0x20) next += 1;
    const code = text.charCodeAt(next);
    if (code === COLON) keys += 1;
    open = code === QUOTE ? next : text.indexOf('"', next);
  }
  return keys;
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (quote - before) % 2 === 0;
}

/** Keys of a value as parsed, at any depth. */
function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const each of value) if (typeof each === 'object') keys += keysOf(each);
    return keys;
  }
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    keys += typeof inner === 'object' ? 1 + keysOf(inner) : 1;
  }
  return keys;
}

/** A longer line is not a report. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * Reads JSON Lines from bytes as they come, a batch for each piece of the source. A bad line is refused and the rest goes
 * on; blank lines are skipped. Reports are read by `plain` where it reads them. Throws a Problem only where the source is no text of lines at all.
 */
export async function* readJsonLines<P = never>(
  source: AsyncIterable<Buffer>,
  plain: ReadPlain<P> = NEVER,
): AsyncGenerator<(StructuredRecord | P)[]> {
  let open: Buffer[] = [];
  let openBytes = 0;
  let line = 0;
  for await (const piece of source) {
    const end = piece.lastIndexOf(LINE_FEED);
    open.push(end < 0 ? piece : piece.subarray(0, end));
    openBytes += piece.length;
    if (end >= 0) {
      const records: (StructuredRecord | P)[] = [];
      for (const text of linesOf(Buffer.concat(open))) {
        line += 1;
        const record = readLine(text, line, true, plain);
        if (record) records.push(record);
      }
      open = [piece.subarray(end + 1)];
      openBytes = open[0]!.length;
      yield records;
    }
    if (openBytes > MAX_LINE_BYTES)
      throw new Problem('TOO_LARGE', '此行超过 16 MB，不是报告', 'this line is over 16 MB and no report', {
        line: line + 1,
      });
  }
  const last = Buffer.concat(open);
  if (last.length === 0) return;
  const record = readLine(linesOf(last)[0], line + 1, false, plain);
  if (record) yield [record];
}

/** Lines of a block as text; undefined for one that is not UTF-8. */
function linesOf(block: Buffer): (string | undefined)[] {
  if (isUtf8(block)) return block.toString('utf8').split('\n');
  const lines: (string | undefined)[] = [];
  for (let start = 0; start <= block.length; ) {
    const at = block.indexOf(LINE_FEED, start);
    const end = at < 0 ? block.length : at;
    const bytes = block.subarray(start, end);
    lines.push(isUtf8(bytes) ? bytes.toString('utf8') : undefined);
    start = end + 1;
  }
  return lines;
}

function readLine<P>(
  text: string | undefined,
  line: number,
  complete: boolean,
  plain: ReadPlain<P>,
): StructuredRecord | P | undefined {
  if (text === undefined)
    return {
      type: 'refused',
      line,
      problem: new Problem('DAMAGED_FILE', '此行不是 UTF-8 文本', 'this line is not UTF-8 text'),
    };
  const json = line === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
  return json.trim() === '' ? undefined : readJsonLine(json, line, complete, plain);
}
