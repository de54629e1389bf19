/** One report from its content, as other programs hand it in: a document, or a line of a structured file. */
import type { ReportDraft } from '../form/draft';
import { Problem } from '../form/problem';
import { readStructured, recogniseStructured, type Structured } from '../parse/structured/recognise';
import type { Author, PutResult, Store } from '../store';
import { FilingClerk, lineAsDocument } from './filing';
import { importDocument } from './import';
import type { IntakeOptions } from './particulars';
import { type DocumentReader, IN_THIS_THREAD, type ReadDocument } from './reading';

/**
 * Imports one report. Throws the Problem of content that cannot be read or filed.
 * @param reader who reads it, if it is a document
 * @param by who hands it in
 */
export async function importContent(
  store: Store,
  content: Buffer,
  fileName: string,
  options: IntakeOptions = {},
  reader: DocumentReader = IN_THIS_THREAD,
  by?: Author,
): Promise<PutResult> {
  const structured = recogniseStructured(content);
  return structured
    ? importLine(store, content, structured, fileName, options, by)
    : importDocument(store, content, fileName, options, reader, by);
}

async function importLine(
  store: Store,
  content: Buffer,
  structured: Structured,
  fileName: string,
  options: IntakeOptions,
  by: Author | undefined,
): Promise<PutResult> {
  const draft = await readLine(content, structured);
  const clerk = new FilingClerk(store, options);
  const filing = await clerk.file(draft, lineAsDocument(draft, fileName, 'application/x-ndjson'));
  const [input] = await clerk.inputs([filing]);
  return store.writer.put(input!, by);
}

/** One report as read, with the media type of a document. Throws the Problem of content that cannot be read. */
export async function readContent(
  content: Buffer,
  fileName: string,
  reader: DocumentReader,
): Promise<Pick<ReadDocument, 'draft'> & Partial<ReadDocument>> {
  const structured = recogniseStructured(content);
  return structured ? { draft: await readLine(content, structured) } : reader.read(content, fileName);
}

/** The only report of a structured file. */
async function readLine(content: Buffer, structured: Structured): Promise<ReportDraft> {
  const source = async function* () {
    yield content;
  };
  const records = [];
  for await (const batch of readStructured(source(), structured)) records.push(...batch);
  const [record, ...others] = records;
  if (record?.type === 'refused') throw record.problem;
  if (record?.type === 'report' && others.length === 0) return record.draft;
  throw new Problem(
    'BAD_INPUT',
    '一次只能给出一份报告；多份报告、机关名录和区划请用命令行导入',
    'one report at a time: import several, a register or regions from the command line',
  );
}
