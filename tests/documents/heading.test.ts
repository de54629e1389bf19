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
    [['2024/1/18 10:23      2023年青河县水务局政府信息公开工作年度报告'], '青河县水务局', 2023],
    [['1/18/24, 10:23 AM      青河县水务局2023年政府信息公开工作年度报告'], '青河县水务局', 2023],
    [['青河县人民政府', '青河县水务局', '2023年政府信息公开工作年度报告'], '青河县水务局', 2023],
    [['青河县人民政府', '龙山街道2023年政府信息公开工作年度报告'], '龙山街道', 2023],
    [['青河县水务局', '政府信息公开工作年度报告', '（2023年）'], '青河县水务局', 2023],
    [['青河县水务局政府信息公开工作2023年度报告'], '青河县水务局', 2023],
    [['【年报】青河县水务局2023年政府信息公开工作年度报告'], '青河县水务局', 2023],
    [['关于印发青河县水务局2023年政府信息公开工作年度报告的通知'], '青河县水务局', 2023],
    [['青河县水务局关于报送2023年政府信息公开工作年度报告的函'], '青河县水务局', 2023],
    [['青河县水务局2023年法治建设年度报告及政府信息公开工作年度报告'], '青河县水务局', 2023],
    // Wrapped within the name, the year, the report's name.
    [['青河县公', '共资源交易中心2022年度政府信息公开工作报告'], '青河县公共资源交易中心', 2022],
    [['关于龙山侗族', '自治县人民政府2', '025年度政府信息公开工作情况的报告'], '龙山侗族自治县人民政府', 2025],
    [
      ['龙山保安族东乡', '族撒拉族自治县卫生健康局2022年政府信息公开年度报告'],
      '龙山保安族东乡族撒拉族自治县卫生健康局',
      2022,
    ],
    [['国家税务总局临泉市青河县', '税务局2025年政府信息公开年报'], '国家税务总局临泉市青河县税务局', 2025],
    [['二○二○年度青', '河县水务局政府信息公', '开工作年度报告'], '青河县水务局', 2020],
    [['2022年临泉市', '东山区人民政府', '政府信息公开工作年度报告'], '临泉市东山区人民政府', 2022],
    [['青河县水务局关于政府信', '息公开工作情况的报告', '（2019年）'], '青河县水务局', 2019],
    [['青河县水务局政府信息公开工作年度报告（20', '24年度）'], '青河县水务局', 2024],
    [['青河县人民', '政府二〇二二年度政府信息公开工作情况的报告'], '青河县人民政府', 2022],
    [['青 河 县 水 务 局', '2 0 2 3 年 政 府 信 息 公 开 工 作 年 度 报 告'], '青河县水务局', 2023],
    // The head of a document, its number, and whom it is sent to are none of it.
    [
      ['青河县水务局文件', '青水〔2024〕3号', '青河县水务局政府信息公开年度报告（2023）', '县政府办公室：'],
      '青河县水务局',
      2023,
    ],
    [['青河县水务局文件', '政府信息公开工作年度报告（二0二0年度）'], '青河县水务局', 2020],
    [['临泉经济技术开发区管委会文件', '2023年政府信息公开年报'], '临泉经济技术开发区管委会', 2023],
    [['中国·青河', '青河县水务局政府信息公开年报（2023年）'], '青河县水务局', 2023],
    [['名 称：青河县水务局2023年政府信息公开年报'], '青河县水务局', 2023],
    // Figures and brackets of a name: a part of the body, or another name of it.
    [['临泉市12345热线中心2023年政府信息公开工作年度报告'], '临泉市12345热线中心', 2023],
    [['临泉市公安局（交警支队）2023年政府信息公开工作年度报告'], '临泉市公安局（交警支队）', 2023],
    [['青河县农业农村局（乡村振兴局）2023年政府信息公开工作年度报告'], '青河县农业农村局', 2023],
    [['青河县水务局', '关于印发青河县水务局2023年政府信息公开工作年度报告的通知'], '青河县水务局', 2023],
    [['临泉海关2023年政府信息公开工作总结报告'], '临泉海关', 2023],
    [['青河县人民政府信息公开年报（2023年）'], '青河县人民政府', 2023],
    [['青河县信息公开工作领导小组2023年度政府信息公开情况报告'], '青河县信息公开工作领导小组', 2023],
    [['关于《青河县水务局2023年政府信息公开工作年度报告》的公示'], '青河县水务局', 2023],
    [['青河县水务局2023年政务公开工作总结'], '青河县水务局', 2023],
    [['青河县水务局2023年政府信息公开工作年度报告（2024年2月修订）'], '青河县水务局', 2023],
    [['青河县水务局2023年政府信息公开工作年度报告　发布时间：2024-01-20　来源：本站'], '青河县水务局', 2023],
    [['青河县信访局（青河县来访接待中心）2023年政府信息公开工作年度报告'], '青河县信访局', 2023],
    // A letter that recognition took for another.
    [['青河县水务局2023年政府信恩公开工作年度扱告'], '青河县水务局', 2023],
  ])('%j', (lines, body, year) => {
    expect(heading(lines)).toMatchObject({ body, year });
  });

  test('a year that the text’s period contradicts is told by the day of publication, and otherwise asked for', () => {
    const read = (title: number, period: number, ...more: string[]) => {
      const from = `统计期限为${period}年1月1日至${period}年12月31日。`;
      const found = heading([`青河县水务局${title}年政府信息公开工作年度报告`, from, ...more]);
      expect(found.notices.map((notice) => notice.code)).toEqual(['YEAR_CONFLICT']);
      return found.year;
    };
    expect(read(2023, 2022)).toBeUndefined();
    expect(read(2023, 2022, '发布日期：2024-01-20')).toBe(2023);
    // The year of the publication, which had not ended then.
    expect(read(2024, 2023, '发布日期：2024-01-20')).toBe(2023);
    expect(read(2022, 2023, '发布日期：2024-01-20')).toBeUndefined();
    // Other years in the text are no period.
    const titled = ['青河县水务局2023年政府信息公开工作年度报告', '一、总体情况', '2024年，我局将继续努力。'];
    expect(heading(titled)).toMatchObject({ year: 2023, notices: [] });
  });

  test('a title that names several years is none’s, unless the period says which', () => {
    for (const years of ['2022年度、2023', '2022—2023']) {
      const title = `青河县水务局${years}年度政府信息公开工作年度报告`;
      const open = heading([title]);
      expect(open.year).toBeUndefined();
      expect(open.notices.map((notice) => notice.code)).toEqual(['YEAR_CONFLICT']);
      expect(heading([title, '统计期限为2023年1月1日至12月31日。'])).toMatchObject({ year: 2023, notices: [] });
    }
  });

  test('a title that names only a place is its government’s, and a notice says so; a zone has none', () => {
    const read = (place: string) => heading([`${place}2023年政府信息公开工作年度报告`]);
    const body = '青河县人民政府';
    expect(read('青河县')).toMatchObject({ body, notices: [{ code: 'BODY_UNCERTAIN' }] });
    expect(read('喀什地区').body).toBe('喀什地区行政公署');
    expect(read('上海市浦东新区').body).toBe('上海市浦东新区人民政府');
    expect(read('临泉高新区').body).toBe('临泉高新区');
    expect(read(body)).toMatchObject({ body, notices: [] });
    const passedOn = '青河县人民政府办公室关于印发青河县2023年政府信息公开工作年度报告的通知';
    expect(heading([passedOn]).body).toBe(body);
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
      expect(read.notices).toHaveLength(issuer !== undefined && issuer === read.body ? 1 : 0);
      return read.body;
    };
    expect(page('青河县水务局')).toBe('青河县水务局');
    expect(page('青河县人民政府办公室')).toBe('青河县人民政府');
    expect(page('工作人员名单', '青河县政府办')).toBe('青河县人民政府');
    expect(page('工作人员名单', '青河县水务局')).toBe('青河县水务局');
    // Nothing but the line above says it, and on a page that may be the site.
    expect(page('工作人员名单')).toBeUndefined();
    const named = [
      '名称：青河县人民政府2023年政府信息公开工作年度报告',
      '青河县人民政府',
      '2023年政府信息公开工作年度报告',
    ];
    const blocks = named.map((text, i): TextLine => ({ type: 'line', text, line: i + 1 }));
    expect(readHeading({ mediaType: 'text/html', blocks, meta: {}, images: 0 }, blocks).body).toBe('青河县人民政府');
  });

  test('a list of other reports above a title that leaves out the body or wraps, and the text below it', () => {
    const list = [2022, 2021, 2020].map((year) => `青河县水务局${year}年政府信息公开工作年度报告`);
    const text = ['根据要求编制本报告。', '国务院办公', '开办公室2021年政府信息公开工作年度报告', '一、总体情况'];
    expect(heading([...list, '2023年政府信息公开工作年度报告', ...text])).toMatchObject({ year: 2023 });
    expect(heading([...list, '青河县水务局2023年', '政府信息公开工作年度报告', ...text])).toMatchObject({
      title: '青河县水务局2023年政府信息公开工作年度报告',
      body: '青河县水务局',
      year: 2023,
    });
    const period = '统计期限自2021年1月1日起至2021年12月31日止。';
    expect(heading([...list, period, '一、总体情况']).year).toBeUndefined();
    expect(heading([...list, period, '发布日期：2022-01-20', '一、总体情况']).year).toBe(2021);
    expect(heading([...list, '青河县水务局政府信息公开工作年度报告', '一、总体情况']).year).toBeUndefined();
  });

  test('without a title that says it: the only year that the text tells of before it comes to plans', () => {
    const title = ['青河县水务局政府信息公开工作年度报告', '一、总体情况'];
    expect(heading([...title, '2023年，共公开信息3条。', '五、存在的主要问题', '2024年，将改进。']).year).toBe(2023);
    expect(heading([...title, '工作平稳。', '五、存在的主要问题及改进情况', '2024年，将改进。']).year).toBeUndefined();
    expect(heading([...title, '2024年，将改进。', '发布日期：2024-01-20']).year).toBeUndefined();
    expect(heading([...title, '统计期限从2023.1.1至2023.12.31。']).year).toBe(2023);
  });

  test('the body of a title that names none: by the page, the signature, an announcement; not the site', () => {
    const title = '2023年政府信息公开工作年度报告';
    const of = (lines: readonly string[], meta: Record<string, string> = {}) => heading([title, ...lines], meta).body;
    expect(of([], { title: `政府信息公开年报_青河县水务局_青河县人民政府` })).toBe('青河县水务局');
    expect(of([], { title: `青河县人民政府 政府信息公开年报 ${title}` })).toBeUndefined();
    expect(of([], { title: '青河县人民政府门户网站' })).toBeUndefined();
    expect(of(['现将青河县水务局2023年度政府信息公开工作情况报告如下。'])).toBe('青河县水务局');
    expect(of([], { 发文单位: '青河县水务局' })).toBe('青河县水务局');
    expect(of(['公开主体：青河县水务局', '一、总体情况'])).toBe('青河县水务局');
    expect(of([], { 来源: '青河县水务局' })).toBe('青河县水务局');
    // From where a page was taken: the site, a section of an office.
    expect(of([], { 来源: '青河县人民政府' })).toBeUndefined();
    expect(of([], { 来源: '政务公开办公室' })).toBeUndefined();
    const last = ['一、总体情况', '六、其他需要报告的事项', '没有其他事项。'];
    expect(of([...last, '青河县水务局', '主办单位：青河县人民政府办公室'])).toBe('青河县水务局');
    expect(of([...last, '上一篇：青河县财政局2022年政府信息公开工作年度报告'])).toBeUndefined();
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
    ['成文日期：2024-01-15　发布时间：2024-01-18', '2024-01-18'],
    ['发表时间：2024-01-18 00:00', '2024-01-18'],
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
