/** HTML: tables as browsers form them, text around them, the frame of a page, metadata, charsets and hostile pages. */
import { extract } from '../../src/extract/extract';
import { encodeGbk } from './gbk';
import { grids, lines, rowsOf, shape } from './shape';

const read = (html: string, name = 'a.html') => extract(Buffer.from(html), { name });
const table = async (html: string) => rowsOf(grids(await read(html))[0]!);

describe('tables', () => {
  test('rows and columns that cells span', async () => {
    const html = `<table><tr><td rowspan="2">结果</td><td colspan=2>行政复议</td></tr><tr><td>维持</td><td>纠正</td></tr>
      <tr><td>合</td><td>1</td><td></td></tr></table>`;
    const document = await read(html);
    expect(rowsOf(grids(document)[0]!)).toEqual([
      ['结果↓2', '行政复议→2'],
      ['维持', '纠正'],
      ['合', '1', ''],
    ]);
    expect(grids(document)[0]).toMatchObject({ rows: 3, columns: 3, line: 1 });
    expect(grids(document)[0]!.cells.map((cell) => [cell.row, cell.column, cell.line])).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [1, 1, 2],
      [1, 2, 2],
      [2, 0, 3],
      [2, 1, 3],
      [2, 2, 3],
    ]);
  });

  test('a cell does not grow out of its group of rows; rowspan 0 fills the group', async () => {
    expect(
      await table(
        '<table><thead><tr><td rowspan=9>甲</td><td>乙</td></tr></thead><tbody><tr><td rowspan=0>丙</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>',
      ),
    ).toEqual([['甲', '乙'], ['丙↓2', '1'], ['2']]);
  });

  test('where spans overlap, no place belongs to two cells', async () => {
    const document = await read(
      '<table><tr><td>a</td><td>b</td><td rowspan=2>c</td></tr><tr><td colspan=3>d</td></tr><tr><td>e</td><td>f</td><td>g</td></tr></table>',
    );
    expect(rowsOf(grids(document)[0]!)).toEqual([['a', 'b', 'c↓2'], ['d→2'], ['e', 'f', 'g']]);
  });

  test('columns and rows in which no cell starts are none', async () => {
    const document = await read(
      '<table><tr><td colspan=8>题</td></tr><tr><td colspan=3>甲</td><td colspan=4 rowspan=2>乙</td></tr><tr></tr><tr><td>1</td></tr></table>',
    );
    expect(grids(document)[0]).toMatchObject({ rows: 3, columns: 2 });
  });

  test('white space, entities and noise fold; line breaks of a cell stay', async () => {
    const html = `<table><tr><td><p><font face="仿宋"><span>商 业</span>&nbsp;&nbsp;企\n业</font></p><p>&nbsp;</p></td><td>&nbsp;</td>
      <td>22<br>（其中修订<b>16</b>件）</td><td>1\u200b\ufeff2</td><td>&lt;无&gt;&ensp;</td></tr></table>`;
    expect(await table(html)).toEqual([['商 业 企 业', '', '22\n（其中修订16件）', '12', '<无>']]);
  });

  test('a row without a cell stays apart from a row with blank cells', async () => {
    expect(await table('<table><tr><td>甲</td><td></td><td></td></tr><tr><td>乙</td></tr></table>')).toEqual([
      ['甲', '', ''],
      ['乙'],
    ]);
  });
});

