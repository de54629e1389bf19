/**
 * What must be true of every input: it is read, or refused by a known problem in two languages; figures that were read are
 * figures that are printed; and what was read can be settled and checked.
 */
import { checkReport } from '../../../src/check/engine';
import type { Document } from '../../../src/extract/document';
import { extract } from '../../../src/extract/extract';
import type { ReportDraft } from '../../../src/form/draft';
import { TABLES } from '../../../src/form/editions';
import { settle } from '../../../src/form/figures';
import { PROBLEMS, Problem, type ProblemCode } from '../../../src/form/problem';
import { parse } from '../../../src/parse/parse';
import { misread } from '../../../src/parse/settle/misread';
import { readStructured, recogniseStructured } from '../../../src/parse/structured/recognise';
import type { FuzzInput } from './inputs';

/** What became of an input: a report, or the code of the problem that it was refused by. */
export type Outcome = 'READ' | ProblemCode;

/** Problems that no content of a file may end in. */
const NEVER: readonly ProblemCode[] = ['INTERNAL', 'BAD_STORE', 'BAD_SETTING', 'QUERY_TOO_LARGE', 'QUERY_TOO_SLOW'];

/** Reads an input as an import would. Throws what makes it a defect of the program. */
export async function tryInput(input: FuzzInput): Promise<Outcome> {
  try {
    if ('document' in input) checkDraft(parse(input.document));
    else await readFile(input.bytes, input.name);
    return 'READ';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (!(error.code in PROBLEMS) || NEVER.includes(error.code)) throw error;
    // Something that a reader never foresaw is told as damage; here it is what is looked for.
    if (error.cause instanceof TypeError || error.cause instanceof RangeError) throw error.cause;
    if (!/[\u4e00-\u9fff]/.test(error.zh) || !/[a-z]{3}/.test(error.en)) throw error;
    return error.code;
  }
}

async function readFile(bytes: Uint8Array, name: string): Promise<void> {
  const structured = recogniseStructured(Buffer.from(bytes).subarray(0, 64 * 1024));
  if (!structured) {
    const document = await extract(bytes, { name });
    checkBlocks(document);
    checkDraft(parse(document));
    return;
  }
  const source = async function* () {
    yield Buffer.from(bytes);
  };
  for await (const batch of readStructured(source(), structured))
    for (const record of batch) if (record.type === 'report') checkDraft(record.draft);
}

function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function checkBlocks({ blocks }: Document): void {
  for (const block of blocks) {
    if (block.type === 'line') claim(block.text !== '', 'an empty line');
    else
      for (const { row, rowSpan, column, columnSpan } of block.cells)
        claim(row + rowSpan <= block.rows && column + columnSpan <= block.columns, 'a cell outside its grid');
  }
}

const digits = (text: string) => text.normalize('NFKC').replace(/\D+/g, '');

/** Every figure is one that is printed where it says; the rest of the way to the store goes without an error. */
function checkDraft(draft: ReportDraft): void {
  for (const table of TABLES)
    for (const [id, { state, count, amount, origin }] of draft.tables[table]?.cells ?? []) {
      if (state !== 'REPORTED') continue;
      claim(count !== undefined || amount !== undefined, `${id} has no value`);
      claim(count === undefined || Number.isSafeInteger(count), `${id} is ${count}`);
      if (origin?.printed === undefined) continue;
      const printed = digits(origin.printed);
      // Letters that the sums prove to be digits.
      const isMisread = misread({ state: 'UNREADABLE', printed: origin.printed }) === count;
      claim(
        printed.includes(digits(String(count ?? amount))) || isMisread,
        `${id} is read as ${count ?? amount} from "${origin.printed}"`,
      );
    }
  const figures = settle(draft.tables);
  const { year = 2023, scope, publishedOn, sections } = draft;
  checkReport(figures, { year, kind: 'justice', scope: scope?.value ?? 'OWN', publishedOn, sections });
  structuredClone(draft);
}
