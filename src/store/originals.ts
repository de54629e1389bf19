/** The documents themselves, as they were handed in: files in a folder beside the store, each named by its SHA-256. */
import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../form/problem';

const SHA256 = /^[0-9a-f]{64}$/;

export class Originals {
  constructor(readonly folder: string) {}

  /**
   * Keeps the bytes of a document; those that are kept already are left as they are. A file is there whole or not at all.
   * @param sha256 of these bytes, in hex
   * @throws BAD_STORE where the folder cannot be written
   */
  async keep(sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.pathOf(sha256);
    if (await exists(path)) return;
    const unfinished = `${path}.${randomUUID()}`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(unfinished, bytes, { flag: 'wx' });
      await rename(unfinished, path);
    } catch (error) {
      // What went wrong first is told, not that there is nothing to tidy up.
      await rm(unfinished, { force: true }).catch(() => {});
      const { message } = error as Error;
      throw new Problem(
        'BAD_STORE',
        `报告已入库，原件未能保存（${message}）；请检查 ${this.folder} 后重新导入`,
        `The report is stored, but its document could not be kept (${message}); look at ${this.folder} and import it again`,
      );
    }
  }

  /** Where a document is; undefined where it is not kept. */
  async find(sha256: string): Promise<string | undefined> {
    if (!SHA256.test(sha256)) return undefined;
    const path = this.pathOf(sha256);
    return (await exists(path)) ? path : undefined;
  }

  /** In folders by the first two digits: no folder holds more than some thousands of files. */
  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
