import { metric } from '../../src/form/metrics';
import { cellsFor } from '../../src/plan/columns';
import { planRollups } from '../../src/plan/figures';
import { CELLS, PLANS } from './plans';

describe.each(['sqlite', 'postgres'] as const)('the SQL of %s', (dialect) => {
  it.each(Object.keys(PLANS))('of %s', (name) => {
    const { sql, params } = PLANS[name]!(dialect);
    expect(`${sql}\n-- ${JSON.stringify(params)}`).toMatchSnapshot();
  });

  it('has as many placeholders as parameters', () => {
    for (const plan of Object.values(PLANS)) {
      const { sql, params } = plan(dialect);
      expect(sql.match(dialect === 'sqlite' ? /\?/g : /\$\d+/g)?.length ?? 0).toBe(params.length);
    }
  });
});

describe('the columns of a question', () => {
  it('are those of its metrics, each once', () => {
    const cells = cellsFor([metric('DISCLOSURE_RATE'), metric('CONCLUDED'), metric('GRANTED')]);
    expect(cells.map((each) => each.id)).toEqual(['granted.total', 'partlyGranted.total', 'concluded.total']);
  });

  it('do not change the text with the number of keys', () => {
    const one = planRollups('sqlite', [{ basis: 0, kind: 0, year: 2023, region: 0 }], CELLS);
    const many = planRollups('sqlite', Array(500).fill({ basis: 0, kind: 0, year: 2023, region: 0 }), CELLS);
    expect(many.sql).toBe(one.sql);
    expect(many.params).toHaveLength(1);
  });
});
