/** The form as it was read: every cell tells where it stood in the document, and which findings touch it. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../language/language';
import { Figure } from '../numbers/figure';
import type { CheckParts, ReadCell, ReadTables } from '../queries/checks';
import { CHECK_WORDS } from './check-words';
import { FormSheet } from './form-sheet';

export interface ReadFormProps<F extends CheckParts> {
  readonly forms: readonly ReadTables[];
  readonly cells: readonly ReadCell[];
  readonly findings: readonly F[];
  /** Id of the cell that is looked at. */
  readonly selected: string | undefined;
  readonly onSelect: (cell: string | undefined) => void;
  /** Cells that are marked. */
  readonly marked?: readonly string[];
  /** A finding of the chosen cell. */
  readonly drawFinding: (finding: F) => ComponentChildren;
}

export function ReadForm<F extends CheckParts>(props: ReadFormProps<F>) {
  const { forms, cells, findings, selected, onSelect, marked = [], drawFinding } = props;
  const say = useWords(CHECK_WORDS);
  const byId = new Map(cells.map((cell) => [cell.cell, cell]));
  const touching = touches(findings);
  const looked = selected === undefined ? undefined : byId.get(selected);
  const firsts = new Set(forms.map(({ layout }) => layout?.rows.flat().find(({ cell }) => cell)?.cell));
  return (
    <div class={looked ? 'read-form read-form-open' : 'read-form'}>
      {/* Arrow keys are a short cut between buttons that the keyboard reaches anyway. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      <div class="read-sheet" onKeyDown={moveByArrow}>
        <p class="filing-line">{say('cellHint')}</p>
        {forms
          .filter(({ layout }) => !layout)
          .map(({ table, title }) => (
            <p key={table} class="coverage-short">
              {say('tableMissing', { table, title })}
            </p>
          ))}
        <FormSheet
          tables={forms.flatMap(({ layout }) => layout ?? [])}
          classOf={(id) => classOf(id, touching.get(id), marked.includes(id), id === selected)}
          figureOf={(id, { metric }) => {
            const cell = byId.get(id);
            if (!cell || !metric) return null;
            const count = (touching.get(id) ?? []).filter((finding) => suspects(finding, id)).length;
            return (
              <button
                type="button"
                class="cell-button"
                tabIndex={id === selected || firsts.has(id) ? 0 : -1}
                aria-pressed={id === selected}
                onClick={() => onSelect(id === selected ? undefined : id)}
              >
                <Figure figure={cell} metric={metric} bare brief />
                {count > 0 && <span class="hidden"> {say('touched', { count })}</span>}
              </button>
            );
          }}
        />
      </div>
      {looked && (
        <CellPanel cell={looked} onClose={() => onSelect(undefined)}>
          {(touching.get(looked.cell) ?? []).map(drawFinding)}
        </CellPanel>
      )}
    </div>
  );
}

function touches<F extends CheckParts>(findings: readonly F[]): Map<string, F[]> {
  const touching = new Map<string, F[]>();
  for (const finding of findings)
    for (const cell of finding.cells) touching.set(cell, [...(touching.get(cell) ?? []), finding]);
  return touching;
}

const SEVERITIES = ['ERROR', 'WARNING', 'INFO'] as const;

/** Whether a finding points at a cell: at those that would repair it where it says so, never at a whole form. */
function suspects({ proposal, cells }: CheckParts, id: string): boolean {
  return proposal.length > 0 ? proposal.some(({ cell }) => cell === id) : cells.length < 100;
}

function classOf(
  id: string,
  findings: readonly CheckParts[] | undefined,
  marked: boolean,
  selected: boolean,
): string | undefined {
  const worst = SEVERITIES.find((severity) =>
    findings?.some((finding) => finding.rule?.severity === severity && suspects(finding, id)),
  );
  const classes = [worst && `cell-${worst}`, marked && 'cell-marked', selected && 'cell-selected'].filter(Boolean);
  return classes.length === 0 ? undefined : classes.join(' ');
}

/** To the cell beside or above in the same table. */
function moveByArrow(event: KeyboardEvent): void {
  const from = event.target instanceof Element ? event.target.closest('.cell-button') : null;
  const row = from?.closest('tr');
  const table = from?.closest('table');
  if (!from || !row || !table || !event.key.startsWith('Arrow')) return;
  const all = [...table.querySelectorAll<HTMLButtonElement>('.cell-button')];
  const at = all.indexOf(from as HTMLButtonElement);
  const step = event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 1;
  const next =
    event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? all[at + step] : inNextRow(table, row, from, step);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function inNextRow(table: Element, row: Element, from: Element, step: number): HTMLButtonElement | undefined {
  const rows = [...table.querySelectorAll('tr')].filter((each) => each.querySelector('.cell-button'));
  const target = rows[rows.indexOf(row as HTMLTableRowElement) + step];
  const middle = (element: Element) => {
    const { left, right } = element.getBoundingClientRect();
    return (left + right) / 2;
  };
  const away = (element: Element) => Math.abs(middle(element) - middle(from));
  return [...(target?.querySelectorAll<HTMLButtonElement>('.cell-button') ?? [])].sort((a, b) => away(a) - away(b))[0];
}

interface CellPanelProps {
  readonly cell: ReadCell;
  readonly onClose: () => void;
  /** The findings that touch it. */
  readonly children: readonly ComponentChildren[];
}

function CellPanel({ cell, onClose, children }: CellPanelProps) {
  const say = useWords(CHECK_WORDS);
  const { metric, source } = cell;
  const place = [
    source?.page != null && say('page', { page: source.page }),
    source?.line != null && say('line', { line: source.line }),
  ].filter(Boolean);
  return (
    <aside class="cell-panel" aria-label={metric.label} aria-live="polite">
      <button type="button" class="link cell-close" onClick={onClose}>
        {say('close')}
      </button>
      <h2>{metric.label}</h2>
      <p class="cell-value">
        <Figure figure={cell} metric={metric} bare unit />
      </p>
      {source ? (
        <dl class="facts">
          {(source.printed || source.readBy !== 'STRUCTURED') && (
            <>
              <dt>{say('printed')}</dt>
              <dd>{source.printed ? <q>{source.printed}</q> : say('nothingPrinted')}</dd>
            </>
          )}
          {source.note && (
            <>
              <dt>{say('note')}</dt>
              <dd>{source.note}</dd>
            </>
          )}
          {place.length > 0 && (
            <>
              <dt>{say('place')}</dt>
              <dd>{place.join(' · ')}</dd>
            </>
          )}
          <dt>{say('readBy')}</dt>
          <dd>{say(source.readBy)}</dd>
          <dt>{say('confidence')}</dt>
          <dd>{Math.round(source.confidence * 100)}%</dd>
        </dl>
      ) : (
        <p class="filing-line">{say('noSource')}</p>
      )}
      <h3>{say('cellFindings')}</h3>
      {children.length > 0 ? children : <p class="filing-line">{say('noCellFindings')}</p>}
    </aside>
  );
}
