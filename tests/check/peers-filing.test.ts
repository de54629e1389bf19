/** Who is out of line with peers, and who did not report. */
import { checkFiling } from '../../src/check/filing';
import { messageOf } from '../../src/check/message';
import { checkPeers, type PeerValue, peerValue, stillSays } from '../../src/check/peers';
import { RULE_IDS } from '../../src/check/rule';
import { packUnassessed, unpackUnassessed, withUnassessed } from '../../src/check/unassessed';
import { metric } from '../../src/form/metrics';
import { figuresOf, setRow, zeros } from './reports';

const counts = (...values: number[]): PeerValue[] => values.map((value, report) => ({ report, value, base: value }));
const outliers = (key: string, values: PeerValue[]) => [...checkPeers({ metric: metric(key), values }).keys()];

describe('peers', () => {
  it('that differ as such bodies do have no outlier', () => {
    expect(outliers('RECEIVED', counts(60, 80, 45, 120, 30, 95, 210, 66, 71))).toEqual([]);
  });

  it('have the one found that is far above, and the one far below what is usual', () => {
    expect(outliers('RECEIVED', counts(60, 80, 45, 120, 70, 95, 21_000, 66, 71))).toEqual([6]);
    expect(outliers('LICENSING_DECISIONS', counts(6000, 8000, 4500, 12_000, 7000, 0, 9500, 6600, 7100))).toEqual([5]);
  });

  it('say nothing where they are few, or where counts are small', () => {
    expect(outliers('RECEIVED', counts(1, 2, 1, 0, 2, 3, 5000))).toEqual([]);
    expect(outliers('RECEIVED', counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 30))).toEqual([]);
    expect(outliers('RECEIVED', counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 300))).toEqual([9]);
  });

  it('that are of two sorts have no outlier: some receive hundreds, most receive none', () => {
    const some = [...Array(20).fill(0), ...Array(10).fill(300)];
    expect(outliers('RECEIVED', counts(...some))).toEqual([]);
  });

  it('have ratios compared that rest on enough cases', () => {
    const rates = (last: PeerValue) => [
      ...Array.from({ length: 9 }, (_, report) => ({ report, value: 0.1 + report / 500, base: 200 })),
      last,
    ];
    expect(outliers('REFUSAL_RATE', rates({ report: 9, value: 0.9, base: 400 }))).toEqual([9]);
    expect(outliers('REFUSAL_RATE', rates({ report: 9, value: 1, base: 3 }))).toEqual([]);
  });

  it('are told in words, and of a figure only as long as it is there', () => {
    const finding = checkPeers({
      metric: metric('FEES_AMOUNT'),
      values: counts(...Array(9).fill(260_000_000), 260_000_000_000),
    }).get(9)!;
    expect(messageOf(finding, 'zh')).toContain(
      '行政事业性收费·本年收费金额”为 260000.0000，10 个同类机关的中位数为 260.0000',
    );
    const tables = zeros();
    tables[2].cells.set('fees.amount', '260000');
    expect(stillSays(finding, figuresOf(tables))).toBe(true);
    tables[2].cells.set('fees.amount', '260');
    expect(stillSays(finding, figuresOf(tables))).toBe(false);
  });

  it('have fees that are ten thousand times theirs told as what they are: a wrong unit', () => {
    const values = counts(...Array(9).fill(260_000_000), 2_600_000_000_000);
    const finding = checkPeers({ metric: metric('FEES_AMOUNT'), values }).get(9)!;
    expect(finding).toMatchObject({
      rule: 'FEES_UNIT_OF_PEERS',
      cells: ['fees.amount'],
      expected: '260.0000',
      found: '2600000.0000',
    });
    expect(messageOf(finding, 'en')).toContain('the unit seems to be wrong');
    const counted = checkPeers({ metric: metric('RECEIVED'), values }).get(9)!;
    expect(counted.rule).toBe('PEER_OUTLIER');
  });

  it('take part with whole figures only', () => {
    const tables = zeros();
    setRow(tables[3].cells, 'refused.stateSecret', [1, 0, 0, 0, 0, 0, 1]);
    expect(peerValue(metric('REFUSAL_RATE'), 1, figuresOf(tables))).toBeUndefined();
    setRow(tables[3].cells, 'concluded', [4, 0, 0, 0, 0, 0, 4]);
    expect(peerValue(metric('REFUSAL_RATE'), 1, figuresOf(tables))).toEqual({ report: 1, value: 0.25, base: 4 });
    tables[3].cells.set('refused.stateSecret.total', null);
    tables[3].cells.set('refused.stateSecret.otherOrganisation', null);
    expect(peerValue(metric('REFUSAL_RATE'), 1, figuresOf(tables))).toBeUndefined();
  });
});

describe('who did not report', () => {
  const bodies = (filed: number, missing: number, registered = true) =>
    Array.from({ length: filed + missing }, (_, department) => ({ department, registered, filed: department < filed }));

  it('is missed once half of the others have', () => {
    const missing = checkFiling(2023, bodies(3, 1));
    expect([...missing]).toEqual([
      [3, { rule: 'NOT_FILED', cells: [], details: { year: '2023', bodies: '4', filed: '3' } }],
    ]);
    expect(messageOf(missing.get(3)!, 'zh')).toContain('4 个应公布的机关中已有 3 个公布');
    expect(checkFiling(2023, bodies(2, 3)).size).toBe(0);
    expect(checkFiling(2023, bodies(0, 1)).size).toBe(0);
    expect(checkFiling(2023, bodies(4, 0)).size).toBe(0);
  });

  it('is a warning only where no register names the body', () => {
    expect(checkFiling(2023, bodies(3, 1, false)).get(3)!.rule).toBe('NOT_FILED_AGAIN');
  });
});

describe('rules that could not be assessed', () => {
  it('come back from the store as they went in', () => {
    expect(unpackUnassessed(packUnassessed(RULE_IDS))).toEqual(RULE_IDS);
    for (const id of RULE_IDS) expect(unpackUnassessed(packUnassessed([id]))).toEqual([id]);
    expect([packUnassessed([]), unpackUnassessed(null)]).toEqual([null, []]);
    expect(unpackUnassessed(packUnassessed(['OF_ANOTHER_VERSION', 'JUMP']))).toEqual(['JUMP', 'OF_ANOTHER_VERSION']);
  });

  it('are told anew by one reach without touching another', () => {
    const packed = packUnassessed(['T3_BALANCE', 'JUMP', 'PEER_OUTLIER']);
    expect(unpackUnassessed(withUnassessed(packed, 'YEARS', ['FEES_UNIT_SLIP']))).toEqual([
      'T3_BALANCE',
      'FEES_UNIT_SLIP',
      'PEER_OUTLIER',
    ]);
    expect(withUnassessed(withUnassessed(packed, 'REPORT', []), 'REPORT', ['T3_BALANCE'])).toBe(packed);
    expect(withUnassessed('y1', 'YEARS', [])).toBeNull();
  });
});
