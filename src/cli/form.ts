/** A draft as a person reads it: who and when, the three tables as the official form has them, the narrative. */
import type { Locale } from '../config';
import { type Cell, cell, cellsOn } from '../form/cells';
import type { ReportDraft } from '../form/draft';
import { type EditionId, edition, type ProactiveBlock, TABLE_TITLES, TABLES, type TableNumber } from '../form/editions';
import { type ReportFigures, settle } from '../form/figures';
import { classify, findKind } from '../form/kinds';
import {
  APPLICANT_COLUMNS,
  OUTCOME_COLUMNS,
  type RowDef,
  TABLE2_COLUMNS,
  TABLE2_ROWS,
  TABLE3_GROUPS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
} from '../form/rows';
import { fromFen, unitOfAmount } from '../form/value';
import { drawTable } from './draw';
import { type Bilingual, say } from './terminal';

const UNKNOWN: Bilingual = { zh: '（未找到）', en: '(not found)' };
export const SCOPES: Readonly<Record<'OWN' | 'CONSOLIDATED', Bilingual>> = {
  OWN: { zh: '本机关', en: 'own office' },
  CONSOLIDATED: { zh: '汇总（含部门和下级政府）', en: 'consolidated (with departments and lower governments)' },
};
const LEGEND: Bilingual = {
  zh: '空白：未填写；/：不适用；?：无法识别；(n)：由各项相加得出；(≥n)：部分项空白，至少为 n',
  en: 'empty: blank; /: not applicable; ?: unreadable; (n): added up from its parts; (>=n): some parts are blank, at least n',
};

/** The whole draft as text. `file` is shown above it. */
export function drawDraft(draft: ReportDraft, locale: Locale, file: string): string {
  const figures = settle(draft.tables);
  const parts = [
    drawWho(draft, locale, file),
    ...TABLES.map((table) => drawFormTable(figures, table, locale)),
    say({ locale }, LEGEND),
    ...draft.sections.map((section) => `## ${section.heading}\n${section.text}`.trimEnd()),
    // What the scope was read from stands beside it.
    ...draft.notices
      .filter(({ code }) => code !== 'SCOPE_READ')
      .map((notice) => `! ${notice.line ? `${notice.line}: ` : ''}${say({ locale }, notice)}`),
  ];
  return parts.join('\n\n');
}

function drawWho(draft: ReportDraft, locale: Locale, file: string): string {
  const kind = draft.kind ? findKind(draft.kind) : draft.body ? classify(draft.body) : undefined;
  const scope = draft.scope && `${say({ locale }, SCOPES[draft.scope.value])}  [${draft.scope.evidence}]`;
  const lines: [Bilingual, string | number | undefined][] = [
    [{ zh: '标题', en: 'Title' }, draft.title],
    [{ zh: '机关', en: 'Body' }, draft.body],
    [{ zh: '类别', en: 'Kind' }, kind && say({ locale }, kind)],
    [{ zh: '区划代码', en: 'Region' }, draft.region],
    [{ zh: '年度', en: 'Year' }, draft.year],
    [{ zh: '口径', en: 'Scope' }, scope],
    [{ zh: '发布日期', en: 'Published' }, draft.publishedOn],
  ];
  const drawn = lines.map(([label, value]) => `${say({ locale }, label)}: ${value ?? say({ locale }, UNKNOWN)}`);
  return [`# ${file}`, ...drawn].join('\n');
}

function drawFormTable(figures: ReportFigures, table: TableNumber, locale: Locale): string {
  const form = figures.forms[table];
  const title = `${['', '', '二、', '三、', '四、'][table]}${TABLE_TITLES[table].zh}`;
  const heading = locale === 'zh' ? title : `Table ${table}: ${TABLE_TITLES[table].en}`;
  if (!form) return `${heading}\n${say({ locale }, { zh: '（没有此表）', en: '(the table is missing)' })}`;
  const draw = { 2: drawTable2, 3: drawTable3, 4: drawTable4 }[table];
  return `${heading}  [${say({ locale }, { zh: `${form} 年版`, en: `form of ${form}` })}]\n${draw(figures, form, locale)}`;
}

function drawTable2(figures: ReportFigures, form: EditionId, locale: Locale): string {
  const blocks = edition(form).table2.map((block) => {
    const header = [
      block.heading,
      ...block.columns.map((column) => (locale === 'zh' ? column.zh : inEnglish(column.id, block))),
    ];
    const rows = block.rows.map((row) => [
      locale === 'zh' ? row.zh : TABLE2_ROWS.find((each) => each.id === row.id)!.en,
      ...block.columns.map((column) => drawFigure(figures, cell(`${row.id}.${column.id}`))),
    ]);
    return drawTable(header, rows);
  });
  return blocks.join('\n');
}

/** The form prints the unit of an amount in the Chinese label only. */
function inEnglish(id: string, block: ProactiveBlock): string {
  const column = TABLE2_COLUMNS.find((each) => each.id === id)!;
  return column.kind === 'AMOUNT' ? `${column.en} (${unitOfAmount(block.rows[0]!.id)})` : column.en;
}

function drawTable3(figures: ReportFigures, form: EditionId, locale: Locale): string {
  const header = ['', ...APPLICANT_COLUMNS.map((column) => say({ locale }, column))];
  const rows: string[][] = [];
  let group: string | undefined;
  for (const id of new Set(cellsOn(form, 3).map((each) => each.row))) {
    const row = TABLE3_ROWS.find((each) => each.id === id)!;
    const outcomeGroup = TABLE3_GROUPS.find((each) => each.id === row.group);
    const grouped = outcomeGroup !== undefined && row.id !== 'otherwise.unspecified';
    if (grouped && row.group !== group) rows.push([label(outcomeGroup, locale, '  ')]);
    group = row.group;
    const indent = grouped ? '    ' : row.number.startsWith('（') ? '  ' : '';
    if (id === 'granted') rows.push([say({ locale }, { zh: '三、本年度办理结果', en: 'Outcomes of the year' })]);
    rows.push([
      label(row, locale, indent),
      ...APPLICANT_COLUMNS.map((column) => drawFigure(figures, cell(`${id}.${column.id}`))),
    ]);
  }
  return drawTable(header, rows);
}

function label(row: RowDef, locale: Locale, indent: string): string {
  return indent + (locale === 'zh' ? row.number + row.zh : row.en);
}

function drawTable4(figures: ReportFigures, _form: EditionId, locale: Locale): string {
  const header = ['', ...OUTCOME_COLUMNS.map((column) => say({ locale }, column))];
  const rows = TABLE4_BLOCKS.map((block) => [
    say({ locale }, block),
    ...OUTCOME_COLUMNS.map((column) => drawFigure(figures, cell(`${block.id}.${column.id}`))),
  ]);
  return drawTable(header, rows);
}

function drawFigure(figures: ReportFigures, of: Cell): string {
  const value = figures.values[of.index] ?? null;
  const number =
    value === null ? '' : of.kind === 'AMOUNT' ? fromFen(BigInt(value), unitOfAmount(of.row)) : String(value);
  switch (figures.states[of.index]) {
    case 'REPORTED':
      return of.kind === 'SIGNED' && value! > 0 ? `+${number}` : number;
    case 'DERIVED':
      return `(${number})`;
    case 'PARTIAL':
      return `(≥${number})`;
    case 'NOT_APPLICABLE':
      return '/';
    case 'UNREADABLE':
      return '?';
    default:
      return '';
  }
}
