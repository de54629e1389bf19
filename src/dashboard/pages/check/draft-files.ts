/** A draft's checks and cells as files. Nothing of a draft is stored, so that they are made here and not by the exports. */
import { saveFile } from '../../charts/svg-file';
import type { useWords } from '../../language/language';
import type { Draft } from './batch';
import type { DRAFT_WORDS } from './words';

type Say = ReturnType<typeof useWords<typeof DRAFT_WORDS>>;

/** As the exports write it: with a byte order mark for Excel, and nothing that a spreadsheet would run. */
function csv(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  const text = (value: string | number | null | undefined): string => {
    const plain = typeof value === 'string' && /^[=+\-@\t\r]./.test(value) ? `'${value}` : String(value ?? '');
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return `\ufeff${rows.map((row) => row.map(text).join(',')).join('\r\n')}\r\n`;
}

const CSV = 'text/csv;charset=utf-8';

export function saveFindings({ findings }: Draft, fileName: string, say: Say): void {
  const head = (['rule', 'severity', 'message', 'cells', 'expected', 'found', 'proposal'] as const).map((key) =>
    say(key),
  );
  const rows = findings.map(({ rule, message, cells, expected, found, proposal }) => [
    rule?.id,
    rule?.severity,
    message,
    cells.join(' '),
    expected,
    found,
    proposal.map(({ cell, value }) => `${cell}=${value}`).join(' '),
  ]);
  saveFile(`${fileName}-findings.csv`, csv([head, ...rows]), CSV);
}

export function saveCells({ figures }: Draft, fileName: string, say: Say): void {
  const head = (['cell', 'label', 'value', 'status', 'printed'] as const).map((key) => say(key));
  const rows = figures.cells.map(({ cell, metric, exact, status, source }) => [
    cell,
    metric.label,
    exact,
    status,
    source?.printed,
  ]);
  saveFile(`${fileName}-cells.csv`, csv([head, ...rows]), CSV);
}
