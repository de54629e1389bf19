/** A whole store as a file: its lines under gzip. */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip, gunzipSync } from 'node:zlib';
import type { Store } from '../store';
import { BEGINNING, type TableSum } from './lines';
import type { OnRows, OnTable } from './pack';

/** Compressed bytes that are looked at to recognise a file; they come to some megabytes at most. */
const LOOKED_AT = 4096;

/** Whether a file holds a whole store, by its content. */
export async function isWholeStore(path: string): Promise<boolean> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    if (bytesRead < 3 || buffer[0] !== 0x1f || buffer[1] !== 0x8b) return false;
    const text = gunzipSync(buffer.subarray(0, bytesRead), { finishFlush: constants.Z_SYNC_FLUSH });
    return text.toString('latin1', 0, BEGINNING.length) === BEGINNING;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/** Writes a store to a file, which has its name once it is whole. */
export async function writeWhole(store: Store, path: string, onTable: OnTable, onRows?: OnRows): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await pipeline(Readable.from(store.pack(onTable, onRows)), createGzip(), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Fills a new store from a file. @returns what its tables come to. @throws BAD_STORE, DAMAGED_FILE */
export async function readWhole(store: Store, path: string, onRows?: OnRows): Promise<TableSum[]> {
  const file = createReadStream(path);
  const lines = createGunzip();
  file.on('error', (error) => lines.destroy(error));
  // Whoever reads the lines is told of it, now or when it begins to.
  lines.on('error', () => {});
  file.pipe(lines);
  try {
    return await store.unpack(lines, onRows);
  } finally {
    file.destroy();
    lines.destroy();
  }
}
