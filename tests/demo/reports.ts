/** Reports of the demo city as the store takes them, without the way over documents. */
import type { CheckContext } from '../../src/check/context';
import { checkReport } from '../../src/check/engine';
import type { DemoCity } from '../../src/demo/city';
import type { DemoReport, Printed } from '../../src/demo/report';
import { cell } from '../../src/form/cells';
import { lawfulDeadline } from '../../src/form/deadline';
import type { DraftCell, DraftTable } from '../../src/form/draft';
import { TABLES, type TableNumber } from '../../src/form/editions';
import { type ReportFigures, settle } from '../../src/form/figures';
import { findKind } from '../../src/form/kinds';
import { unitOfAmount } from '../../src/form/value';
import type { ReportInput, Store } from '../../src/store';

function draftCell(id: string, printed: Printed): DraftCell {
  if (printed === null) return { state: 'BLANK' };
  if (printed === '/') return { state: 'NOT_APPLICABLE' };
  if (typeof printed === 'number') return { state: 'REPORTED', count: printed };
  const { kind, row } = cell(id);
  if (kind === 'AMOUNT') return { state: 'REPORTED', amount: printed, unit: unitOfAmount(row) };
  const noted = /^(\d+)（.*）$/.exec(printed);
  return noted ? { state: 'REPORTED', count: Number(noted[1]) } : { state: 'UNREADABLE' };
}

export function figuresOf(report: DemoReport): ReportFigures {
  const tables: Partial<Record<TableNumber, DraftTable>> = {};
  for (const table of TABLES) {
    const given = report.tables[table];
    if (!given) continue;
    const cells = new Map([...given.cells].map(([id, printed]) => [id, draftCell(id, printed)]));
    tables[table] = { edition: given.edition, cells };
  }
  return settle(tables);
}

export function contextOf(city: DemoCity, { body, year, scope, publishedOn, sections }: DemoReport): CheckContext {
  const deadline = lawfulDeadline(findKind(body.kind)!, year);
  const district = city.regions.find((region) => region.code === body.region)!;
  const regionLevel = body.region === '990100' ? 'CITY' : 'COUNTY';
  const name = body.name.replace('示例市', '').replace(district.name, '');
  const places = ['虚构省', '示例市', district.name];
  return { year, kind: body.kind, scope, regionLevel, publishedOn, deadline, sections, body: { name, places } };
}

/** Stores the whole city: regions, register, and every report in its order. */
export async function storeCity(store: Store, city: DemoCity): Promise<void> {
  await store.regions.add(city.regions);
  await store.departments.register(city.register);
  const governments = city.reports.filter((report) => report.body.kind === 'government').map((report) => report.body);
  const bodies = [...city.register, ...new Map(governments.map((body) => [body.name, body])).values()];
  const made = await store.departments.ensureAll(
    bodies.map(({ region, name, kind }) => ({ regionId: store.regions.required(region).id, name, kind })),
  );
  const ids = new Map(bodies.map((body, at) => [`${body.region} ${body.name}`, made[at]!.id]));
  const inputs = city.reports.map((report, at): ReportInput => {
    const figures = figuresOf(report);
    const { body, year, scope, publishedOn, title, sections } = report;
    return {
      departmentId: ids.get(`${body.region} ${body.name}`)!,
      year,
      scope,
      figures,
      check: checkReport(figures, contextOf(city, report)),
      publishedOn,
      document: {
        sha256: String(at).padStart(64, '0'),
        fileName: `${at}.txt`,
        mediaType: 'text/plain',
        title,
        origins: new Map(),
        notices: [],
        sections,
      },
    };
  });
  for (let at = 0; at < inputs.length; at += 1000) await store.writer.putAll(inputs.slice(at, at + 1000));
}
