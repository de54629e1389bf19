import type { Document } from '../../src/extract/document';
import { parse } from '../../src/parse/parse';

/** A report as lines of text. */
function textDocument(text: string): Document {
  return {
    mediaType: 'text/plain',
    blocks: text
      .split('\n')
      .flatMap((line, i) => (line.trim() === '' ? [] : [{ type: 'line' as const, text: line, line: i + 1 }])),
    meta: {},
    images: 0,
  };
}

const TABLES = `
青河县水务局2022年政府信息公开工作年度报告
一、总体情况
本年度报告的统计期限为2022年1月1日至2022年12月31日。
（一）主动公开
全年公开各类信息。
（二）依申请公开
我局收到申请7件。
二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 0 0 0
行政规范性文件 2 1 22（其中修订 16 件）
第二十条第（五）项
信息内容 本年处理决定数量
行政许可 1,234
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚 17
行政强制 /
第二十条第（八）项
信息内容 本年收费金额（单位：万元）
行政事业性收费 12.3456
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
申请人情况
自然人 法人或其他组织 总计
商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量 5 1 0 0 0 0 6
二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1
三、本年度办理结果
（一）予以公开 3 1 0 0 0 0 4
（二）部分公开（区分处理的，只计这一情
0 0 0 0 0 0 0
形，不计其他情形）
（三）不
予公开
1.属于国家秘密 0 0 0 0 0 0 0
2.其他法律行政止公开 1 0 0 0 0 0 1
3.危及“三安全一稳定” 0 0 0 0 0 0 0
4.保护第三方合法权益 0 0 0 0 0 0 0
-4-
5.属于三类内部事务信息 0 0 0 0 0 0 0
6.属于四类过程性信息 0 0 0 0 0 0 0
7.属于行政执法案卷 0 0 0 0 0 0 0
8.属于行政查询事项 0 0 0 0 0 0 0
（四）无
法提供
1.本机关不掌握相关政府信息 1 0 0 0 0 0 1
2.没有现成信息需要另行制作 0 0 0 0 0 0 0
3.补正后申请内容仍不明确 0 0 0 0 0 0 0
（五）不
予处理
1.信访举报投诉类申请 0 0 0 0 0 0 0
2.重复申请 0 0 0 0 0 0 0
3.要求提供公开出版物 0 0 0 0 0 0 0
4.无正当理由大量反复申请 0 0 0 0 0 0 0
5.要求行政机关确认或重新出具已
获取信息
0 0 0 0 0 0 0
（六）其
他处理
1.申请人无正当理由逾期不补正、
行政机关不再处理其政府信息公开
申请
0 0 0 0 0 0
0
2.申请人逾期未按收费通知要求缴
纳费用、行政机关不再处理其政府
信息公开申请
0 0 0 0 0 0
0
3.其他 0 0 0 0 0 0 0
（七）总计 5 1 0 0 0 0 6
四、结转下年度继续办理 1 0 0 0 0 0 1
四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
结果
维持
结果
纠正
其他
结果
尚未
审结
总计
未经复议直接起诉 复议后起诉
结果
维持
结果
纠正
其他
结果
尚未
审结
总计
结果
维持
结果
纠正
其他
结果
尚未
审结
总计
1 0 0 2 3 0 0 0 0 0 4 0 0 0 4
五、存在的主要问题及改进情况
存在的问题：人手不足。
六、其他需要报告的事项
本年度没有收取信息处理费。
`;

