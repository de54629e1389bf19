/** What is printed beside a document about it: 索引号, 发布日期 and the like, in a table, a list or a line of their own. */
import type { Block, GridCell } from './document';
import { fold } from './flow';

/** Labels that publishing systems print. The first that gives a date settles `publishedOn`. */
const PUBLICATION_LABELS = ['发布日期', '发布时间', '公开日期', '公开时间', '发表时间', '上网日期'];
const OTHER_LABELS = [
  '索引号',
  '信息索引号',
  '信息名称',
  '名称',
  '文号',
  '发文字号',
  '文件编号',
  '发布机构',
  '发文机关',
  '发布单位',
  '发文单位',
  '发文机构',
  '制发机关',
  '制发单位',
  '公开机构',
  '公开主体',
  '公开单位',
  '信息公开单位',
  '责任部门',
  '责任单位',
  '公开责任部门',
  '信息来源',
  '来源',
  '成文日期',
  '生成日期',
  '发文日期',
  '主题分类',
  '组配分类',
  '体裁分类',
  '公开方式',
  '公开范围',
  '公开形式',
  '有效性',
];
const LABELS: ReadonlySet<string> = new Set([...PUBLICATION_LABELS, ...OTHER_LABELS]);
const IN_LINE = new RegExp(`(${[...LABELS].sort((a, b) => b.length - a.length).join('|')})\\s*[:：]\\s*`, 'g');

/** Such labels stand before the document or after it. */
const BLOCKS_BEFORE = 60;
const BLOCKS_AFTER = 20;
const LONGEST_VALUE = 100;

/** The ISO date of the first date in a text ("2024年1月20日", "2024-01-20 10:12", "2024/1/20"), or undefined. */
export function isoDate(text: string): string | undefined {
  const match =
    /(?<!\d)((?:19|20)\d{2})\s*(?:年|[-/.．])\s*(\d{1,2})\s*(?:月|[-/.．])\s*(\d{1,2})(?!\d)/.exec(text) ??
    /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}

/** Labels and values as printed, by label without white space; `publishedOn` where a label of publication has a date. */
export function printedMetadata(blocks: readonly Block[]): Record<string, string> {
  const found: Record<string, string> = {};
  const keep = (label: string, value: string): void => {
    if (value !== '' && value.length <= LONGEST_VALUE && !(label in found)) found[label] = value;
  };
  const near =
    blocks.length <= BLOCKS_BEFORE + BLOCKS_AFTER
      ? blocks
      : [...blocks.slice(0, BLOCKS_BEFORE), ...blocks.slice(-BLOCKS_AFTER)];
  for (const [index, block] of near.entries()) {
    if (block.type === 'grid') readGrid(block.cells, keep);
    else {
      const next = near[index + 1];
      const label = labelOf(block.text);
      if (label !== undefined && next?.type === 'line' && labelOf(next.text) === undefined) keep(label, next.text);
      else if (block.text.length <= 3 * LONGEST_VALUE) readLine(block.text, keep);
    }
  }
  for (const label of PUBLICATION_LABELS) {
    const date = isoDate(found[label] ?? '');
    if (date !== undefined) return { ...found, publishedOn: date };
  }
  return found;
}

/** The label that a text is, without spacing and colon. */
function labelOf(text: string): string | undefined {
  const bare = text.replace(/[\s:：【】[\]]+/gu, '');
  return LABELS.has(bare) ? bare : undefined;
}

function readGrid(cells: readonly GridCell[], keep: (label: string, value: string) => void): void {
  for (const cell of cells) {
    const label = labelOf(cell.text);
    if (label === undefined) {
      if (cell.text.length <= 3 * LONGEST_VALUE) readLine(cell.text, keep);
      continue;
    }
    const value = cells.find((each) => each.row === cell.row && each.column === cell.column + cell.columnSpan);
    if (value && labelOf(value.text) === undefined) keep(label, fold(value.text));
  }
}

/** "索引号：A1 发布日期：2024-01-20": each value ends before the next label. */
function readLine(text: string, keep: (label: string, value: string) => void): void {
  const marks = [...text.matchAll(IN_LINE)];
  for (const [index, mark] of marks.entries()) {
    const end = marks[index + 1]?.index ?? text.length;
    keep(
      mark[1]!,
      fold(text.slice(mark.index + mark[0].length, end))
        .replace(/[|丨｜]\s*$/, '')
        .trim(),
    );
  }
}
