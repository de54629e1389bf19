/** The documents as plain JSON: the same content, for programs. */
import { fromFen, unitOfAmount } from '../form/value';
import type { Region } from '../store';
import type { CompiledCell, CompiledReport } from './compiled';
import type { Notice } from './notice';
import type { Body, DataState } from './reading';

const regionJson = ({ code, name, fullName, level }: Region) => ({ code, name, fullName, level });
const bodyJson = ({ name, kind, region }: Body) => ({ region: regionJson(region), name, kind: kind.code });
const dataJson = ({ dataVersion, dataOn }: DataState) => ({ dataVersion, dataOn: dataOn ?? null });

/** A count as a number, an amount as an exact decimal in its unit; null where there is no value. */
function cellJson({ cell, status, value, blank, notApplicable, unreadable, partial }: CompiledCell) {
  const amount = cell.kind === 'AMOUNT';
  const unit = unitOfAmount(cell.row);
  return {
    id: cell.id,
    label: { zh: cell.zh, en: cell.en },
    status,
    value: value === undefined ? null : amount ? fromFen(value, unit) : Number(value),
    ...(amount ? { unit } : {}),
    gaps: { blank, notApplicable, unreadable, partial },
  };
}

/** The compiled report. */
export function compiledJson(report: CompiledReport) {
  const { region, year, basis, expected, reporting, tables, missing, findings, data } = report;
  return {
    document: 'compiled',
    region: regionJson(region),
    year,
    basis,
    ...dataJson(data),
    coverage: { expected, reporting },
    tables: tables.map(({ table, edition, reports, lacking, cells, elsewhere }) => ({
      table,
      edition: edition ?? null,
      reports,
      lacking,
      cells: cells.map(cellJson),
      elsewhere: elsewhere.map(cellJson),
    })),
    missing: { total: missing.total, shown: missing.shown.map(bodyJson) },
    findings: {
      total: findings.total,
      shown: findings.shown.map(({ body, rule, severity, zh, en }) => ({
        body: bodyJson(body),
        rule,
        severity,
        message: { zh, en },
      })),
    },
  };
}

/** The notice. */
export function noticeJson(notice: Notice) {
  const { region, year, expected, reporting, onTime, unknown, late, missing, failing, copied, data } = notice;
  return {
    document: 'notice',
    region: regionJson(region),
    year,
    ...dataJson(data),
    filing: { expected, reporting, onTime, unknown },
    late: { total: late.total, shown: late.shown.map(({ body, ...report }) => ({ body: bodyJson(body), ...report })) },
    missing: { total: missing.total, shown: missing.shown.map(bodyJson) },
    failing: {
      total: failing.total,
      shown: failing.shown.map(({ body, errors }) => ({
        body: bodyJson(body),
        errors: errors.map(({ rule, zh, en }) => ({ rule, message: { zh, en } })),
      })),
    },
    copied: {
      complete: copied.complete,
      shown: copied.shown.map(({ body, other, ...text }) => ({
        body: bodyJson(body),
        other: bodyJson(other),
        ...text,
      })),
    },
  };
}
