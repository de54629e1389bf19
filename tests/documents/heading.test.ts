import type { Document, TextLine } from '../../src/extract/document';
import { readHeading } from '../../src/parse/heading';
import { isoDate } from '../../src/parse/years';

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
  ])('%j', (lines, body, year) => {
    expect(heading(lines)).toMatchObject({ body, year });
  });

  test('a year that the text contradicts is the title’s, and a notice says so', () => {
    const read = heading(['青河县水务局2023年政府信息公开工作年度报告', '统计期限为2022年1月1日至2022年12月31日。']);
    expect(read.year).toBe(2023);
    expect(read.notices.map((notice) => notice.code)).toEqual(['YEAR_CONFLICT']);
  });

  test('a year that is said nowhere stays open', () => {
    expect(heading(['青河县水务局政府信息公开工作年度报告']).year).toBeUndefined();
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
  ])('the line below a title: %s', (line, publishedOn) => {
    expect(heading(['青河县水务局2023年政府信息公开工作年度报告', line]).publishedOn).toBe(publishedOn);
  });
});
