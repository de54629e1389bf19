import { type DueRule, daysLate, filingOf, isDueDay, lawfulDeadline, ruleFor } from '../../src/form/deadline';
import { findKind } from '../../src/form/kinds';

const kind = (code: string) => findKind(code)!;
const rule = (more: Partial<DueRule>): DueRule => ({ for: 'ALL', from: 2019, due: '01-15', basis: null, ...more });

describe('deadlines of Art. 49', () => {
  it('are 31 January for departments and 31 March for governments; townships are not named', () => {
    expect(lawfulDeadline(kind('justice'), 2023)).toBe('2024-01-31');
    expect(lawfulDeadline(kind('office'), 2023)).toBe('2024-01-31');
    expect(lawfulDeadline(kind('government'), 2023)).toBe('2024-03-31');
    expect(lawfulDeadline(kind('township'), 2023)).toBeUndefined();
  });

  it('include their own day', () => {
    expect(filingOf('2024-01-31', '2024-01-31')).toBe('ON_TIME');
    expect(filingOf('2024-02-01', '2024-01-31')).toBe('LATE');
    expect(filingOf(undefined, '2024-01-31')).toBe('UNKNOWN');
    expect(filingOf('2024-02-01', undefined)).toBe('UNKNOWN');
    expect(daysLate('2024-03-01', '2024-01-31')).toBe(30);
  });
});

describe('rules of a region', () => {
  it('hold by the kind, then by the part of Art. 49, then for all; of these the one that began last', () => {
    const rules = [
      rule({ due: '01-10' }),
      rule({ for: 'DEPARTMENT', due: '01-11' }),
      rule({ for: 'justice', due: '01-12' }),
      rule({ for: 'justice', from: 2022, due: '01-13' }),
    ];
    const due = (code: string, year: number): string | null | undefined => ruleFor(rules, kind(code), year)?.due;
    expect(due('justice', 2021)).toBe('01-12');
    expect(due('justice', 2024)).toBe('01-13');
    expect(due('police', 2024)).toBe('01-11');
    expect(due('government', 2024)).toBe('01-10');
    expect(due('township', 2024)).toBe('01-10');
    expect(due('justice', 2018)).toBeUndefined();
  });

  it('name a day that every year has', () => {
    for (const day of ['01-20', '12-31', '02-28']) expect(isDueDay(day)).toBe(true);
    for (const day of ['02-29', '1-20', '13-01', '00-10', '04-31', '2024-01-20', '']) expect(isDueDay(day)).toBe(false);
  });
});
