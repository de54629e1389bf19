/**
 * A report as the text that extraction gives of a PDF: labels wrapped over lines with their numbers after, before or
 * between the pieces, the vertical header spread over the rows, page numbers between the lines.
 */
import { cellsOn } from '../form/cells';
import { edition, type ProactiveBlock, type TableNumber } from '../form/editions';
import { TABLE3_ROWS, TABLE4_BLOCKS } from '../form/rows';
import type { Random } from './random';
import type { DemoReport, DemoTable } from './report';

/** Characters of running text on a line. */
const LINE = 38;
/** Characters of a label on a line. */
const LABEL = 17;

/** The whole document. `random` settles how labels are wrapped. */
export function textOf(report: DemoReport, random: Random): string {
  const [year, month, day] = report.publishedOn.split('-').map(Number);
  const lines = ['', report.title, '', `发布日期：${year}年${month}月${day}日`, ''];
  for (const section of report.sections) {
    lines.push(section.heading, '', ...wrapped(section.text), '');
    if (section.key === 'PROACTIVE') lines.push(...table2(report.tables[2]));
    if (section.key === 'REQUESTS') lines.push(...table3(report.tables[3], random));
    if (section.key === 'REMEDIES') lines.push(...table4(report.tables[4]));
  }
  return `${paged(lines, random.chance(0.5)).join('\n')}\n`;
}

const MISSING = '（本表以图片形式附后）';

function wrapped(text: string): string[] {
  return text === '' ? [] : text.split('\n').flatMap((paragraph) => pieces(`  ${paragraph}`, LINE));
}

/** Cuts so that no digit is parted from the next and no line begins with a mark that closes. */
function pieces(text: string, length: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > length) {
    let at = length;
    while (at > 1 && /[\d.%]/.test(rest[at]!) && /[\d.%]/.test(rest[at - 1]!)) at -= 1;
    while (at < rest.length && /[，。；：、）”]/.test(rest[at]!)) at += 1;
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === '' ? found : [...found, rest];
}

/** Breaks the lines into pages of forty, each with its number at the foot: inside a table as well. */
function paged(lines: readonly string[], dashes: boolean): string[] {
  const pages: string[] = [];
  for (const [at, line] of lines.entries()) {
    pages.push(line);
    const page = (at + 1) / 40;
    if (Number.isInteger(page)) pages.push('', dashes ? `- ${page} -` : `— ${page} —`, '');
  }
  return pages;
}

/** The printed figures of a row of a table. */
function figures(table: DemoTable, number: TableNumber, row: string): string[] {
  return cellsOn(table.edition, number)
    .filter((each) => each.row === row)
    .map((each) => printed(table, each.id));
}

function printed(table: DemoTable, id: string): string {
  const value = table.cells.get(id) ?? null;
  if (value === null) return '';
  return id === 'procurement.amount' && value !== '/' ? `${value}元` : String(value);
}

function table2(table: DemoTable | undefined): string[] {
  if (!table) return [MISSING, ''];
  const rowsOf = (block: ProactiveBlock) =>
    block.rows.flatMap((row) => [`${row.zh} ${figures(table, 2, row.id).join(' ')}`, '']);
  return edition(table.edition).table2.flatMap((block) => [
    block.heading,
    `信息内容 ${block.columns.map((column) => column.zh).join(' ')}`,
    '',
    ...rowsOf(block),
  ]);
}

const TABLE3_HEADER = [
  '（本列数据的勾稽关系为：第一项加第二项之和，等',
  '于第三项加第四项之和）',
  '',
  '申请人情况',
  '',
  '自然',
  '人',
  '',
  '法人或其他组织',
  '',
  '总计商业',
  '企业',
  '',
  '科研',
  '机构',
  '',
  '社会',
  '公益',
  '组织',
  '',
  '法律',
  '服务',
  '机构',
  '',
  '其他',
  '',
];

/** The vertical headers beside the outcomes: before which row they stand. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  granted: ['三、本', '年度办', '理结果', ''],
  'refused.stateSecret': ['（三）不', '予公开', ''],
  'unavailable.notHeld': ['（四）无', '法提供', ''],
  'unprocessed.petition': ['（五）不', '予处理', ''],
  'otherwise.notClarified': ['（六）其', '他处理', ''],
};

const LONG_LABELS: Readonly<Record<string, string>> = {
  partlyGranted: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
};

function table3(table: DemoTable | undefined, random: Random): string[] {
  if (!table) return [MISSING, ''];
  const rows = edition(table.edition).table3.flatMap((id) => {
    const row = TABLE3_ROWS.find((each) => each.id === id)!;
    const label = pieces(LONG_LABELS[id] ?? `${row.number}${row.zh}`, LABEL);
    const numbers = figures(table, 3, id);
    return [...(BESIDE[id] ?? []), ...labelled(label, numbers, random), ''];
  });
  return [...TABLE3_HEADER, ...rows];
}

/** A label and its numbers: on one line, on a line of their own, or with the last number slipped to the next line. */
function labelled(label: readonly string[], numbers: readonly string[], random: Random): string[] {
  if (label.length === 1) return [`${label[0]} ${numbers.join(' ')}`];
  if (random.chance(0.25)) return [...label, '', numbers.slice(0, -1).join(' '), numbers.at(-1)!];
  return [...label, '', numbers.join(' ')];
}

function table4(table: DemoTable | undefined): string[] {
  if (!table) return [MISSING, ''];
  const outcomes = ['结果', '维持', '', '结果', '纠正', '', '其他', '结果', '', '尚未', '审结', ''];
  const numbers = TABLE4_BLOCKS.flatMap((block) => figures(table, 4, block.id));
  return [
    '行政复议 行政诉讼',
    '',
    ...outcomes,
    '总计',
    '未经复议直接起诉 复议后起诉',
    '',
    ...outcomes,
    '总计',
    ...outcomes,
    '总计',
    '',
    numbers.join(' '),
    '',
  ];
}
