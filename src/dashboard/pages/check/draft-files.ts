/** A draft's checks and cells as files. Nothing of a draft is stored, so that they are made here and not by the exports. */
import { saveFile } from '../../charts/svg-file';
import type { useWords } from '../../language/language';
import type { Draft } from './batch';
import type { DRAFT_WORDS } from './words';

type Say = ReturnType<typeof useWords<typeof DRAFT_WORDS>>;
export type SheetValue = string | number | null | undefined;
export type SheetRow = readonly SheetValue[];

const HEADINGS = {
  findings: ['rule', 'severity', 'message', 'cells', 'expected', 'found', 'proposal'],
  cells: ['cell', 'label', 'value', 'status', 'printed'],
} as const;

type SheetName = keyof typeof HEADINGS;

const ROWS: Readonly<Record<SheetName, (draft: Draft) => SheetRow[]>> = {
  findings: ({ findings }) =>
    findings.map(({ rule, message, cells, expected, found, proposal }) => [
      rule?.id,
      rule?.severity,
      message,
      cells.join(' '),
      expected,
      found,
      proposal.map(({ cell, value }) => `${cell}=${value}`).join(' '),
    ]),
  cells: ({ figures }) =>
    figures.cells.map(({ cell, metric, exact, value, status, source }) => [
      cell,
      metric.label,
      // Where a number of JavaScript is as exact, as a number.
      value !== null && String(value) === exact ? value : exact,
      status,
      source?.printed,
    ]),
};

const rowsOf = (draft: Draft, name: SheetName, say: Say): SheetRow[] => [
  HEADINGS[name].map((key) => say(key)),
  ...ROWS[name](draft),
];

/** As the exports write it: with a byte order mark for Excel, and nothing that a spreadsheet would run. */
function csv(rows: readonly SheetRow[]): string {
  const text = (value: SheetValue): string => {
    const plain = typeof value === 'string' && /^[=+\-@\t\r]./.test(value) ? `'${value}` : String(value ?? '');
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return `\ufeff${rows.map((row) => row.map(text).join(',')).join('\r\n')}\r\n`;
}

export function saveCsv(draft: Draft, name: SheetName, fileName: string, say: Say): void {
  saveFile(`${fileName}-${name}.csv`, csv(rowsOf(draft, name, say)), 'text/csv;charset=utf-8');
}

/** Checks and cells as two sheets. What makes it is loaded when it is first asked for. */
export async function saveWorkbook(draft: Draft, fileName: string, say: Say): Promise<void> {
  const { workbook, XLSX } = await import('./workbook');
  const sheets = (['findings', 'cells'] as const).map((name) => ({
    name: say(name === 'findings' ? 'results' : 'form'),
    rows: rowsOf(draft, name, say),
  }));
  saveFile(`${fileName}.xlsx`, workbook(sheets), XLSX);
}
