/** Checks of the narrative: what usual reports say raises nothing; what contradicts the tables or was taken over does. */
import type { CheckContext } from '../../src/check/context';
import { checkReport } from '../../src/check/engine';
import { messageOf } from '../../src/check/message';
import { TEXT_RULES } from '../../src/check/text';
import { SECTIONS, type SectionKey } from '../../src/form/draft';
import { CONTEXT, figuresOf, setRow, zeros } from './reports';

const USUAL: Readonly<Record<SectionKey, string>> = {
  OVERVIEW: '2023年，青河区司法局认真落实条例要求。本报告统计期为2023年1月1日至2023年12月31日。',
  PROACTIVE: '',
  REQUESTS: '',
  REMEDIES: '',
  PROBLEMS: '一是公开内容还不够丰富，二是业务培训偏少。下一步将逐项改进。',
  OTHER: '本年度没有收取信息处理费。',
};

/** 12 received, 3 carried in, 13 concluded (9 granted, 8 of them to natural persons; 4 not held), 2 carried forward. */
function tables() {
  const given = zeros();
  setRow(given[3].cells, 'received', [10, 2, 0, 0, 0, 0, 12]);
  setRow(given[3].cells, 'carriedIn', [3, 0, 0, 0, 0, 0, 3]);
  setRow(given[3].cells, 'granted', [8, 1, 0, 0, 0, 0, 9]);
  setRow(given[3].cells, 'unavailable.notHeld', [3, 1, 0, 0, 0, 0, 4]);
  setRow(given[3].cells, 'concluded', [11, 2, 0, 0, 0, 0, 13]);
  setRow(given[3].cells, 'carriedForward', [2, 0, 0, 0, 0, 0, 2]);
  return given;
}

const BODY = { name: '司法局', places: ['虚构省', '示例市', '青河区'] };

function check(texts: Partial<Record<SectionKey, string>>, context: Partial<CheckContext> = {}) {
  const sections = SECTIONS.map((key) => ({ key, text: texts[key] ?? USUAL[key] }));
  return checkReport(figuresOf(tables()), { ...CONTEXT, body: BODY, sections, ...context });
}

const rulesOf = (...given: Parameters<typeof check>) => check(...given).findings.map((each) => each.rule);

it('a usual report has no finding', () => {
  expect(rulesOf({})).toEqual([]);
});

it('without a narrative nothing can be assessed', () => {
  const { unassessed } = checkReport(figuresOf(tables()), CONTEXT);
  expect(unassessed).toEqual(expect.arrayContaining([...TEXT_RULES]));
});

describe('figures of the text', () => {
  it.each([
    '全年新收政府信息公开申请12件，上年结转3件，办结13件，结转下年度2件。',
    '收到政府信息公开申请12件，其中予以公开9件。',
    '本年度共办理依申请公开15件。',
  ])('that the tables give raise nothing: %s', (sentence) => {
    expect(rulesOf({ REQUESTS: sentence })).toEqual([]);
  });

  it('that the tables give by another reading are worth knowing, with the reading', () => {
    const { findings } = check({ REQUESTS: '予以公开及部分公开政府信息公开申请8件。' });
    expect(findings).toMatchObject([
      {
        rule: 'NARRATIVE_READING',
        expected: '9',
        found: '8',
        details: { measure: 'GRANTED_OR_PARTLY', reason: 'DEFINITION_DIFFERS' },
      },
    ]);
    expect(findings[0]!.details!.reading).toMatch(/@naturalPerson$/);
    expect(messageOf(findings[0]!, 'zh')).toContain('自然人一栏”一致');
    expect(messageOf(findings[0]!, 'en')).toContain('column natural persons');
  });

  it('that are of other bodies are worth knowing', () => {
    const { findings } = check({ REQUESTS: '全市各部门共收到政府信息公开申请640件。' }, { kind: 'office' });
    expect(findings).toMatchObject([{ rule: 'NARRATIVE_READING', details: { reason: 'SCOPE_DIFFERS' } }]);
    expect(messageOf(findings[0]!, 'zh')).toContain('机关范围与表格不同');
  });

  it('that no reading gives are a warning, once however often they are stated', () => {
    const { findings } = check({
      OVERVIEW: `${USUAL.OVERVIEW}全年新收政府信息公开申请21件。`,
      REQUESTS: '全年新收政府信息公开申请21件。',
    });
    expect(findings).toMatchObject([
      { rule: 'NARRATIVE_UNEXPLAINED', expected: '12', found: '21', difference: '9', details: { measure: 'RECEIVED' } },
    ]);
    expect(messageOf(findings[0]!, 'zh')).toContain('正文所写新收申请为 21，表格为 12');
  });

  it('as a percentage are compared as one', () => {
    expect(rulesOf({ REQUESTS: '其中自然人申请占83.33%。' })).toEqual([]);
    const { findings } = check({ REQUESTS: '全年新收政府信息公开申请12件，其中予以公开9件，占95%。' });
    for (const { expected, found } of findings) expect([expected, found]).toEqual([expect.stringMatching(/%$/), '95%']);
  });

  it('against blank cells cannot be assessed', () => {
    const blank = tables();
    for (const column of ['naturalPerson', 'commercialEnterprise', 'total'])
      blank[3].cells.set(`received.${column}`, null);
    const sections = [{ key: 'REQUESTS' as const, text: '收到政府信息公开申请21件。' }];
    const { findings, unassessed } = checkReport(figuresOf(blank), { ...CONTEXT, sections });
    expect(findings.filter((each) => each.rule.startsWith('NARRATIVE'))).toEqual([]);
    expect(unassessed).toEqual(expect.arrayContaining(['NARRATIVE_UNEXPLAINED', 'NARRATIVE_READING']));
  });
});