describe('a report as text', () => {
  const draft = parse(textDocument(TABLES));
  const value = (id: string) => {
    const table = ([2, 3, 4] as const).find((each) => draft.tables[each]?.cells.has(id));
    const cell = draft.tables[table!]!.cells.get(id)!;
    return cell.state === 'REPORTED' ? (cell.amount ?? cell.count) : cell.state;
  };

  test('every figure is read from the row and column that its labels name', () => {
    expect(value('normativeDocuments.repealed')).toBe(1);
    expect(value('licensing.decisions')).toBe(1234);
    expect(value('fees.amount')).toBe('12.3456');
    expect(value('received.commercialEnterprise')).toBe(1);
    expect(value('partlyGranted.total')).toBe(0);
    expect(value('refused.forbiddenByLaw.naturalPerson')).toBe(1);
    expect(value('refused.internalAffairs.naturalPerson')).toBe(0);
    expect(value('unavailable.notHeld.total')).toBe(1);
    expect(value('otherwise.misc.total')).toBe(0);
    expect(value('concluded.total')).toBe(6);
    expect(value('carriedForward.total')).toBe(1);
    expect(value('reconsideration.pending')).toBe(2);
    expect(value('litigationAfterReconsideration.total')).toBe(4);
    for (const table of [2, 3, 4] as const)
      for (const cell of draft.tables[table]!.cells.values()) expect(cell.state).not.toBe('UNREADABLE');
  });

  test('a mark is not applicable, never zero; a note stays with its number', () => {
    expect(value('coercion.decisions')).toBe('NOT_APPLICABLE');
    const inForce = draft.tables[2]!.cells.get('normativeDocuments.inForce')!;
    expect(inForce).toMatchObject({
      state: 'REPORTED',
      count: 22,
      origin: { note: '其中修订 16 件', printed: '22（其中修订 16 件）' },
    });
  });

  test('the amount is in the unit that its header states', () => {
    expect(draft.tables[2]!.cells.get('fees.amount')!.unit).toBe('万元');
  });

  test('each figure says what is printed and where', () => {
    const cell = draft.tables[3]!.cells.get('received.naturalPerson')!;
    expect(cell.origin).toMatchObject({ printed: '5', line: 29, readBy: 'LABEL' });
  });

  test('title, body, year and own scope', () => {
    expect(draft).toMatchObject({
      title: '青河县水务局2022年政府信息公开工作年度报告',
      body: '青河县水务局',
      year: 2022,
      scope: { value: 'OWN' },
    });
  });

  test('six sections without table text', () => {
    expect(draft.sections.map((section) => section.key)).toEqual([
      'OVERVIEW',
      'PROACTIVE',
      'REQUESTS',
      'REMEDIES',
      'PROBLEMS',
      'OTHER',
    ]);
    expect(draft.sections[0]!.parts!.map((part) => part.key)).toEqual(['PROACTIVE_DISCLOSURE', 'ON_REQUEST']);
    expect(draft.sections[3]!.text).toBe('');
    expect(draft.sections[4]!.text).toBe('存在的问题：人手不足。');
  });

  test('a table of contents above, who signs and what a site prints below are no text of a section', () => {
    const headings = draft.sections.map((section) => section.heading);
    const contents = headings.map((heading, i) => `${heading}${i % 2 === 0 ? '……………' : ' '}${i + 1}`).join('\n');
    const below = '青河县水务局\n2023年1月16日\n上一篇：2021年年报\n【打印本页】\n主办单位：青河县人民政府';
    const whole = TABLES.replace('\n一、总体情况', `\n目录\n${contents}\n一、总体情况`);
    const read = parse(textDocument(`${whole.trimEnd()}\n${below}\n`));
    expect(read.sections.map((section) => section.heading)).toEqual(headings);
    expect(read.sections.at(-1)!.text).toBe(draft.sections.at(-1)!.text);
    expect(read.publishedOn).toBe('2023-01-16');
    // A sentence behind a date belongs to the report.
    const told = parse(textDocument(`${TABLES.trimEnd()}\n2023年1月16日\n特此说明。\n`));
    expect(told.sections.at(-1)!.text).toMatch(/特此说明。$/);
  });
});

test('a mark between two figures is no number of a page, unless there are as many pages', () => {
  const figures = (line: string) => {
    const { cells } = parse(textDocument(TABLES.replace('规章 0 0 0', `规章\n${line}`))).tables[2]!;
    return ['issued', 'repealed', 'inForce'].map((column) => cells.get(`regulations.${column}`)!.count);
  };
  expect(figures('6 / 2')).toEqual([6, undefined, 2]);
  expect(figures('0 / 1')).toEqual([0, undefined, 1]);
  expect(figures('2 / 6')).toEqual([undefined, undefined, undefined]);
});

test('a mark behind a note is a mark, and no letter of a label', () => {
  const figures = (line: string) => {
    const { cells } = parse(textDocument(TABLES.replace('规章 0 0 0', `规章 ${line}`))).tables[2]!;
    return ['issued', 'repealed', 'inForce'].map((column) => cells.get(`regulations.${column}`)!);
  };
  expect(figures('0 9(其中新立 2 件) 无')).toMatchObject([{ count: 0 }, { count: 9 }, { state: 'NOT_APPLICABLE' }]);
  expect(figures('9（其中新立2件） 无 3')).toMatchObject([{ count: 9 }, { state: 'NOT_APPLICABLE' }, { count: 3 }]);
});

