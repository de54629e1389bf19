import { readFileSync } from 'node:fs';
import { checkReport } from '../../src/check/engine';
import type { Finding } from '../../src/check/result';
import { reachOf } from '../../src/check/rules';
import { demoCity, type PlantedFault } from '../../src/demo/city';
import type { DemoReport } from '../../src/demo/report';
import { cell, cellsOn } from '../../src/form/cells';
import { TABLES } from '../../src/form/editions';
import { classify } from '../../src/form/kinds';
import { APPLICANTS } from '../../src/form/rows';
import regionTable from '../../src/store/data/regions.json';
import { contextOf, figuresOf } from './reports';

const city = demoCity();

const placeOf = (each: { region: string; body: string; year: number; scope: string }) =>
  `${each.region} ${each.body} ${each.year} ${each.scope}`;
const placeOfReport = (report: DemoReport) =>
  placeOf({ ...report, region: report.body.region, body: report.body.name });

/** What an import leaves: the last version of each report. */
const current = new Map(city.reports.map((report) => [placeOfReport(report), report]));

describe('the demo city', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(demoCity()).toEqual(city);
    expect(demoCity(7).reports.map((report) => [...(report.tables[3]?.cells ?? [])])).not.toEqual(
      city.reports.map((report) => [...(report.tables[3]?.cells ?? [])]),
    );
  });

  it('has names and codes that exist nowhere', () => {
    const names = new Set(regionTable.regions.map((line) => line.slice(7)));
    const codes = new Set(regionTable.regions.map((line) => line.slice(0, 2)));
    for (const region of city.regions) {
      expect(names).not.toContain(region.name);
      expect(codes).not.toContain(region.code.slice(0, 2));
    }
    const bare = [...names].map((name) => name.replace(/[市区县]$/, ''));
    for (const region of city.regions) expect(bare).not.toContain(region.name.replace(/[省市区]$/, ''));
  });

  it('has twelve districts of 25 to 40 bodies each, with names that are classified as what they are', () => {
    for (const district of city.regions.slice(2)) {
      const bodies = city.register.filter((body) => body.region === district.code);
      expect(bodies.length).toBeGreaterThanOrEqual(25);
      expect(bodies.length).toBeLessThanOrEqual(40);
    }
    for (const { body } of city.reports) expect([body.name, classify(body.name).code]).toEqual([body.name, body.kind]);
    expect(new Set(city.register.map((body) => `${body.region} ${body.name}`)).size).toBe(city.register.length);
  });

  it('has mostly small bodies without applications, and a few with hundreds', () => {
    const own = city.reports.filter((report) => report.scope === 'OWN' && report.tables[3]);
    const received = own.map((report) => Number(report.tables[3]!.cells.get('received.total')));
    expect(received.filter((count) => count === 0).length).toBeGreaterThan(own.length * 0.5);
    expect(received.filter((count) => count >= 200).length).toBeGreaterThan(5);
    expect(Math.max(...received)).toBeLessThan(3000);
  });
});

const checked = (of: typeof city, report: DemoReport) => checkReport(figuresOf(report), contextOf(of, report)).findings;

/** Rules that fail where nothing was planted for them, and rules over one report that do not fail where they should. */
function astray(planted: readonly PlantedFault[], found: ReadonlyMap<string, readonly Finding[]>): string[] {
  const faults = new Map(planted.map((fault) => [placeOf(fault), fault]));
  const unplanted = [...found].flatMap(([place, findings]) => {
    const { rules = [], also = [] } = faults.get(place) ?? {};
    const seen = new Set<string>([...rules, ...also]);
    return findings.filter((each) => !seen.has(each.rule)).map((each) => `${place} unplanted ${each.rule}`);
  });
  const missed = [...faults].flatMap(([place, { rules }]) => {
    const failed = new Set(found.get(place)?.map((each) => each.rule));
    const own = rules.filter((rule) => reachOf(rule) === 'REPORT' && !failed.has(rule));
    return own.map((rule) => `${place} missed ${rule}`);
  });
  return [...unplanted, ...missed];
}