describe('reading order and page layout', () => {
  test('text around a table stays around it', async () => {
    expect(
      shape(await read('<p>前<table><caption>表一</caption><tr><td>1</td><td>2</td></tr></table>后<div>末<p>了</div>')),
    ).toEqual(['前', '表一', [['1', '2']], '后', '末', '了']);
  });

  test('tables within a table that lays out the page come out as they are', async () => {
    const inner = '<table><tr><td>规章</td><td>3</td></tr></table>';
    const html = `<table><tr><td>左栏</td><td><h2>二、主动公开</h2>${inner}<p>三、</p><table><tr><td>${inner}</td></tr></table></td></tr></table>`;
    expect(shape(await read(html))).toEqual(['左栏', '二、主动公开', [['规章', '3']], '三、', [['规章', '3']]]);
  });

  test('a report that stands in one table as a whole keeps text and figures apart', async () => {
    const text = '本局认真落实条例要求，'.repeat(20);
    const html = `<table><tr><td colspan=3>${text}</td></tr><tr><td>规章</td><td>1</td><td>0</td></tr><tr><td>许可</td><td>2</td><td>5</td></tr><tr><td colspan=3>${text}</td></tr></table>`;
    expect(shape(await read(html))).toEqual([
      text,
      [
        ['规章', '1', '0'],
        ['许可', '2', '5'],
      ],
      text,
    ]);
  });

  test('hidden elements, scripts and comments are not read', async () => {
    const html = `<div style="display:none">隐</div><script>var a='<table><tr><td>9</td></tr></table>'</script><!-- 注 --><p hidden>藏</p>
      <table><tr style="DISPLAY: none"><td>8</td><td>8</td></tr><tr><td>1</td><td style='visibility:hidden'>7</td><td>2</td></tr></table>`;
    // What is not seen keeps its place in the row.
    expect(shape(await read(html))).toEqual([[['1', '', '2']]]);
  });

  test('tables that are shown on a click are read where no other is', async () => {
    expect(
      shape(await read('<p>题</p><div style="display:none"><table><tr><td>1</td><td>2</td></tr></table></div>')),
    ).toEqual(['题', [['1', '2']]]);
  });

  test('a hidden element may stand in another one, beside a table that is seen', async () => {
    const about = '<table><tr><td>索引号</td><td>1</td></tr><tr><td>文号</td><td>2</td></tr></table>';
    const rows = ['行政许可决定', '行政处罚决定', '行政强制决定'].map(
      (label) => `<tr><td>${label}</td><td>7</td></tr>`,
    );
    const html = `${about}<div style="display:none"><div style="opacity:0"><table>${rows.join('')}</table></div></div>`;
    expect(rowsOf(grids(await read(html)).at(-1)!)).toEqual([
      ['行政许可决定', '7'],
      ['行政处罚决定', '7'],
      ['行政强制决定', '7'],
    ]);
  });

  test('tables that are hidden beside others are read where these are no copies of them', async () => {
    const rows = (...figures: number[]) =>
      ['行政许可', '行政处罚', '行政强制']
        .map((label, i) => `<tr><td>${label}</td><td>${figures[i]}</td></tr>`)
        .join('');
    const html = `<style>.old,#tab{display:none} .tpl{display:none}</style><table>${rows(1, 2, 3)}<tr class=tpl><td>行政收费</td><td>9</td></tr></table>
      <div class="old"><p>上年</p><table>${rows(7, 8, 9)}</table></div><table style="visibility:hidden">${rows(7, 8, 9)}</table>
      <div id="tab"><table><tr><td>予以公开</td><td>4</td></tr><tr><td>部分公开</td><td>5</td></tr><tr><td>重复申请</td><td>6</td></tr></table></div>`;
    const [first, second, ...others] = grids(await read(html)).map(rowsOf);
    expect(first).toEqual([
      ['行政许可', '1'],
      ['行政处罚', '2'],
      ['行政强制', '3'],
    ]);
    expect(second?.[0]).toEqual(['予以公开', '4']);
    expect(others).toEqual([]);
  });

  test('text that a sheet hides outside of tables is read, as a script may show it', async () => {
    expect(shape(await read('<style>.more{display:none}</style><p>题</p><div class="more">文</div>'))).toEqual([
      '题',
      '文',
    ]);
  });

  test('tables of other elements, by what the sheets say of them', async () => {
    const sheet = '.t{display:table}.t>div{display:table-row}.t>div>p{display:table-cell}.no{display:none!important}';
    const rows = `<div><p>规章</p><p>1</p><p class="no">9</p></div><div class="no"><p>无</p></div> <div><p>文件</p><p style="visibility:hidden">2</p></div>`;
    expect(await table(`<style>${sheet}</style><div class="t">${rows}</div>`)).toEqual([
      ['规章', '1'],
      ['文件', ''],
    ]);

    const items = [
      ['结果', 'grid-row:span 2'],
      ['行政复议', 'grid-column: 2 / 4'],
      ['维持', ''],
      ['纠正', ''],
      ['<b hidden>9</b>合', ''],
      ['1', ''],
      ['2', ''],
    ].map(([text, style]) => `<div style="${style}">${text}</div>`);
    const grid = `<style>.g{display:grid;grid-template-columns:80px repeat(2, minmax(0, 1fr))}</style><section class="g">${items.join('\n')}</section>`;
    expect(await table(grid)).toEqual([
      ['结果↓2', '行政复议→2'],
      ['维持', '纠正'],
      ['合', '1', '2'],
    ]);

    const parted = [items.slice(0, 4), items.slice(4)].map(
      (row) => `<div style="display:contents">${row.join('')}</div>`,
    );
    expect(rowsOf(grids(await read(grid.replace(items.join('\n'), parted.join(''))))[0]!)).toEqual(
      rowsOf(grids(await read(grid))[0]!),
    );
  });

  test.each([
    ['grid-auto-flow:column', ''],
    ['direction:rtl', ''],
    ['', 'order:-1'],
    ['', 'position:absolute'],
    ['', 'grid-column:1 / span 1'],
    ['', 'grid-row:1 / span 1'],
    ['', 'grid-area:1 / 1'],
    ['', 'grid-column-start:1'],
  ])('a grid whose elements stand elsewhere than one behind the other is no table: "%s" "%s"', async (grid, last) => {
    const items = ['规章', '1', '文件', '2'].map((text, i) => `<p style="${i === 3 ? last : ''}">${text}</p>`);
    const html = `<div style="display:grid;grid-template-columns:1fr 1fr;${grid}">${items.join('')}</div>`;
    expect(shape(await read(html))).toEqual(['规章', '1', '文件', '2']);
  });

  test.each([
    ['a selector that goes on', `<style>x ${'* '.repeat(60)}p{display:none}</style>${'<div>'.repeat(100)}`],
    ['a selector of siblings', `<style>x ~ ${'* ~ '.repeat(40)}p{display:none}</style>${'<i></i>'.repeat(300)}`],
    ['a class again and again', `<style>.a{display:none}</style><i class="${'a '.repeat(200_000)}"></i>`],
    ['blanks in a value', `<i style="display:x${' '.repeat(300_000)}y"></i>`],
    ['a comment that does not end', `<style>${'/*'.repeat(300_000)}</style>`],
    ['conditions within each other', `<style>${'@media all{'.repeat(20_000)}</style>`],
    [
      'a grid of many columns',
      `<div style="display:grid;grid-template-columns:repeat(999,${'a '.repeat(400_000)})"><i>1</i></div>`,
    ],
  ])('a page with %s is read', async (_, html) => {
    expect(JSON.stringify(shape(await read(`${html}<p>文</p>`)))).toContain('文');
  });

  test('the frame of a saved page is left out, its tables of data are not', async () => {
    const links = (n: number) =>
      Array.from({ length: n }, (_, i) => `<li><a href="/${i}">栏目第${i}号</a></li>`).join('');
    const html = `<!DOCTYPE html><html><body><div class="top-nav"><ul>${links(8)}</ul></div><div class="crumb">当前位置：<a href=/>首页</a></div>
      <div id="footerBox"><table><tr><td>规章</td><td>4</td></tr></table></div>
      <div class="content"><h1>年度报告</h1><p>正文参见<a href="/x">本站专栏</a>。</p></div>
      <div class="side"><h3>相关</h3><ul>${links(5)}</ul></div><footer>主办单位：某局</footer></body></html>`;
    expect(shape(await read(html))).toEqual([[['规章', '4']], '年度报告', '正文参见本站专栏。']);
  });

  test('a page’s head is left out where no report’s title stands in it; the heads of a table’s rows and cells are not', async () => {
    const html = `<header>某县人民政府</header><div class="site-header"><b class="logo">某县政府网</b></div>
      <div class="article-header"><h1>某局年度报告</h1></div><table><thead class="header"><tr class="header"><th class="header"><div class="header">规章</div></th>
      <th>件数</th></tr></thead><tr><td>甲</td><td>4</td></tr></table>`;
    expect(shape(await read(html))).toEqual([
      '某局年度报告',
      [
        ['规章', '件数'],
        ['甲', '4'],
      ],
    ]);
  });

  test('heads of the parts of a page, below its title, are text', async () => {
    const html = `<div class="header">某县政府网</div><h1>某局年度报告</h1><section><header>一、总体情况</header><p>正文。</p></section>
      <div class="panel"><div class="panel-header">二、主动公开</div><p>正文。</p></div>`;
    expect(shape(await read(html))).toEqual(['某局年度报告', '一、总体情况', '正文。', '二、主动公开', '正文。']);
  });

  test('pictures are counted, icons are not', async () => {
    const document = await read(
      '<p>表见图</p><img src=a.png><img src=b.gif width=16><img style="height: 20px"><img width=600>',
    );
    expect(document.images).toBe(2);
  });

  test.each([
    ['<del>99</del><ins>12</ins>', '12'],
    ['<s>99</s>12<strike>3</strike>', '12'],
    ['<span style="text-decoration: line-through">9</span>12', '12'],
    ['<span style="font-size:0">9</span>12<b style="opacity: 0">9</b>', '12'],
    ['12<i class="a gone">5</i><i class="open">3</i>', '123'],
    ['12<b class="sr">5</b><div class="note">注</div>', '12'],
    ['<span class="label">自然人：</span>12<em class="pop">3</em>', '12'],
    ['12<span class="print">8</span><span class="wide">3</span>', '1283'],
    ['12<b class="gone back">3</b><b class="gone" style="display:inline">4</b>', '1234'],
    ['<span style="font-size:0">9<b style="font-size:9pt">12</b></span>', '12'],
    ['12<span style="position:absolute;left:-9999px">8</span>', '12'],
    ['<b class="gone">3</b>', '\ufffd'],
    ['<b class="gone">注</b>', ''],
    ['<b style="display:none">3</b>', ''],
    ['12<b class="struck">3</b><b class="struck again">4</b>', '124'],
    ['12<b class="nest">3</b><b class="clear">4</b>', '1234'],
    ['12<font color="#FFFFFF">8</font>', '12'],
    ['<b style="color:white">8</b>', ''],
    ['<b style="background:#039;color:#fff">8</b>', '8'],
    ['12<sup>1</sup>', '12（注1）'],
    ['12<sup>[2]</sup>', '12（注2）'],
    ['12<span style="vertical-align: super">1</span>', '12（注1）'],
    ['12<span style="position:relative;top:-4.0pt;mso-text-raise:4.0pt">3</span>', '12（注3）'],
    ['12<span style="position:relative;top:-.5pt;mso-text-raise:.5pt">3</span>', '123'],
    ['<span style="vertical-align:super">12</span>', '12'],
    ['5m<sup>x</sup>', '5mx'],
    ['12<sup>1</sup><sup>，</sup><sup>2</sup>', '12（注1，2）'],
    ['12<sub>1</sub>', '12\ufffd1'],
    ['<sub>12</sub>', '12'],
    ['12<span class="ref">1</span>', '12（注1）'],
    ['<span class="ref">1</span><span class="ref">2</span>', '12'],
    ['<span class="ref">1</span>12', '（注1）12'],
    ['<span class="ref">1</span>.甲', '1.甲'],
    ['12<span class="ref flat">3</span>', '123'],
    ['12<span class=MsoFootnoteReference><span lang=EN-US>[1]</span></span>', '12（注1）'],
    ['12<a href="#_ftn1" class="x">1</a><a href="#">3</a>', '12（注1）3'],
    ['12<span style="position:relative;top:-6px">1</span>', '12（注1）'],
    ['12<span class="up" style="position: relative">1</span>', '12（注1）'],
    ['12<span style="position:relative;top:-1px">3</span>', '123'],
    ['12<span class="up">3</span>', '123'],
    ['12<span style="vertical-align:5px">1</span>', '12（注1）'],
    ['12<span style="vertical-align:30%">1</span>', '12（注1）'],
    ['12<span style="vertical-align:.5em">1</span>', '12（注1）'],
    ['12<span style="vertical-align:-2px">3</span>', '123'],
    ['12<span style="vertical-align:top">3</span>', '123'],
    ['<span style="font-size:12pt">12<span style="vertical-align:top;font-size:8pt">1</span></span>', '12（注1）'],
    ['12<span style="vertical-align:top;font-size:70%">1</span>', '12（注1）'],
    ['12<b class="none">3</b>', '12'],
    ['<span class="none"><b class="text">12</b></span>', '12'],
    ['12<b class="short">3</b>', '12'],
    ['<b class="none">3</b>', '\ufffd'],
    ['12<b class="none" style="font-size:9pt">3</b>', '123'],
    ['<textarea>12</textarea>', '12'],
    ['<select><option>0<option selected>12</select>', '12'],
  ])('what a cell shows of %s', async (cell, shown) => {
    const style = `<style>.panel .open{display:none} .gone { color: red; display: none } .gone.back{display:inline}
      /* .print{display:none} */ @media print{ .x{color:red} .print{display:none} } @media screen and (max-width: 700px){.wide{display:none}}
      .struck{text-decoration:line-through} b.struck{opacity:1} .struck.again{text-decoration:none}
      .nest{color:red; & i{color:red; display:none; } } .clear{opacity:; color:red}
      .x::before{content:"}"} .sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)} table td > .note{display:none!important}
      p.ref, td span.ref{vertical-align:super} .flat{vertical-align:baseline!important} .up{bottom:4pt} .none{font-size:0} .short{font:0/0 a} .text{font:bold 400 12px/1.5 Arial}
      @media (min-width:320px) and (max-width:1900px){.label{display:none}} .pop{visibility:hidden} td:hover .pop{visibility:visible}</style>`;
    expect(await table(`${style}<table><tr><td>甲</td><td>${cell}</td></tr></table>`)).toEqual([['甲', shown]]);
  });

  test('figures in the fields of a saved form', async () => {
    expect(
      await table(
        '<table><tr><td>收到</td><td><input value="12"></td><td><input type=hidden value=9></td><td><input type="tel" value="3"></td><td><input type=checkbox value=4></td></tr></table>',
      ),
    ).toEqual([['收到', '12', '', '3', '']]);
  });
});

