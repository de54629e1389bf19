/** Table 3 of the 2019 form as lines of text at places of paper, with figures whose sums hold, and what is read of it. */
import { extract } from '../../src/extract/extract';
import { edition } from '../../src/form/editions';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

export const IDS = edition('2019').table3;
const ROWS = IDS.map((id) => TABLE3_ROWS.find((row) => row.id === id)!);
export const COLUMNS = APPLICANT_COLUMNS.map((column) => column.id);

/** Figures whose sums hold: natural persons and commercial enterprises, each case in another row. */
export function figures(): number[][] {
  const outcomes = IDS.slice(2, -2).map((_, i) => [i % 5 === 0 ? 3 * i : 0, i % 4 === 1 ? i : 0, 0, 0, 0, 0]);
  const sum = (rows: number[][]) => rows[0]!.map((_, c) => rows.reduce((all, row) => all + row[c]!, 0));
  const concluded = sum(outcomes);
  const forward = [2, 1, 0, 0, 0, 0];
  const carriedIn = [4, 0, 0, 0, 0, 0];
  const received = concluded.map((count, c) => count + forward[c]! - carriedIn[c]!);
  return [received, carriedIn, ...outcomes, concluded, forward].map((row) => [...row, row.reduce((a, b) => a + b, 0)]);
}

export const HEADER = ['三、收到和处理政府信息公开申请情况', '申请人情况'];
export const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
export const label = (row: number) => `${ROWS[row]!.number}${ROWS[row]!.zh}`;
export const width = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 2 : 1), 0);
export const at = (places: readonly (readonly [number, string])[]) =>
  places.reduce((line, [place, text]) => line + ' '.repeat(Math.max(0, place - width(line))) + text, '');
export const place = (column: number) => 90 + 8 * column;
export const laidOut = (row: number, counts: readonly (number | string)[]) =>
  at([[0, label(row)], ...counts.map((count, c): [number, string] => [place(c), String(count)])]);

const OUTCOMES = ['结果', '结果', '其他', '尚未', '总计'];
/** A line of all three blocks of table 4, whose columns are eight digits wide. */
const inBlocks = (texts: readonly string[]) =>
  at([0, 1, 2].flatMap((block) => texts.map((text, i): [number, string] => [block * 40 + i * 8, text])));
/** The header of table 4 on its lines. */
export const REMEDIES_HEADER = [
  '四、政府信息公开行政复议、行政诉讼情况',
  at([
    [0, '行政复议'],
    [40, '行政诉讼'],
  ]),
  at([
    [40, '未经复议直接起诉'],
    [80, '复议后起诉'],
  ]),
  inBlocks(OUTCOMES),
  inBlocks(['维持', '纠正', '结果', '审结']),
];

export async function table(lines: readonly string[], tableNumber: 2 | 3 | 4 = 3) {
  const text = ['青河县水务局2020年政府信息公开工作年度报告', ...lines].join('\n');
  return parse(await extract(Buffer.from(text), { name: 'report.txt' })).tables[tableNumber]!;
}

export const read = (draft: Awaited<ReturnType<typeof table>>): (number | string | undefined)[][] =>
  IDS.map((id) =>
    COLUMNS.map((column) => {
      const cell = draft.cells.get(`${id}.${column}`)!;
      return cell.state === 'REPORTED' ? cell.count : cell.state;
    }),
  );