describe("a government's report", () => {
  const government = { kind: 'government', scope: 'CONSOLIDATED', deadline: '2024-03-31' } as const;

  it('speaks of assessment, review and accountability', () => {
    const whole = `${USUAL.OVERVIEW}开展工作考核和社会评议，没有责任追究情形。`;
    expect(rulesOf({ OVERVIEW: whole }, government)).toEqual([]);
    const { findings } = check({ OVERVIEW: `${USUAL.OVERVIEW}开展工作考核。` }, government);
    expect(findings).toEqual([
      { rule: 'TOPIC_MISSING', cells: [], details: { topics: 'SOCIAL_REVIEW,ACCOUNTABILITY' } },
    ]);
    expect(messageOf(findings[0]!, 'zh')).toBe('政府的年度报告未提及：社会评议、责任追究。');
  });

  it('without its section 1 cannot be assessed', () => {
    expect(check({ OVERVIEW: '' }, government).unassessed).toContain('TOPIC_MISSING');
  });
});

describe('the period and the year', () => {
  it.each([
    ['统计期为2022年1月1日至2022年12月31日', ['PERIOD_DIFFERS']],
    ['统计期自2022年1月1日起至12月31日止', ['PERIOD_DIFFERS']],
    ['统计期自2023年1月1日起，至2023年12月31日止', []],
    ['与2022年1月1日至2022年12月31日相比，2023年1月1日至12月31日有所增长', []],
  ])('%s: %j', (sentence, rules) => {
    expect(rulesOf({ OVERVIEW: `2023年，认真落实条例。${sentence}。` })).toEqual(rules);
  });

  it.each([
    ['2022年，青河区司法局认真落实条例要求。', ['OTHER_YEAR_LEFT']],
    ['一、总体情况\n2022年，青河区司法局认真落实条例要求。', ['OTHER_YEAR_LEFT']],
    ['2022年5月修订办法以来，公开工作稳步推进。', []],
    ['2022年以来，公开工作稳步推进。', []],
    ['2021年，制度初步建立；2023年，继续完善。', []],
    ['2019年，新修订的条例施行，各项工作随之开展。', []],
  ])('%s: %j', (overview, rules) => {
    expect(rulesOf({ OVERVIEW: overview })).toEqual(rules);
  });
});

describe('section 5', () => {
  it.each(['无', '无。', '暂无。', '本单位不存在问题。', ''])('that says "%s" is empty', (text) => {
    expect(rulesOf({ PROBLEMS: text })).toEqual(['PROBLEMS_EMPTY']);
  });

  it.each(['主动公开不够及时。', '没有做到每月更新，主要是人手不足；下一步安排专人。'])(
    'that says "%s" is not',
    (text) => {
      expect(rulesOf({ PROBLEMS: text })).toEqual([]);
    },
  );
});

describe('the fee for handling information', () => {
  it.each([
    ['本年度收取信息处理费300元，其中按件计收100元，按量计收200元。', []],
    ['本年度收取信息处理费300元，其中按件计收100元，按量计收150元。', ['FEE_PARTS_DIFFER']],
    ['本年度收取信息处理费300元。', []],
  ])('%s: %j', (text, rules) => {
    expect(rulesOf({ OTHER: text })).toEqual(rules);
  });

  it('has nothing to do with the fees of table 2, and is not assessable without its parts', () => {
    const result = check({ OTHER: '本年度收取信息处理费300元。' });
    expect(result.unassessed).toContain('FEE_PARTS_DIFFER');
    const [finding] = check({ OTHER: '收取信息处理费300元，其中按件计收100元，按量计收150.5元。' }).findings;
    expect(finding).toMatchObject({ expected: '250.5', found: '300', difference: '49.5' });
  });
});

describe("another place's body of the same name", () => {
  it.each([
    ['2023年，白河区司法局认真落实条例要求。', ['OTHER_BODY_NAMED']],
    ['2023年，示例市白河区司法局认真落实条例要求。', ['OTHER_BODY_NAMED']],
    ['2023年，示例市青河区司法局认真落实条例要求。', []],
    ['在示例市司法局指导下，我局认真落实条例要求。', []],
    ['各县区司法局交流经验，市县司法局联动。', []],
    ['本区司法局认真落实条例要求。', []],
  ])('%s: %j', (overview, rules) => {
    expect(rulesOf({ OVERVIEW: overview })).toEqual(rules);
  });

  it('may be one of those below: a city names its districts', () => {
    const city = { regionLevel: 'CITY', body: { name: '司法局', places: ['虚构省', '示例市'] } } as const;
    expect(rulesOf({ OVERVIEW: '2023年，白河区司法局试点先行。' }, city)).toEqual([]);
    expect(rulesOf({ OVERVIEW: '2023年，别处市司法局认真落实条例。' }, city)).toEqual(['OTHER_BODY_NAMED']);
  });

  it('cannot be told where nothing is known of the body', () => {
    expect(check({}, { body: undefined }).unassessed).toContain('OTHER_BODY_NAMED');
  });
});
