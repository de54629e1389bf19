/** A report as the web page of an office: a site's frame, a table of metadata, and the three tables in the official layout. */
import { cellsOn } from '../form/cells';
import { edition, type TableNumber } from '../form/editions';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_GROUPS, TABLE3_ROWS, TABLE4_BLOCKS } from '../form/rows';
import type { DemoReport, DemoTable } from './report';

const MISSING = '<p align="center"><img src="table.png" alt=""></p>';

/** The whole page, in UTF-8. */
export function htmlOf(report: DemoReport): string {
  const body = report.sections.map((section) => {
    const table =
      section.key === 'PROACTIVE'
        ? table2(report.tables[2])
        : section.key === 'REQUESTS'
          ? table3(report.tables[3])
          : section.key === 'REMEDIES'
            ? table4(report.tables[4])
            : '';
    const paragraphs = section.text === '' ? [] : section.text.split('\n');
    return [
      `<p><strong>${escaped(section.heading)}</strong></p>`,
      ...paragraphs.map((text) => `<p>　　${escaped(text)}</p>`),
      table,
    ].join('\n');
  });
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="PubDate" content="${report.publishedOn}">
<title>${escaped(report.title)}</title>
</head>
<body>
<div class="nav"><a href="/">首页</a> | <a href="/zwgk/">政务公开</a> | <a href="/zwfw/">政务服务</a></div>
<h1>${escaped(report.title)}</h1>
<table class="meta">
<tr><td>索引号</td><td>DEMO-${report.body.region}-${report.year}</td><td>发布日期</td><td>${report.publishedOn}</td></tr>
<tr><td>发布机构</td><td>${escaped(report.body.name)}</td><td>主题分类</td><td>其他</td></tr>
</table>
<div class="content">
${body.join('\n')}
</div>
<div class="footer">演示用虚构网站</div>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

interface Span {
  readonly rows?: number;
  readonly columns?: number;
}

function td(text: string, { rows = 1, columns = 1 }: Span = {}): string {
  const spans = `${rows > 1 ? ` rowspan="${rows}"` : ''}${columns > 1 ? ` colspan="${columns}"` : ''}`;
  return `<td${spans}><p align="center"><span style="font-family:宋体">${text === '' ? '&nbsp;' : escaped(text)}</span></p></td>`;
}

const tr = (...cells: string[]) => `<tr>${cells.join('')}</tr>`;
const tableOf = (rows: readonly string[]) => `<table border="1" cellspacing="0">\n${rows.join('\n')}\n</table>`;

function figures(table: DemoTable, number: TableNumber, row: string): string[] {
  return cellsOn(table.edition, number)
    .filter((each) => each.row === row)
    .map((each) => {
      const value = table.cells.get(each.id) ?? null;
      if (value === null) return '';
      return each.id === 'procurement.amount' && value !== '/' ? `${value}元` : String(value);
    });
}

function table2(table: DemoTable | undefined): string {
  if (!table) return MISSING;
  const blocks = edition(table.edition).table2;
  const widest = Math.max(...blocks.map((block) => block.columns.length));
  return tableOf(
    blocks.flatMap((block) => {
      // The last column of a narrow block takes the rest of the width.
      const wide = (texts: readonly string[]) =>
        texts.map((text, at) => td(text, { columns: at === texts.length - 1 ? widest - texts.length + 1 : 1 }));
      return [
        tr(td(block.heading, { columns: widest + 1 })),
        tr(td('信息内容'), ...wide(block.columns.map((column) => column.zh))),
        ...block.rows.map((row) => tr(td(row.zh), ...wide(figures(table, 2, row.id)))),
      ];
    }),
  );
}

function table3(table: DemoTable | undefined): string {
  if (!table) return MISSING;
  const rows = edition(table.edition).table3.map((id) => TABLE3_ROWS.find((row) => row.id === id)!);
  const outcomes = rows.filter((row) => !['received', 'carriedIn', 'carriedForward'].includes(row.id));
  const organisations = APPLICANT_COLUMNS.slice(1, 6);
  const header = [
    tr(
      td('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', { rows: 3, columns: 3 }),
      td('申请人情况', { columns: 7 }),
    ),
    tr(td('自然人', { rows: 2 }), td('法人或其他组织', { columns: 5 }), td('总计', { rows: 2 })),
    tr(...organisations.map((column) => td(column.zh))),
  ];
  const lines = rows.map((row) => {
    const numbers = figures(table, 3, row.id).map((text) => td(text));
    if (!outcomes.includes(row)) return tr(td(`${row.number}${row.zh}`, { columns: 3 }), ...numbers);
    const first = row === outcomes[0] ? [td('三、本年度办理结果', { rows: outcomes.length })] : [];
    const group = TABLE3_GROUPS.find((each) => each.id === row.group);
    const members = outcomes.filter((each) => each.group === row.group);
    if (!group || members.length === 1) return tr(...first, td(`${row.number}${row.zh}`, { columns: 2 }), ...numbers);
    const side = row === members[0] ? [td(`${group.number}${group.zh}`, { rows: members.length })] : [];
    return tr(...first, ...side, td(`${row.number}${row.zh}`), ...numbers);
  });
  return tableOf([...header, ...lines]);
}

function table4(table: DemoTable | undefined): string {
  if (!table) return MISSING;
  const [reconsideration, ...litigation] = TABLE4_BLOCKS;
  return tableOf([
    tr(td(reconsideration!.zh, { rows: 2, columns: 5 }), td('行政诉讼', { columns: 10 })),
    tr(...litigation.map((block) => td(block.zh, { columns: 5 }))),
    tr(...TABLE4_BLOCKS.flatMap(() => OUTCOME_COLUMNS.map((column) => td(column.zh)))),
    tr(...TABLE4_BLOCKS.flatMap((block) => figures(table, 4, block.id).map((text) => td(text)))),
  ]);
}
