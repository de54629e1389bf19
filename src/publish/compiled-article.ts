/** The compiled consolidated report on paper: the form as it is printed, then an annex with what the figures rest on. */
import type { Cell } from '../form/cells';
import { EDITION_IDS, TABLE_TITLES, type TableNumber } from '../form/editions';
import { unitOfAmount } from '../form/value';
import type { Basis } from '../plan/basis';
import type { Region } from '../store';
import { type CompiledCell, type CompiledReport, type CompiledTable, printedValue } from './compiled';
import { formTable, type PrintedFigure } from './form-tables';
import { type Article, type ArticleBlock, type LaidTable, plainTable } from './layout';

const NUMERALS: Readonly<Record<TableNumber, string>> = { 2: '二', 3: '三', 4: '四' };
const BASIS_NAMES: Readonly<Record<Basis, string>> = {
  COMPUTED: '汇算（辖区内各机关本级报告之和）',
  FILED: '上报（本级政府的汇总报告）',
  BEST: '择优（有汇总报告的取汇总报告，否则取各机关之和）',
};

/** The name of the government that files for a region. */
export function governmentOf(region: Region): string {
  if (region.level === 'NATION') return region.name;
  return region.name + (region.name.endsWith('街道') ? '办事处' : '人民政府');
}

/**
 * The compiled report as an article. Its tables are those of the official form, so that the document, imported, gives the same
 * cells: a cell without any figure is empty, a lower bound has the mark (≥) behind it.
 */
export function compiledArticle(report: CompiledReport): Article {
  const { region, year } = report;
  const tables = report.tables.flatMap((each) => tableBlocks(each));
  return {
    title: `${governmentOf(region)}${year}年政府信息公开工作年度报告（汇总稿）`,
    blocks: [
      ...notesBefore(report).map((text): ArticleBlock => ({ type: 'note', text })),
      { type: 'heading', text: '一、总体情况' },
      ...tables,
      { type: 'heading', text: '五、存在的主要问题及改进情况' },
      { type: 'heading', text: '六、其他需要报告的事项' },
      ...annex(report),
    ],
  };
}

function notesBefore({ region, basis, expected, reporting, data }: CompiledReport): string[] {
  const lower = reporting < expected ? `尚有 ${expected - reporting} 个机关未报，汇总数为下限。` : '';
  return [
    `说明：本稿由 gongkai 依据${region.fullName}各机关的年度报告汇总，供起草参考，不是正式报告。口径：${BASIS_NAMES[basis]}。应报 ${expected} 份，已有 ${reporting} 份。${lower}`,
    `格中(≥)表示有报告未报此数，所列为已报之和，是下限；空格表示没有报告填写此数；“/”表示均标为不适用；“？”表示填有内容而无法识读。详见附件。`,
    `数据截至：${data.dataOn ?? '无'}（数据版本 ${data.dataVersion}）。`,
  ];
}

function tableBlocks({ table, edition, cells }: CompiledTable): ArticleBlock[] {
  // Table 3 takes nearly a page: from its start it stays in one piece.
  const heading: ArticleBlock = {
    type: 'heading',
    text: `${NUMERALS[table]}、${TABLE_TITLES[table].zh}`,
    newPage: table === 3 && edition !== undefined,
  };
  if (!edition) return [heading, { type: 'note', text: '各报告均无此表。' }];
  const printed = new Map(cells.map((each) => [each.cell.id, printedFigure(each)]));
  return [heading, { type: 'table', table: formTable(table, edition, (cell) => printed.get(cell.id)!) }];
}

/** What a compiled cell prints; a lower bound is marked in a way that readers of documents take for a note. */
export function printedFigure(compiled: CompiledCell): PrintedFigure {
  const { cell, status, value } = compiled;
  if (status === 'NOT_APPLICABLE') return { text: '/' };
  if (status === 'UNREADABLE') return { text: '？' };
  if (value === undefined) return { text: '' };
  const unit = unitOfAmount(cell.row);
  // The form prints the unit of fees in the header, that of procurement nowhere.
  const shown = printedValue(compiled, unit) + (cell.kind === 'AMOUNT' && unit === '元' ? unit : '');
  const text = cell.kind === 'SIGNED' && value > 0n ? `+${shown}` : shown;
  if (status !== 'PARTIAL') return { text };
  // What is missing of a change may be of either sign.
  return { text, mark: cell.kind === 'SIGNED' ? '(不全)' : '(≥)' };
}

/** Captions are rows of the tables: lines of text behind the last heading would become the text of section 六. */
function annex(report: CompiledReport): ArticleBlock[] {
  const lists = [missingTable(report), gapsTable(report), elsewhereTable(report), findingsTable(report)];
  return [
    { type: 'table', table: foundationTable(report), newPage: true },
    ...lists
      .filter((table) => table.rows.length > table.headerRows)
      .map((table) => ({ type: 'table' as const, table })),
  ];
}

