import { edition } from '../../src/form/editions';
import { TABLE3_ROWS } from '../../src/form/rows';
import { APPLICANTS, readCells } from './read-cells';

export const NAMES = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];
export const GROUPS: Readonly<Record<string, string>> = {
  'refused.stateSecret': '<td rowspan="8">（三）不予公开</td>',
  'unavailable.notHeld': '<td rowspan="3">（四）无法提供</td>',
  'unprocessed.petition': '<td rowspan="5">（五）不予处理</td>',
};
export const IN_BALANCE = ['received', 'carriedIn', 'carriedForward'];

export const cells = (texts: readonly (string | number)[]) => texts.map((text) => `<td>${text}</td>`).join('');

/** Figures that add up: what comes in is granted or carried forward. */
export const figuresOf = (id: string): (number | string)[] => {
  if (id === 'received') return [9, 0, 2, 0, 0, 0, 11];
  if (id === 'granted' || id === 'concluded') return [8, 0, 2, 0, 0, 0, 10];
  return id === 'carriedForward' ? [1, 0, 0, 0, 0, 0, 1] : [0, 0, 0, 0, 0, 0, 0];
};

export interface Page {
  readonly header?: string;
  /** In place of a row's cells. */
  readonly rows?: Readonly<Record<string, string>>;
  /** Spans as they are printed, in place of those of the form. */
  readonly spans?: Readonly<Record<string, string>>;
}

export const HEADER = `<tr><td rowspan="3" colspan="3">（勾稽关系）</td><td colspan="7">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr><tr>${cells(NAMES)}</tr>`;

export function page({ header = HEADER, rows = {}, spans = {} }: Page): string {
  const ids = edition('2019').table3;
  const outcomes = ids.filter((id) => !IN_BALANCE.includes(id));
  const body = ids.map((id) => {
    if (rows[id] !== undefined) return rows[id];
    const { number, zh, group } = TABLE3_ROWS.find((row) => row.id === id)!;
    const span = IN_BALANCE.includes(id) ? 3 : !group || id === 'otherwise.unspecified' ? 2 : 1;
    const label = `<td${span > 1 ? ` colspan="${span}"` : ''}>${number}${zh}</td>`;
    const result = id === outcomes[0] ? `<td rowspan="${outcomes.length}">三、本年度办理结果</td>` : '';
    return `<tr>${result}${GROUPS[id] ?? ''}${label}${cells(figuresOf(id))}</tr>`;
  });
  const table = Object.entries(spans).reduce((html, [from, to]) => html.replace(from, to), header + body.join('\n'));
  return `<h1>青河县水务局2020年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p><table>${table}</table>`;
}

export const readPage = (made: Page) => readCells('report.html', page(made), 3);
export const ALL = edition('2019').table3;
export const expectAll = async (made: Page) => {
  const row = await readPage(made);
  expect(ALL.map((id) => row(id, APPLICANTS))).toEqual(ALL.map(figuresOf));
};