describe('what cannot be read is said, never guessed', () => {
  test('a text without tables is refused', () => {
    expect(() => parse(textDocument('关于召开会议的通知\n请各单位准时参加。'))).toThrow(
      expect.objectContaining({ code: 'NO_TABLES' }),
    );
  });

  test('a year of five digits is refused', () => {
    expect(() => parse(textDocument(TABLES.replace('2022年政府', '20222年政府')))).toThrow(
      expect.objectContaining({ code: 'YEAR_OUT_OF_RANGE' }),
    );
  });

  test('a row with a blank lost is unread unless the sums leave one reading', () => {
    const lost = parse(textDocument(TABLES.replace('8.属于行政查询事项 0 0 0 0 0 0 0', '8.属于行政查询事项 0 0 0')));
    expect(lost.tables[3]!.cells.get('refused.administrativeQuery.total')!.state).toBe('UNREADABLE');
    expect(lost.notices.map((notice) => notice.code)).toContain('READING_AMBIGUOUS');
    const proven = parse(textDocument(TABLES.replace('（七）总计 5 1 0 0 0 0 6', '（七）总计 5 1 6')));
    expect(proven.tables[3]!.cells.get('concluded.commercialEnterprise')).toMatchObject({
      count: 1,
      origin: { readBy: 'SUMS' },
    });
    expect(proven.tables[3]!.cells.get('concluded.otherOrganisation')!.state).toBe('BLANK');
  });

  test('a total that stands close behind the last applicants is parted from them where the sums of the table prove it', () => {
    const concluded = (misc: string) => {
      const text = TABLES.replace('申请数量 5 1 0 0 0 0 6', '申请数量 5 1 0 0 0 612')
        .replace('3.其他 0 0 0 0 0 0 0', `3.其他 0 0 0 0 0 ${misc}`)
        .replace('（七）总计 5 1 0 0 0 0 6', '（七）总计 5 1 0 0 0 612');
      const { cells } = parse(textDocument(text)).tables[3]!;
      return ['naturalPerson', 'otherOrganisation', 'total'].map((id) => cells.get(`concluded.${id}`)!.count);
    };
    expect(concluded('6 6')).toEqual([5, 6, 12]);
    expect(concluded('4 4')).toEqual([undefined, undefined, undefined]);
  });

  test('a note that goes on below its column takes no figure of the next one', () => {
    const of = (lines: string) => {
      const drawn = `信息内容          上一年项目数量      本年增/减\n${lines}`;
      const text = TABLES.replace('信息内容 本年收费金额（单位：万元）\n行政事业性收费 12.3456', drawn);
      const { cells } = parse(
        textDocument(
          text.replaceAll(
            '第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数',
            '第二十条第（一）项\n信息内容 本年新制作数量 本年新公开数量 对外公开总数量',
          ),
        ),
      ).tables[2]!;
      return ['feeItems.previousItems', 'feeItems.itemChange'].map(
        (id) => cells.get(id)?.count ?? cells.get(id)?.state,
      );
    };
    expect(of('行政事业性收费     73(其中新立 3 件         2\n                       )')).toEqual([73, 2]);
    expect(of('行政事业性收费     73 其中新立 3 件         2')).not.toContain('BLANK');
  });

  test('a figure between two headings is below neither', () => {
    const drawn = (regulations: string) =>
      `信息内容              本年制发件数          本年废止件数              现行有效件数\n规章${regulations}
行政规范性文件             2                     1                         22`;
    const printed =
      '信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n行政规范性文件 2 1 22（其中修订 16 件）';
    const issued = (regulations: string) =>
      parse(textDocument(TABLES.replace(printed, drawn(regulations)))).tables[2]!.cells.get('regulations.issued')!;
    expect(issued(`${' '.repeat(24)}7${' '.repeat(47)}9`).count).toBe(7);
    expect(issued(`${' '.repeat(34)}7${' '.repeat(37)}9`).state).toBe('UNREADABLE');
  });

  test('digits alone below the last figure of table 2 may be the rest of it', () => {
    const torn = TABLES.replace('行政事业性收费 12.3456', '行政事业性收费         38\n                       491');
    const { cells } = parse(textDocument(torn)).tables[2]!;
    expect(cells.get('fees.amount')!.state).toBe('UNREADABLE');
    expect(cells.get('penalties.decisions')!.count).toBe(17);
  });

  test('a row of seven figures is read as printed, whatever the sums say', () => {
    const draft = parse(textDocument(TABLES.replace('（七）总计 5 1 0 0 0 0 6', '（七）总计 5 1 0 0 0 0 9')));
    expect(draft.tables[3]!.cells.get('concluded.total')).toMatchObject({ count: 9 });
  });
});
