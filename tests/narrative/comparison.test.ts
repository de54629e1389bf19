/** Check 10: the narrative's figures against the tables, with the reading that explains them. */
import type { DraftCell, DraftSection, DraftTable } from '../../src/form/draft';
import { settle } from '../../src/form/figures';
import { compareWithTables } from '../../src/narrative/comparison';
import { narrativeFigures } from '../../src/narrative/figures';

const reported = (count: number): DraftCell => ({ state: 'REPORTED', count });

const THREE: Record<string, number> = {
  'received.naturalPerson': 10,
  'received.commercialEnterprise': 2,
  'received.researchInstitution': 0,
  'received.total': 12,
  'carriedIn.naturalPerson': 3,
  'carriedIn.total': 3,
  'granted.naturalPerson': 4,
  'granted.commercialEnterprise': 1,
  'granted.total': 5,
  'partlyGranted.total': 2,
  'refused.stateSecret.total': 0,
  'refused.forbiddenByLaw.total': 0,
  'refused.safetyAndStability.total': 0,
  'refused.thirdPartyRights.total': 0,
  'refused.internalAffairs.total': 1,
  'refused.deliberativeProcess.total': 0,
  'refused.enforcementFile.total': 0,
  'refused.administrativeQuery.total': 0,
  'unavailable.notHeld.total': 3,
  'unavailable.needsCreation.total': 1,
  'unavailable.stillUnclear.total': 0,
  'unprocessed.petition.total': 1,
  'unprocessed.duplicate.total': 0,
  'unprocessed.publishedMaterial.total': 0,
  'unprocessed.excessive.total': 0,
  'unprocessed.reconfirmation.total': 0,
  'otherwise.notClarified.total': 0,
  'otherwise.feeUnpaid.total': 0,
  'otherwise.misc.total': 0,
  'concluded.total': 13,
  'carriedForward.total': 2,
};
const FOUR: Record<string, number> = {
  'reconsideration.upheld': 3,
  'reconsideration.corrected': 1,
  'reconsideration.otherOutcome': 0,
  'reconsideration.pending': 1,
  'reconsideration.total': 5,
  'directLitigation.total': 2,
  'litigationAfterReconsideration.total': 1,
};

function tables(three = THREE, four: Record<string, number> = FOUR) {
  const table = (cells: Record<string, number>): DraftTable => ({
    edition: '2021',
    cells: new Map(Object.entries(cells).map(([id, count]) => [id, reported(count)])),
  });
  return settle({ 3: table(three), 4: table(four) });
}

function compare(text: string, scope?: 'OWN' | 'CONSOLIDATED', figures = tables()): string[] {
  const part = { key: 'ON_REQUEST' as const, heading: '', text };
  const sections: DraftSection[] = [{ key: 'OVERVIEW', heading: '', text, parts: [part] }];
  return compareWithTables(narrativeFigures(sections, 2023), figures, scope).map(
    (each) =>
      `${each.figure.measure} ${each.figure.value} ${each.outcome} ${each.reading ?? '-'} ${each.expected ?? '-'}`,
  );
}

describe('the table’s own reading', () => {
  test.each([
    ['收到申请12件。', ['RECEIVED 12 MATCH received 12']],
    [
      '收到申请15件，含上年结转3件。',
      ['RECEIVED_AND_CARRIED_IN 15 MATCH received+carriedIn 15', 'CARRIED_IN 3 MATCH carriedIn 3'],
    ],
    ['结转下年度2件。', ['CARRIED_FORWARD 2 MATCH carriedForward 2']],
    [
      '办结申请13件，予以公开5件，不予公开1件，无法提供4件。',
      [
        'ANSWERED 13 MATCH concluded 13',
        'GRANTED 5 MATCH granted 5',
        'REFUSED 1 MATCH refused 1',
        'UNAVAILABLE 4 MATCH unavailable 4',
      ],
    ],
    ['予以公开和部分公开7件。', ['GRANTED_OR_PARTLY 7 MATCH granted+partlyGranted 7']],
    ['行政复议5件，行政诉讼3件。', ['RECONSIDERATION 5 MATCH reconsideration 5', 'LITIGATION 3 MATCH litigation 3']],
    [
      '行政复议5件，其中纠正1件。',
      ['RECONSIDERATION 5 MATCH reconsideration 5', 'RECONSIDERATION 1 MATCH reconsideration.corrected 1'],
    ],
    [
      '收到申请12件，其中自然人10件，法人或其他组织2件。',
      [
        'RECEIVED 12 MATCH received 12',
        'RECEIVED 10 MATCH received@naturalPerson 10',
        'RECEIVED 2 MATCH received@organisations 2',
      ],
    ],
    ['收到申请10余件。', ['RECEIVED 10 MATCH received 12']],
  ])('%s', (text, outcomes) => {
    expect(compare(text, 'OWN')).toEqual(outcomes);
  });

  test('受理 may mean what came in, that with the backlog, or what was concluded', () => {
    for (const [value, reading] of [
      [12, 'received'],
      [15, 'received+carriedIn'],
      [13, 'concluded'],
    ])
      expect(compare(`受理申请${value}件。`)).toEqual([`ACCEPTED ${value} MATCH ${reading} 12`]);
  });
});

