/** Documents on their way to the store: known by their bytes where they were read before, otherwise read, filed and stored. */
import { webcrypto } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { settle } from '../form/figures';
import type { Author, PutResult, Store } from '../store';
import { documentInput, type FilingClerk } from './filing';
import { mannerOf } from './manner';
import type { IntakeOptions } from './particulars';
import type { DocumentReader, ReadDocument } from './reading';

/** A document that waits for its turn to be stored. */
export type PreparedDocument = { readonly bytes: Uint8Array; readonly sha256: string } & (
  | { readonly known: PutResult }
  | { readonly read: ReadDocument; readonly fileName: string }
);

export class DocumentDesk {
  constructor(
    private readonly store: Store,
    private readonly clerk: FilingClerk,
    private readonly reader: DocumentReader,
    private readonly options: IntakeOptions,
    private readonly by?: Author,
  ) {}

  /** All that needs no turn: documents may be prepared in any order. Throws the problem of one that cannot be read. */
  async prepare(bytes: Uint8Array, fileName: string): Promise<PreparedDocument> {
    const sha256 = await sha256Of(bytes);
    const known = await this.store.writer.recall(sha256, mannerOf(this.options));
    const document = { bytes, sha256 };
    if (known) return { ...document, known };
    return { ...document, read: await this.reader.read(bytes, fileName), fileName };
  }

  /**
   * Files and stores a document in a transaction of its own, and then keeps the document itself where the store keeps them.
   * Throws the problem of one that cannot be filed.
   */
  async put(prepared: PreparedDocument): Promise<PutResult> {
    const result = 'known' in prepared ? prepared.known : await this.file(prepared);
    await this.store.originals?.keep(prepared.sha256, prepared.bytes);
    return result;
  }

  private async file({
    read,
    sha256,
    fileName,
  }: Extract<PreparedDocument, { read: ReadDocument }>): Promise<PutResult> {
    const { draft, mediaType } = read;
    const document = documentInput(draft, { sha256, manner: mannerOf(this.options), fileName, mediaType });
    const figures = settle(draft.tables);
    // Each step is a turn of the event loop: who shares it waits for one of them at most.
    await immediate();
    const filing = await this.clerk.fileSettled(draft, figures, { document });
    await immediate();
    const [input] = await this.clerk.inputs([filing]);
    await immediate();
    return this.store.writer.put(input!, this.by);
  }
}

/** In hex. Large files are hashed beside the event loop. */
async function sha256Of(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