describe('metadata', () => {
  test('meta tags', async () => {
    const { meta } = await read(
      '<html><head><title>站 - 年报</title><meta name="ArticleTitle" content="某局2023年年报"><meta name="PubDate" content="2024-01-22 09:31"></head><body>文</body></html>',
    );
    expect(meta).toMatchObject({ title: '某局2023年年报', publishedOn: '2024-01-22' });
  });

  test('the printed date of publication goes before the tag; the date of writing is none', async () => {
    const html = `<html><head><meta name=pubdate content="2024-03-01"><title>年报</title></head><body>
      <table><tr><td>索 引 号：</td><td>QX001/2024-00003</td><td>成文日期</td><td>2024年1月9日</td></tr><tr><td>发布日期</td><td>2024年1月18日</td><td>名称</td><td>年报</td></tr></table><p>正文</p></body></html>`;
    const { meta } = await read(html);
    expect(meta).toMatchObject({
      title: '年报',
      publishedOn: '2024-01-18',
      索引号: 'QX001/2024-00003',
      成文日期: '2024年1月9日',
    });
  });

  test('several labels in a line, and none in running text', async () => {
    expect((await read('<p>来源：某局 发布时间：2024/01/05 10:00 浏览次数：3</p>')).meta).toMatchObject({
      publishedOn: '2024-01-05',
      来源: '某局',
    });
    expect((await read('<p>本局于2023年3月1日改版网站</p>')).meta).toEqual({});
    expect((await read('<p>发布日期：2024-13-45</p>')).meta.publishedOn).toBeUndefined();
  });
});