describe('other readings that people use', () => {
  test.each([
    ['收到申请15件。', 'RECEIVED 15 DEFINITION_DIFFERS received+carriedIn 12'],
    ['收到申请13件。', 'RECEIVED 13 DEFINITION_DIFFERS concluded 12'],
    ['收到申请10件。', 'RECEIVED 10 DEFINITION_DIFFERS received@naturalPerson 12'],
    ['答复申请12件。', 'ANSWERED 12 DEFINITION_DIFFERS decided 13'],
    ['予以公开4件。', 'GRANTED 4 DEFINITION_DIFFERS granted@naturalPerson 5'],
    ['无法提供3件。', 'UNAVAILABLE 3 DEFINITION_DIFFERS unavailable.notHeld 4'],
    ['行政诉讼2件。', 'LITIGATION 2 DEFINITION_DIFFERS directLitigation 3'],
    ['行政复议4件。', 'RECONSIDERATION 4 DEFINITION_DIFFERS reconsideration.closed 5'],
  ])('%s', (text, outcome) => {
    expect(compare(text, 'OWN')).toEqual([outcome]);
  });

  test('a wrong 总计 of table 4 does not make the sentence wrong', () => {
    const figures = tables(THREE, { ...FOUR, 'reconsideration.total': 0 });
    expect(compare('行政复议5件。', 'OWN', figures)).toEqual([
      'RECONSIDERATION 5 DEFINITION_DIFFERS reconsideration.outcomes 0',
    ]);
  });
});

describe('what nothing explains', () => {
  test('a figure that no reading gives', () => {
    expect(compare('收到申请99件。', 'OWN')).toEqual(['RECEIVED 99 UNEXPLAINED - 12']);
  });

  test('a zero is not explained by an empty column', () => {
    expect(compare('未收到申请。', 'OWN')).toEqual(['RECEIVED 0 UNEXPLAINED - 12']);
    expect(compare('行政诉讼0件。', 'OWN')).toEqual(['LITIGATION 0 UNEXPLAINED - 3']);
  });
});

describe('other bodies', () => {
  test('figures of the own office in a consolidated report, and of the whole city in an own one', () => {
    expect(compare('本机关收到申请99件。', 'CONSOLIDATED')).toEqual(['RECEIVED 99 SCOPE_DIFFERS - 12']);
    expect(compare('本机关收到申请99件。', 'OWN')).toEqual(['RECEIVED 99 UNEXPLAINED - 12']);
    expect(compare('全市收到申请99件。', 'OWN')).toEqual(['RECEIVED 99 SCOPE_DIFFERS - 12']);
    expect(compare('全市收到申请99件。', 'CONSOLIDATED')).toEqual(['RECEIVED 99 UNEXPLAINED - 12']);
    expect(compare('各部门收到申请99件。', 'CONSOLIDATED')).toEqual(['RECEIVED 99 SCOPE_DIFFERS - 12']);
    expect(compare('全市收到申请12件。', 'CONSOLIDATED')).toEqual(['RECEIVED 12 MATCH received 12']);
  });
});

describe('what cannot be compared', () => {
  test('a missing table, and a sum with blank cells that could hold the rest', () => {
    expect(compare('收到申请12件。', 'OWN', settle({}))).toEqual(['RECEIVED 12 NOT_ASSESSABLE - -']);
    const partly = tables({
      'granted.naturalPerson': 258,
      'granted.commercialEnterprise': 14,
      'partlyGranted.naturalPerson': 3,
    });
    expect(compare('予以公开和部分公开300件。', 'OWN', partly)).toEqual(['GRANTED_OR_PARTLY 300 NOT_ASSESSABLE - 275']);
    expect(compare('予以公开和部分公开275件。', 'OWN', partly)).toEqual([
      'GRANTED_OR_PARTLY 275 MATCH granted+partlyGranted 275',
    ]);
    expect(compare('予以公开和部分公开258件。', 'OWN', partly)).toEqual([
      'GRANTED_OR_PARTLY 258 DEFINITION_DIFFERS granted@naturalPerson 275',
    ]);
    expect(compare('予以公开和部分公开200件。', 'OWN', partly)).toEqual(['GRANTED_OR_PARTLY 200 UNEXPLAINED - 275']);
  });

  test('other years, channels, items and money have no cell', () => {
    expect(compare('2022年收到申请99件。', 'OWN')).toEqual([]);
    expect(compare('收到网络申请99件。', 'OWN')).toEqual([]);
    expect(compare('主动公开政府信息99条。', 'OWN')).toEqual([]);
    expect(compare('收取信息处理费99元。', 'OWN')).toEqual([]);
  });
});

describe('percentages', () => {
  test.each([
    ['不予公开1件，占7.69%。', 'PERCENTAGE 7.69 MATCH refused/concluded 7.6923'],
    ['不予公开1件，占7.7%。', 'PERCENTAGE 7.7 MATCH refused/concluded 7.692'],
    ['不予公开1件，占8%。', 'PERCENTAGE 8 MATCH refused/concluded 7.69'],
    ['不予公开1件，占7.6%。', 'PERCENTAGE 7.6 MATCH refused/concluded 7.692'],
    ['不予公开1件，占申请总数的8.33%。', 'PERCENTAGE 8.33 MATCH refused/received 8.3333'],
    ['不予公开1件，占9.5%。', 'PERCENTAGE 9.5 UNEXPLAINED - 7.692'],
    ['无法提供3件，占23.1%。', 'PERCENTAGE 23.1 DEFINITION_DIFFERS unavailable.notHeld/concluded 30.769'],
  ])('%s', (text, outcome) => {
    expect(compare(text, 'OWN')[1]).toEqual(outcome);
  });

  test('a share by channel is checked with the narrative’s own count', () => {
    const shares = (text: string): string[] => compare(text, 'OWN').filter((each) => each.startsWith('PERCENTAGE'));
    expect(shares('收到申请12件，其中网络申请9件，占75%。')).toEqual(['PERCENTAGE 75 MATCH stated/received 69.23']);
    expect(shares('收到申请12件，其中网络申请9件，占95%。')[0]).toContain('UNEXPLAINED');
  });
});
