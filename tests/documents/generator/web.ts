/**
 * Reports as the pages of offices' sites: tables typed in editors, pasted from Word, laid out by tables around them, cut in two,
 * with a column of numbers before the labels, with tags left open, with statistics beside the form's tables, table 4 from top to bottom.
 */
import type { Report } from './figures';
import { cut, type Sheet, type SheetCell, stacked } from './layout';
import type { Pieces } from './pieces';
import type { Random } from './random';

interface Manner {
  readonly from: 'word' | 'editor' | 'plain';
  readonly upper: boolean;
  readonly open: boolean;
  readonly heads: boolean;
  readonly broken: boolean;
  readonly padded: boolean;
  /** Figures with what a reader does not see or does not count, or in the fields of a form. */
  readonly noisy: boolean;
}

/** The page of the pieces. */
export function sitePage(random: Random, { title, pieces, report }: Pieces): string {
  const manner: Manner = {
    from: random.pick(['word', 'editor', 'plain']),
    upper: random.chance(0.15),
    open: random.chance(0.12),
    heads: random.chance(0.2),
    broken: random.chance(0.4),
    padded: random.chance(0.3),
    noisy: random.chance(0.1),
  };
  const numbered = random.chance(0.15);
  const units = random.chance(0.1);
  const joined = random.chance(0.08);
  const upright = random.chance(0.06);
  const beside = random.chance(0.15);
  const parts: string[] = [];
  const sheets: Sheet[] = [];
  const flush = () => {
    if (sheets.length > 0) parts.push(tableOf(random, stacked(sheets.splice(0)), manner));
  };
  for (const piece of pieces.slice(1)) {
    if (piece.type === 'line') {
      // Three tables in one, with their headings as rows.
      if (joined && sheets.length > 0 && /^[三四]、/.test(piece.text)) sheets.push(headingRow(piece.text));
      else {
        flush();
        parts.push(paragraph(random, piece.text, manner));
      }
      continue;
    }
    let { sheet } = piece;
    if (units) sheet = withUnits(sheet);
    if (upright && !joined && sheet.columns === REMEDY_COLUMNS) sheet = turned(sheet);
    if (numbered && sheet.rows > 20) sheet = withNumbers(random, sheet);
    if (joined) sheets.push(sheet);
    else if (sheet.rows > 20 && random.chance(0.25))
      parts.push(...cut(sheet, random.integer(5, sheet.rows - 3)).map((part) => tableOf(random, part, manner)));
    else parts.push(tableOf(random, sheet, manner));
    if (beside && !joined)
      parts.push(paragraph(random, '有关数据', manner), tableOf(random, statistics(random), manner));
  }
  flush();
  return framed(random, title, report, parts.join('\n'));
}

function headingRow(text: string): Sheet {
  return { rows: 1, columns: 1, header: 0, cells: [{ row: 0, column: 0, rowSpan: 1, columnSpan: 1, text }] };
}

const REMEDY_COLUMNS = 15;

/** The table from top to bottom. */
function turned(sheet: Sheet): Sheet {
  const cells = sheet.cells.map((cell) => ({
    ...cell,
    row: cell.column,
    column: cell.row,
    rowSpan: cell.columnSpan,
    columnSpan: cell.rowSpan,
  }));
  return { rows: sheet.columns, columns: sheet.rows, header: 0, cells };
}

/** Rows of the form in tables that offices add: by field, by outcome, by reason. */
const STATISTICS: readonly (readonly [headings: readonly string[], labels: readonly string[]])[] = [
  [
    ['领域', '公开数量', '其他'],
    ['财政预决算', '行政许可', '行政处罚', '行政强制', '行政事业性收费', '政府集中采购'],
  ],
  [
    ['办理结果', '上年', '本年'],
    ['予以公开', '部分公开', '不予公开', '无法提供', '不予处理', '其他处理', '总计'],
  ],
  [
    ['原因', '件数'],
    ['属于国家秘密', '其他法律行政法规禁止公开', '保护第三方合法权益', '属于行政执法案卷', '属于行政查询事项'],
  ],
];

function statistics(random: Random): Sheet {
  const [headings, labels] = random.pick(STATISTICS);
  const rows = [
    headings,
    ...labels.map((label) => [label, ...headings.slice(1).map(() => String(random.integer(0, 400)))]),
  ];
  const cells = rows.flatMap((row, y) =>
    row.map((text, x) => ({ row: y, column: x, rowSpan: 1, columnSpan: 1, text })),
  );
  return { rows: rows.length, columns: headings.length, header: 1, cells };
}

const isCount = (cell: SheetCell) => cell.figure === true && /^\d+$/.test(cell.text);

function withUnits(sheet: Sheet): Sheet {
  if (sheet.columns < 8) return sheet;
  return { ...sheet, cells: sheet.cells.map((cell) => (isCount(cell) ? { ...cell, text: `${cell.text}件` } : cell)) };
}

/** A first column that counts the rows. */
function withNumbers(random: Random, sheet: Sheet): Sheet {
  const from = random.pick([1, 1, 0]);
  const cells = sheet.cells.map((cell) => ({ ...cell, column: cell.column + 1 }));
  cells.push({ row: 0, column: 0, rowSpan: sheet.header, columnSpan: 1, text: '序号' });
  for (let row = sheet.header; row < sheet.rows; row++)
    cells.push({ row, column: 0, rowSpan: 1, columnSpan: 1, text: String(row - sheet.header + from) });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { ...sheet, columns: sheet.columns + 1, cells };
}

