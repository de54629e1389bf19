/** One statement of each plan, as questions of the API ask for it. */
import { cell } from '../../src/form/cells';
import { planKnownBodies, planMissing, planMissingCount } from '../../src/plan/coverage';
import { planBodies, planReports, planReportsOfKind, planRollups } from '../../src/plan/figures';
import { planFilingCount, planFilingCounts, planFilings } from '../../src/plan/filing';
import { planFailed, planFindingCounts, planRulesOfReports, planUnassessed } from '../../src/plan/finding-counts';
import { planDepartments, planFindingCount, planFindings, planReportCount, planReportList } from '../../src/plan/lists';
import { planPopulations } from '../../src/plan/ranking';
import { planDataset, planReportOfBody, planReportOfRegion, planYears } from '../../src/plan/records';
import { planSheet, planSheetExpected } from '../../src/plan/sheet';
import type { Dialect, Statement } from '../../src/plan/statement';
import { planExpectedBodies, planReportSums, type StatisticsAsk } from '../../src/plan/statistics';

export const CELLS = [cell('received.total'), cell('fees.amount')];
const CITY = { low: 410_300_000, high: 410_399_999 };
const STATISTICS: StatisticsAsk = {
  basis: 'COMPUTED',
  groupBy: ['REGION', 'DEPARTMENT_KIND', 'YEAR'],
  years: [2022, 2023],
  regions: [{ low: 410_307_000, high: 410_307_999, level: 'COUNTY' }],
  kinds: [11],
  departments: [7],
};

export const PLANS: Readonly<Record<string, (dialect: Dialect) => Statement>> = {
  rollups: (dialect) => planRollups(dialect, [{ basis: 0, kind: 0, year: 2023, region: CITY.low }], CELLS),
  sheet: (dialect) => planSheet(dialect, { basis: 0, kind: 0, year: 2023 }, CELLS),
  rollupsFiled: (dialect) => planRollups(dialect, [{ basis: 1, kind: 0, year: 2023, region: CITY.low }], CELLS),
  sheetFiled: (dialect) => planSheet(dialect, { basis: 1, kind: 0, year: 2023 }, CELLS),
  sheetExpected: (dialect) => planSheetExpected(dialect, { basis: 0, kind: 0, year: 2023 }),
  reportsOfKind: (dialect) => planReportsOfKind(dialect, [{ ...CITY, kind: 11, year: 2023 }], CELLS),
  bodies: (dialect) => planBodies(dialect, [{ department: 7, year: 2023, scope: 0 }], CELLS),
  reports: (dialect) => planReports(dialect, [1, 2], CELLS),
  populations: (dialect) =>
    planPopulations(dialect, [{ ...CITY, kind: 11, level: 'COUNTY', year: 2023, scope: 0 }], CELLS),
  missingComputed: (dialect) => planMissing(dialect, { basis: 'COMPUTED', range: CITY, kind: 11, year: 2023 }, [5], 21),
  missingFiled: (dialect) => planMissing(dialect, { basis: 'FILED', range: CITY, kind: 0, year: 2023 }, undefined, 21),
  filings: (dialect) =>
    planFilings(dialect, { range: CITY, kind: 11, year: 2023, scope: 'OWN', state: 'LATE' }, [410301000, 5], 21),
  filingsConsolidated: (dialect) =>
    planFilingCount(dialect, { range: CITY, kind: 0, year: 2023, scope: 'CONSOLIDATED', state: 'MISSING' }),
  filingCounts: (dialect) => planFilingCounts(dialect, { range: CITY, kind: 0, year: 2023, scope: 'CONSOLIDATED' }),
  missingBest: (dialect) => planMissingCount(dialect, { basis: 'BEST', range: CITY, kind: 0, year: 2023 }),
  knownBodies: (dialect) => planKnownBodies(dialect, [{ ...CITY, year: 2023 }]),
  departments: (dialect) =>
    planDepartments(
      dialect,
      { within: CITY, kinds: [11], name: '100%_局', registered: true, order: { by: 'NAME', sort: 'DESC' } },
      ['司法局', 7],
      21,
    ),
  reportList: (dialect) =>
    planReportList(
      dialect,
      {
        within: CITY,
        departments: [7],
        kinds: [11],
        years: { from: 2019, to: 2023 },
        scope: 0,
        filing: 2,
        form: { table: 3, edition: 0 },
        order: { by: 'PUBLISHED_ON', sort: 'ASC' },
      },
      ['2024-01-20', 7],
      21,
    ),
  reportCount: (dialect) => planReportCount(dialect, { withdrawn: true, order: { by: 'YEAR', sort: 'DESC' } }),
  findings: (dialect) =>
    planFindings(dialect, { report: 1, rules: ['T3_BALANCE'], status: 'OPEN', kinds: [11], departments: [7] }, [9], 21),
  findingsOfCounty: (dialect) =>
    planFindings(dialect, { within: CITY, years: { from: 2021, to: 2023 } }, undefined, 21),
  findingCount: (dialect) => planFindingCount(dialect, { within: CITY, years: { from: 2023, to: 2023 } }),
  findingCounts: (dialect) =>
    planFindingCounts(dialect, {
      within: CITY,
      years: { from: 2023, to: 2023 },
      groupBy: ['SEVERITY', 'REGION', 'DEPARTMENT_KIND', 'SCOPE'],
      severities: [
        { severity: 'ERROR', rules: ['T3_BALANCE'] },
        { severity: 'INFO', rules: ['JUMP'] },
      ],
    }),
  unassessed: (dialect) => planUnassessed(dialect, { within: CITY, years: { from: 2023, to: 2023 } }),
  failed: (dialect) => planFailed(dialect, { within: CITY, years: { from: 2023, to: 2023 }, kinds: [11] }),
  rulesOfReports: (dialect) => planRulesOfReports(dialect, [1, 2]),
  reportOfBody: (dialect) => planReportOfBody(dialect, [{ department: 7, year: 2023 }]),
  reportOfRegion: (dialect) => planReportOfRegion(dialect, [{ region: CITY.low, year: 2023 }]),
  years: planYears,
  dataset: planDataset,
  reportSums: (dialect) => planReportSums(dialect, STATISTICS, CELLS),
  expectedBodies: (dialect) => planExpectedBodies(dialect, STATISTICS),
};