describe('charsets', () => {
  test.each([
    ['meta charset', '<html><head><meta charset="gb2312"></head><body>朱镕基与喆</body></html>'],
    [
      'http-equiv',
      '<html><meta http-equiv="Content-Type" content="text/html; charset=GBK"><body>朱镕基与喆</body></html>',
    ],
    ['nothing declared', '<html><body>朱镕基与喆</body></html>'],
    ['a wrong declaration', '<html><meta charset=utf-8><body>朱镕基与喆</body></html>'],
  ])('GBK with %s', async (_, html) => {
    const document = await extract(encodeGbk(html));
    expect(document).toMatchObject({ mediaType: 'text/html', charset: 'gb18030' });
    expect(lines(document)).toEqual(['朱镕基与喆']);
  });

  test('Big5 by its declaration', async () => {
    const bytes = Uint8Array.from([
      ...Buffer.from('<html><meta charset=big5><body>'),
      0xac,
      0x46,
      0xa9,
      0xb2,
      ...Buffer.from('</body></html>'),
    ]);
    expect(await extract(bytes).then((document) => [document.charset, ...lines(document)])).toEqual(['big5', '政府']);
  });
});

describe('hostile pages end in bounded time', () => {
  const cases: [string, string, string][] = [
    ['deep nesting', '<div>'.repeat(200_000), 'TOO_LARGE'],
    ['deep formatting', `${'<b>'.repeat(100_000)}x`, 'TOO_LARGE'],
    ['tables in tables', `${'<table><tr><td>'.repeat(50_000)}x`, 'TOO_LARGE'],
    ['endless cells', `<table><tr>${'<td>1'.repeat(300_000)}</table>`, 'TOO_LARGE'],
    ['vast spans', `<table>${'<tr><td colspan=1000 rowspan=65534>1'.repeat(1000)}</table>`, 'TOO_LARGE'],
    ['an element without text', '<html><body><p> </p></body></html>', 'EMPTY_FILE'],
    ['endless attributes', `<p ${Array.from({ length: 60_000 }, (_, i) => `a${i}=1`).join(' ')}>x</p>`, ''],
    ['a tag that never ends', `<p>x</p><a href="${'x'.repeat(1_000_000)}`, ''],
    ['rows by the hundred thousand', `<table>${'<tr><td>1</td></tr>'.repeat(100_000)}</table>`, 'TOO_LARGE'],
  ];
  test.each(cases)('%s', async (_, html, code) => {
    const started = Date.now();
    const result = await read(`<html><body>${html}`).catch((problem) => problem);
    if (code) expect(result).toMatchObject({ code });
    else expect(result.blocks.length).toBeGreaterThan(0);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  test('a page that takes longer than its time', async () => {
    await expect(
      extract(Buffer.from(`<p>${'<i></i>'.repeat(200_000)}`), { limits: { milliseconds: -1 } }),
    ).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