function tableOf(random: Random, sheet: Sheet, manner: Manner): string {
  const word = manner.from === 'word';
  const rows: string[] = [];
  for (let row = 0; row < sheet.rows; row++) {
    const cells = sheet.cells.filter((cell) => cell.row === row);
    const tag = manner.heads && row < sheet.header ? 'th' : 'td';
    const written = cells.map((cell) => {
      const spans = `${cell.rowSpan > 1 ? ` rowspan=${quote(random, cell.rowSpan)}` : ''}${cell.columnSpan > 1 ? ` colspan=${quote(random, cell.columnSpan)}` : ''}`;
      const style = word
        ? " width=72 valign=top style='width:54.0pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt'"
        : '';
      return `<${tag}${spans}${style}>${content(random, cell, manner)}${manner.open ? '' : `</${tag}>`}`;
    });
    rows.push(`<tr>${written.join(manner.open ? '\n' : '')}${manner.open ? '' : '</tr>'}`);
  }
  // Word ends a table whose rows have other columns with a row that only gives their widths.
  if (word && random.chance(0.5))
    rows.push(
      `<![if !supportMisalignedRows]><tr height=0>${'<td width=64 style="border:none"></td>'.repeat(sheet.columns)}</tr><![endif]>`,
    );
  const columns = random.chance(0.3) ? `<colgroup>${'<col width="72"/>'.repeat(sheet.columns)}</colgroup>` : '';
  const body = manner.open ? rows.join('\n') : `<tbody>${rows.join('\n')}</tbody>`;
  const table = `<table border=1 cellspacing=0 cellpadding=0${word ? ' class=MsoTableGrid' : ''}>${columns}${body}</table>`;
  const written = manner.upper ? table.replace(/<\/?[a-z]+/g, (tag) => tag.toUpperCase()) : table;
  const around = random.next();
  if (around < 0.1) return `<table width="100%" border="0"><tr><td align="center">${written}</td></tr></table>`;
  return around < 0.3 ? `<div class="table-wrap"><div>${written}</div></div>` : written;
}

const quote = (random: Random, span: number) => (random.chance(0.7) ? `"${span}"` : String(span));

function content(random: Random, cell: SheetCell, manner: Manner): string {
  let text = cell.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
  if (text === '') text = random.pick(['', '&nbsp;', ' ', '<br/>', '<p></p>']);
  else if (manner.broken && !cell.figure && text.length > 4 && random.chance(0.4)) {
    const at = random.integer(1, text.length - 1);
    if (!text.includes('&')) text = `${text.slice(0, at)}<br>${text.slice(at)}`;
  } else if (manner.padded) text = random.pick([`&nbsp;${text}`, `　${text}`, `${text}&nbsp;`, `\n  ${text}\n`]);
  if (manner.noisy && isCount(cell))
    text = random.pick([
      `<del>${random.integer(1, 99)}</del>${text}`,
      `${text}<span style="visibility:hidden">${random.integer(1, 9)}</span>`,
      `${text}<i style='font-size:0px'>${random.integer(1, 9)}</i>`,
      `${text}<sup>[${random.integer(1, 9)}]</sup>`,
      `<input type="text" readonly value="${cell.text}">`,
      text,
    ]);
  if (manner.from === 'plain') return text;
  if (manner.from === 'editor')
    return random.chance(0.5) ? `<p style="text-align:center">${text}</p>` : `<strong>${text}</strong>`;
  const empty = cell.text === '' ? '<!--[if !supportEmptyParas]-->&nbsp;<!--[endif]-->' : text;
  return `<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US style='font-size:9.0pt;mso-bidi-font-size:10.5pt'>${empty}<o:p></o:p></span></p>`;
}

function paragraph(random: Random, text: string, manner: Manner): string {
  if (manner.from === 'word')
    return `<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-family:仿宋_GB2312'>${text}</span></p>`;
  return random.chance(0.3) ? `<div>　　${text}</div>` : `<p>　　${text}</p>`;
}

function framed(random: Random, title: string, report: Report, body: string): string {
  const date = `${report.year + 1}-01-${random.integer(10, 31)}`;
  const facts = `<table class="xxgk"><tr><th>索 引 号：</th><td>0114${random.integer(10_000, 99_999)}/${report.year + 1}-0000${random.integer(1, 9)}</td><th>信息分类：</th><td>政府信息公开年报</td></tr><tr><th>发布机构：</th><td>${report.body}</td><th>发文日期：</th><td>${date}</td></tr></table>`;
  const article = `<div class="article"><h1>${title}</h1>${random.chance(0.5) ? facts : `<p class="info">发布时间：${date} 10:2${random.integer(0, 9)}　浏览次数：${random.integer(10, 999)}</p>`}<div id="zoom">${body}</div></div>`;
  const content = random.chance(0.15)
    ? `<table width="1000" align="center"><tr><td width="200">栏目导航</td><td>${article}</td></tr></table>`
    : article;
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta charset="utf-8"><title>${title}</title><meta name="PubDate" content="${date}"></head><body><div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>${content}<div class="footer">主办：${report.body} 联系电话：0123-4567890</div></body></html>`;
}
