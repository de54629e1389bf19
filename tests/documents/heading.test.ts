import type { Document, TextLine } from '../../src/extract/document';
import { extract } from '../../src/extract/extract';
import { readHeading } from '../../src/parse/heading/heading';
import { parse } from '../../src/parse/parse';
import { isoDate } from '../../src/parse/printed/years';

function heading(lines: readonly string[], meta: Record<string, string> = {}) {
  const blocks = lines.map((text, i): TextLine => ({ type: 'line', text, line: i + 1 }));
  const document: Document = { mediaType: 'text/plain', blocks, meta, images: 0 };
  return readHeading(document, blocks);
}

describe('who reports for which year', () => {
  test.each([
    [['青河县水务局2023年政府信息公开工作年度报告'], '青河县水务局', 2023],
    [['2023年度青河县水务局政府信息公开工作年度报告'], '青河县水务局', 2023],
    [
      ['首页 > 政府信息公开 > 政府信息公开年报', '青河县水务局', '2023年政府信息公开工作年度报告'],
      '青河县水务局',
      2023,
    ],
    [['青河县人民政府', '二〇二二年政府信息公开工作年度报告'], '青河县人民政府', 2022],
    [['青河县卫生健康委员会2022年', '政府信息公开工作', '年度报告'], '青河县卫生健康委员会', 2022],
    [['政府信息公开工作年度报告', '（2023年度）', '青河县水务局'], '青河县水务局', 2023],
    [['临泉市东山区人民政府关于2023年度政府信息公开工作的报告'], '临泉市东山区人民政府', 2023],
    [['政府信息公开', '青河县水务局', '2023年政府信息公开工作年度报告'], '青河县水务局', 2023],
    [['青河市', '东山区水务局', '2023年政府信息公开工作年度报告'], '青河市东山区水务局', 2023],
    [
      ['您的位置：首页 > 政府信息公开年报 > 2022年', '2023年青河县水务局政府信息公开工作年度报告'],
      '青河县水务局',
      2023,
    ],
    [['- 1 -', '石门镇人民政府2020年政府信息公开年报'], '石门镇人民政府', 2020],
    [['青河县人民政府', '青河县水务局', '2023年政府信息公开工作年度报告'], '青河县水务局', 2023],
    [['青河县人民政府', '龙山街道2023年政府信息公开工作年度报告'], '龙山街道', 2023],
    [['青河县水务局', '政府信息公开工作年度报告', '（2023年）'], '青河县水务局', 2023],
    [['青河县水务局政府信息公开工作2023年度报告'], '青河县水务局', 2023],
    [['【年报】青河县水务局2023年政府信息公开工作年度报告'], '青河县水务局', 2023],
    [['关于印发青河县水务局2023年政府信息公开工作年度报告的通知'], '青河县水务局', 2023],
    [['青河县水务局关于报送2023年政府信息公开工作年度报告的函'], '青河县水务局', 2023],
    [['青河县水务局2023年法治建设年度报告及政府信息公开工作年度报告'], '青河县水务局', 2023],
  ])('%j', (lines, body, year) => {
    expect(heading(lines)).toMatchObject({ body, year });
  });

  test('a year that the text contradicts is the title’s, and a notice says so', () => {
    const read = heading(['青河县水务局2023年政府信息公开工作年度报告', '统计期限为2022年1月1日至2022年12月31日。']);
    expect(read.year).toBe(2023);
    expect(read.notices.map((notice) => notice.code)).toEqual(['YEAR_CONFLICT']);
  });

  test('what a page prints about itself is no part of its title', () => {
    expect(heading(['发布机构 青河县水务局 生成日期 2024-01-18', '名称 2023年政府信息公开工作年度报告']).year).toBe(
      2023,
    );
  });

  test('a year that is said nowhere stays open', () => {
    expect(heading(['青河县水务局政府信息公开工作年度报告']).year).toBeUndefined();
  });

  test('of several titles before the text the last is the report’s, or the one that the page is called by', () => {
    const titles = [2022, 2023, 2021].map((year) => `青河县水务局${year}年政府信息公开工作年度报告`);
    const lines = [
      ...titles.slice(0, 2),
      '上一篇：青河县财政局2020年政府信息公开工作年度报告',
      '一、总体情况',
      titles[2]!,
    ];
    expect(heading(lines).year).toBe(2023);
    expect(heading(lines, { title: `${titles[0]}_青河县人民政府` }).year).toBe(2022);
    expect(heading(['标题'], { title: `青河县人民政府 部门年报 ${titles[0]}` }).body).toBe('青河县水务局');
  });

  test('the name of a site above a page’s title is not the body that signs it, but that of a government’s office', () => {
    const page = (signed: string, issuer?: string) => {
      const lines = ['青河县人民政府', '2023年政府信息公开工作年度报告', '一、总体情况', signed, '2024年1月12日'];
      const blocks = lines.map((text, i): TextLine => ({ type: 'line', text, line: i + 1 }));
      const meta: Record<string, string> = issuer === undefined ? {} : { 发布机构: issuer };
      const read = readHeading({ mediaType: 'text/html', blocks, meta, images: 0 }, blocks);
      // What only the page's facts name is said to be uncertain.
      expect(read.notices).toHaveLength(issuer === read.body ? 1 : 0);
      return read.body;
    };
    expect(page('青河县水务局')).toBe('青河县水务局');
    expect(page('青河县人民政府办公室')).toBe('青河县人民政府');
    expect(page('工作人员名单', '青河县政府办')).toBe('青河县人民政府');
    expect(page('工作人员名单', '青河县水务局')).toBe('青河县水务局');
  });

  test('a body and a date that stand only below the text', () => {
    const title = ['2023年政府信息公开工作年度报告', '一、总体情况'];
    const signed = { body: '青河县水务局', publishedOn: '2024-01-28' };
    expect(heading([...title, '青河县水务局', '二〇二四年一月二十八日', '更新时间：2025-06-01'])).toMatchObject(signed);
    expect(heading([...title, '青河县水务局　2024年1月28日', '（此件公开发布）'])).toMatchObject(signed);
  });

  test('publication date from metadata, or as printed; a date that cannot be is none', () => {
    expect(heading(['标题'], { publishedOn: '2024-01-12' }).publishedOn).toBe('2024-01-12');
    expect(heading(['发布日期：2024年1月30日']).publishedOn).toBe('2024-01-30');
    expect(isoDate('2024年2月30日')).toBeUndefined();
  });

  test.each([
    ['来源：县政府办　　2024-01-20 10:20　　浏览：12', '2024-01-20'],
    ['日期：2024-01-25 16:21:05　点击：45', '2024-01-25'],
    ['时间：2024年1月31日 字号：大 中 小', '2024-01-31'],
    ['数据统计时间：2023年1月1日至2023年12月31日', undefined],
    ['来源：县政府办 2023-01-01 至 2023-12-31', undefined],
    ['2024-01-18 09:00', '2024-01-18'],
    ['2024年01月18日 09:00 | 来源：本站', '2024-01-18'],
    ['[2024-01-18] 县政府办', '2024-01-18'],
    ['更新时间：2024-01-18', '2024-01-18'],
    ['发布日期：2022-01-18', undefined],
  ])('the line below a title: %s', (line, publishedOn) => {
    expect(heading(['青河县水务局2023年政府信息公开工作年度报告', line]).publishedOn).toBe(publishedOn);
  });
});

test('of a page: the site’s name in its head is no body, and what is said before the first section tells the scope', async () => {
  const rows = ['行政许可', '行政处罚', '行政强制'].map((row) => `<tr><td>${row}</td><td>3</td></tr>`).join('');
  const table = `<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>${rows}<tr><td>信息内容</td><td>本年收费金额（单位：万元）</td></tr>
    <tr><td>行政事业性收费</td><td>0</td></tr></table>`;
  const page = `<body><div class="header"><div class="logo">青河县人民政府</div></div>
    <div class="article-header"><h1>2023年政府信息公开工作年度报告</h1></div><p>本报告汇总了全县各部门、各乡镇的数据。</p>
    <h2>一、总体情况</h2><p>工作平稳。</p><h2>二、主动公开政府信息情况</h2>${table}<p>青河县</p></body>`;
  const draft = parse(await extract(Buffer.from(page), { name: 'report.html' }));
  expect(draft.title).toBe('2023年政府信息公开工作年度报告');
  expect(draft.body).toBeUndefined();
  expect(draft.scope?.value).toBe('CONSOLIDATED');
});