function foundationTable(report: CompiledReport): LaidTable {
  const { expected, reporting, missing, findings, tables } = report;
  const forms = tables.map(({ table, edition, reports, lacking }): [string, string] => [
    `表${NUMERALS[table]}的表式`,
    `正文用${edition ? ` ${edition} 年表式` : '：无'}；${EDITION_IDS.map((id) => `${id} 年表式的报告 ${reports[id]} 份`).join('，')}，没有此表的 ${lacking} 份`,
  ]);
  return plainTable(
    '附件：数据的依据',
    [
      ['内容', 30],
      ['数量', 70],
    ],
    [
      ['应报机关', `${expected} 个`],
      ['已有报告', `${reporting} 份`],
      ['应报未报的机关', `${missing.total} 个`],
      ...forms,
      ['有报告未填数字的格', `${gapCells(report).length} 格`],
      ['未计入正文的其他表式的数字', `${elsewhereCells(report).length} 项`],
      ['尚未说明的校验问题', `${findings.total} 项`],
    ],
  );
}

/** A caption that says where a list shows only its beginning. */
function captionOf(title: string, total: number, shown: number): string {
  return shown < total ? `${title}（共 ${total} 项，列出前 ${shown} 项）` : `${title}（共 ${total} 项）`;
}

function missingTable({ missing: { total, shown } }: CompiledReport): LaidTable {
  return plainTable(
    captionOf('附表一　应报未报的机关', total, shown.length),
    [
      ['序号', 8],
      ['区划', 36],
      ['机关', 36],
      ['类别', 20],
    ],
    shown.map(({ region, name, kind }, at) => [at + 1, region.fullName, name, kind.zh]),
  );
}

function gapCells({ tables }: CompiledReport): CompiledCell[] {
  return tables.flatMap(({ cells }) =>
    cells.filter((each) => each.blank + each.notApplicable + each.unreadable + each.partial > 0),
  );
}

/** Cells of a row of the form that lack as many numbers stand in one line. */
function gapLines(report: CompiledReport): CompiledCell[][] {
  const lines: CompiledCell[][] = [];
  const same = (a: CompiledCell, b: CompiledCell): boolean =>
    a.cell.row === b.cell.row && gapsOf(a).every((count, at) => count === gapsOf(b)[at]);
  for (const each of gapCells(report)) {
    const last = lines.at(-1);
    if (last && same(last[0]!, each)) last.push(each);
    else lines.push([each]);
  }
  return lines;
}

const gapsOf = ({ blank, notApplicable, unreadable, partial }: CompiledCell) => [
  blank,
  notApplicable,
  unreadable,
  partial,
];

/**
 * A row of the form as the annex names it. Its label never stands alone: readers of the document find the form's rows by their
 * labels, forgive slips of a few characters, and would take a line of the annex for one.
 */
function cited({ zh }: Cell, what: string): string {
  const [row] = zh.split(/[·、]/);
  return `“${row}”${what}`;
}

function gapsTable(report: CompiledReport): LaidTable {
  const cells = gapCells(report);
  return plainTable(
    captionOf('附表二　有报告未填数字的格，及各有几份报告', cells.length, cells.length),
    [
      ['表', 8],
      ['项目', 28],
      ['栏目', 32],
      ['空白', 8],
      ['不适用', 8],
      ['无法识读', 8],
      ['仅为下限', 8],
    ],
    gapLines(report).map((line) => {
      const labels = line.map(({ cell }) => cell.zh.split('·'));
      return [
        `表${NUMERALS[line[0]!.cell.table]}`,
        cited(line[0]!.cell, '一行，有报告未填'),
        labels.map((label) => label.at(-1)).join('、'),
        ...gapsOf(line[0]!),
      ];
    }),
  );
}

function elsewhereCells({ tables }: CompiledReport): CompiledCell[] {
  return tables.flatMap(({ elsewhere }) => elsewhere);
}

function elsewhereTable(report: CompiledReport): LaidTable {
  const cells = elsewhereCells(report);
  return plainTable(
    captionOf('附表三　其他表式的数字，未计入正文', cells.length, cells.length),
    [
      ['表', 10],
      ['项目', 60],
      ['合计', 30],
    ],
    cells.map((each) => {
      const { text, mark = '' } = printedFigure(each);
      const column = each.cell.zh.split('·').at(-1);
      return [`表${NUMERALS[each.cell.table]}`, cited(each.cell, `一行“${column}”一栏，只见于其他表式`), text + mark];
    }),
  );
}

const SEVERITIES = { ERROR: '错误', WARNING: '提醒', INFO: '说明' } as const;

function findingsTable({ findings: { total, shown } }: CompiledReport): LaidTable {
  return plainTable(
    captionOf('附表四　各报告尚未说明的校验问题', total, shown.length),
    [
      ['序号', 8],
      ['区划', 24],
      ['机关', 22],
      ['程度', 8],
      ['问题', 48],
    ],
    shown.map(({ body, severity, zh }, at) => [at + 1, body.region.fullName, body.name, SEVERITIES[severity], zh]),
  );
}
