/** An article as one page of HTML to be printed: A4, no script and nothing from elsewhere. */
import { type Article, type ArticleBlock, type LaidCell, type LaidTable, placeCells } from './layout';
import { escapeXml } from './xml';

const SONG = "'宋体', SimSun, 'Songti SC', 'Noto Serif CJK SC', serif";
const STYLE = `
@page { size: A4; margin: 20mm; }
body { max-width: 170mm; margin: 10mm auto; color: #000; background: #fff; font: 16pt/28pt '仿宋_GB2312', '仿宋', FangSong, STFangsong, 'Noto Serif CJK SC', serif; }
h1 { margin: 0 0 6pt; text-align: center; font: 20pt/32pt '方正小标宋简体', FZXiaoBiaoSong-B05S, ${SONG}; }
h2 { margin: 14pt 0 8pt; text-indent: 2em; font: 16pt/28pt '黑体', SimHei, 'Heiti SC', 'Noto Sans CJK SC', sans-serif; break-after: avoid; }
p { margin: 0; text-indent: 2em; text-align: justify; }
.subtitle { text-align: center; text-indent: 0; font-size: 12pt; line-height: 20pt; margin-bottom: 10pt; }
.note { font-size: 10.5pt; line-height: 16pt; text-indent: 0; margin: 3pt 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 4pt 0 10pt; font: 9pt/12pt ${SONG}; }
td, th { border: 0.5pt solid #000; padding: 2pt; text-align: center; vertical-align: middle; font-weight: normal; overflow-wrap: break-word; }
th { font-weight: bold; }
td.label, td.text { text-align: left; }
td.vertical { writing-mode: vertical-rl; text-align: center; letter-spacing: 0.3em; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
small { font-size: 6.5pt; }
.page { break-before: page; }
@media print { body { max-width: none; margin: 0; } }
`;

/** The page, complete, in UTF-8. */
export function articleHtml({ title, subtitle, blocks }: Article): string {
  const body = [
    `<h1>${escapeXml(title)}</h1>`,
    ...(subtitle === undefined ? [] : [`<p class="subtitle">${escapeXml(subtitle)}</p>`]),
    ...blocks.map(blockHtml),
  ];
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

/** The Content-Security-Policy under which the page shows: its one style sheet and nothing else. */
export const ARTICLE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

function blockHtml(block: ArticleBlock): string {
  switch (block.type) {
    case 'heading':
      return `<h2${block.newPage ? ' class="page"' : ''}>${escapeXml(block.text)}</h2>`;
    case 'paragraph':
      return `<p>${escapeXml(block.text)}</p>`;
    case 'note':
      return `<p class="note">${escapeXml(block.text)}</p>`;
    case 'table':
      return tableHtml(block.table, block.newPage);
  }
}

function tableHtml(table: LaidTable, newPage = false): string {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  const columns = table.widths.map((width) => `<col style="width:${((100 * width) / whole).toFixed(2)}%">`);
  const rows = placeCells(table).map(
    (placed) =>
      `<tr>${placed
        .filter(({ grown }) => !grown)
        .map(({ cell }) => cellHtml(cell))
        .join('')}</tr>`,
  );
  const head = table.headerRows > 0 ? `<thead>\n${rows.slice(0, table.headerRows).join('\n')}\n</thead>\n` : '';
  return `<table${newPage ? ' class="page"' : ''}>\n<colgroup>${columns.join('')}</colgroup>\n${head}<tbody>\n${rows.slice(table.headerRows).join('\n')}\n</tbody>\n</table>`;
}

function cellHtml(cell: LaidCell): string {
  const tag = cell.role === 'HEADER' ? 'th' : 'td';
  const kind = cell.vertical ? 'vertical' : cell.role.toLowerCase();
  const spans = [
    ...((cell.rowSpan ?? 1) > 1 ? [` rowspan="${cell.rowSpan}"`] : []),
    ...((cell.columnSpan ?? 1) > 1 ? [` colspan="${cell.columnSpan}"`] : []),
  ];
  const mark = cell.mark === undefined ? '' : `<wbr><small>${escapeXml(cell.mark)}</small>`;
  return `<${tag} class="${kind}"${spans.join('')}>${escapeXml(cell.text)}${mark}</${tag}>`;
}