describe('what is planted', () => {
  const found = new Map([...current].map(([place, report]) => [place, checked(city, report)]));

  it('is found by the rules over one report that are meant for it, and nothing else is found', () => {
    expect(astray(city.planted, found)).toEqual([]);
    expect([...found.values()].flat().length).toBeGreaterThan(50);
  });

  it('as one wrong cell is named with the value that the report would have without it', () => {
    const single = city.planted.filter(
      (fault) => fault.cells.length === 1 && fault.rules.some((id) => id.startsWith('T3_')),
    );
    expect(single.length).toBeGreaterThanOrEqual(6);
    for (const fault of single)
      for (const finding of found.get(placeOf(fault))!.filter((each) => each.rule.startsWith('T3_')))
        expect(finding.details).toMatchObject({ repairCell: fault.cells[0] });
  });

  it('as a row moved by one column is proposed back', () => {
    const shifted = city.planted.find((fault) => fault.cells.length === 7 && fault.trouble === 'T3_CONCLUDED')!;
    for (const finding of found.get(placeOf(shifted))!)
      expect(finding.details!.repairRow).toBe(cell(shifted.cells[0]!).row);
  });

  it('touches each report at most once, so that no fault hides another', () => {
    const places = city.planted.map(placeOf);
    expect(new Set(places).size).toBe(places.length);
  });

  it('as a missing report is not there, though its body is expected to file', () => {
    const missing = city.planted.filter((fault) => fault.trouble === 'NOT_FILED');
    expect(missing.length).toBeGreaterThanOrEqual(5);
    for (const fault of missing) {
      expect(current.has(placeOf(fault))).toBe(false);
      expect(city.register.some((body) => body.name === fault.body)).toBe(true);
    }
    const expected = city.register.length * 7 - missing.length;
    expect([...current.values()].filter((report) => report.scope === 'OWN')).toHaveLength(expected);
  });

  it('as a correction has a first version that is wrong and a second that is right', () => {
    for (const fault of city.planted.filter((each) => each.trouble === 'CORRECTED')) {
      const [first, second] = city.reports.filter((report) => placeOfReport(report) === placeOf(fault));
      expect([first!.version, second!.version]).toEqual([1, 2]);
      expect(checked(city, first!)).not.toEqual([]);
      expect(checked(city, second!)).toEqual([]);
    }
  });

  it('apart, what a year carries forward the next one carries in, applicant by applicant', () => {
    const broken = new Set<string>();
    for (const report of current.values()) {
      const next = current.get(
        placeOf({ ...report, region: report.body.region, body: report.body.name, year: report.year + 1 }),
      );
      if (!next || report.scope !== 'OWN' || !report.tables[3] || !next.tables[3]) continue;
      for (const applicant of APPLICANTS) {
        const forward = report.tables[3].cells.get(`carriedForward.${applicant}`);
        const carriedIn = next.tables[3].cells.get(`carriedIn.${applicant}`);
        if (forward !== null && carriedIn !== null && forward !== carriedIn) broken.add(placeOfReport(next));
      }
    }
    const meant = city.planted.filter((fault) => fault.trouble === 'CARRY_BROKEN').map(placeOf);
    // A wrong figure in what is carried forward is seen in the year after as well.
    const forwarded = city.planted
      .filter((fault) => fault.trouble.startsWith('T3_') && fault.cells.some((id) => id.startsWith('carriedForward')))
      .map((fault) => placeOf({ ...fault, year: fault.year + 1 }));
    expect([...broken].sort()).toEqual([...meant, ...forwarded].sort());
  });

  it('apart, a consolidated report is the sum of the reports that it contains', () => {
    const touched = (report: DemoReport) => {
      const inside = (fault: PlantedFault) =>
        fault.year === report.year && (report.body.region === '990100' || fault.region === report.body.region);
      // Corrections, texts, dates and forms change no figure of the current report.
      const cellsLeft = ['NOT_FILED', 'TABLE_MISSING', 'FORM_NOT_IN_FORCE'];
      return city.planted.some(
        (fault) =>
          inside(fault) &&
          fault.trouble !== 'CORRECTED' &&
          (fault.cells.length > 0 || cellsLeft.includes(fault.trouble)),
      );
    };
    const sound = [...current.values()].filter((report) => report.scope === 'CONSOLIDATED' && !touched(report));
    expect(sound.length).toBeGreaterThan(30);
    for (const report of sound) {
      const parts = [...current.values()].filter(
        (each) =>
          each.scope === 'OWN' &&
          each.year === report.year &&
          (report.body.region === '990100' || each.body.region === report.body.region),
      );
      const figures = figuresOf(report);
      const partFigures = parts.map(figuresOf);
      for (const table of TABLES)
        for (const each of cellsOn(report.tables[table]!.edition, table)) {
          const sum = partFigures.reduce((total, part) => total + part.values[each.index]!, 0);
          expect([report.body.name, each.id, figures.values[each.index]]).toEqual([report.body.name, each.id, sum]);
        }
    }
  });

  it('leaves out or counts twice what docs/demo.md says, and docs/demo.md lists it all', () => {
    const names = new Map(city.regions.map((region) => [region.code, region.name]));
    const lines = city.planted.map(
      (fault) =>
        `| ${names.get(fault.region)} | ${fault.body} | ${fault.year} | \`${fault.trouble}\` | ${fault.rules.map((rule) => `\`${rule}\``).join(' ')} | ${fault.note.zh} | ${fault.note.en} |`,
    );
    const documented = readFileSync('docs/demo.md', 'utf8').split('\n');
    expect(documented.filter((line) => /^\| (示例市|.{2}区) \|/.test(line))).toEqual(lines);
  });
});

describe.each([1, 2])('with seed %i', (seed) => {
  it('every fault that could be planted in one report is found, and nothing else', () => {
    const other = demoCity(seed);
    const last = new Map(other.reports.map((report) => [placeOfReport(report), report]));
    const found = new Map([...last].map(([place, report]) => [place, checked(other, report)]));
    expect(astray(other.planted, found)).toEqual([]);
  });
});
