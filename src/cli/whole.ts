/** A whole store to a file and back, as commands tell of it. */
import { SingleBar } from 'cli-progress';
import { Problem } from '../form/problem';
import { isWholeStore, readWhole, type Store, sumOfAll, type TableSum, writeWhole } from '../store';
import type { Session } from './session';

type OnRows = (rows: number, total: number) => void;

/** Writes everything to a file and prints what it came to. */
export async function exportWhole(store: Store, file: string, session: Session): Promise<void> {
  const sums: TableSum[] = [];
  await withRows((onRows) => writeWhole(store, file, (sum) => sums.push(sum), onRows));
  tell(sums, session);
  const { place } = store;
  session.out({ zh: `整库已导出：${place} → ${file}`, en: `the whole store was exported: ${place} → ${file}` });
}

/** Fills a new store from a file and prints what is in it now. */
export async function importWhole(store: Store, file: string, session: Session): Promise<void> {
  try {
    tell(await withRows((onRows) => readWhole(store, file, onRows)), session);
  } catch (error) {
    throw error instanceof Problem ? error.at({ file }) : error;
  }
  session.out({
    zh: `整库已导入，校验值相同：${file} → ${store.place}`,
    en: `the whole store was imported, with equal checksums: ${file} → ${store.place}`,
  });
}

/** The file of a whole store that a command was given; undefined where there is none. @throws BAD_INPUT beside others */
export async function wholeAmong(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if (!(await isWholeStore(path))) continue;
    if (paths.length === 1) return path;
    throw new Problem(
      'BAD_INPUT',
      '整库文件须单独导入，不能与其他文件一起',
      'A whole store is imported by itself, and not beside other files',
      { file: path },
    );
  }
  return undefined;
}

/** One line a table: checksum, rows, name. */
function tell(sums: readonly TableSum[], session: Session): void {
  for (const { table, rows, sha256 } of sums) session.terminal.out(`${sha256} ${String(rows).padStart(9)} ${table}`);
  const rows = sums.reduce((sum, each) => sum + each.rows, 0);
  session.terminal.out(`${sumOfAll(sums)} ${String(rows).padStart(9)} ${session.say({ zh: '合计', en: 'all' })}`);
}

/** With a progress bar on the error stream, where a person watches it. */
async function withRows<T>(run: (onRows?: OnRows) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return run();
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {value}/{total}',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0);
  try {
    return await run((rows, total) => {
      bar.setTotal(Math.max(1, total));
      bar.update(rows);
    });
  } finally {
    bar.stop();
  }
}
