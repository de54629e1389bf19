/** A whole store, carried to another database and back: nothing is lost, changed or given another address. */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isWholeStore, openStore, readWhole, type Store, sumOfAll, type TableSum, writeWhole } from '../../src/store';
import { carriedTables, DERIVED, TERM_INDEX } from '../../src/store/whole/tables';
import { ask, execute } from '../fixtures/ask';
import { dropDatabases, newFile, newFolder, newStoreDatabase, ON_SHARDS } from '../fixtures/databases';
import { put, ZI } from '../fixtures/small-store';
import { BY, CLEAN, document, figures, report } from './opened';

const stores: Store[] = [];
async function opened(database: string): Promise<Store> {
  const store = await openStore({ database, readers: 1, now: () => Date.parse('2024-05-01') });
  stores.push(store);
  return store;
}

/** With everything that a store may hold: versions for every reason, explanations, deadlines, a register, odd texts. */
async function richStore(): Promise<Store> {
  const store = await opened(newFile());
  await store.regions.add([
    { code: '990000', name: '试验省' },
    { code: '990100', name: '甲市' },
    { code: ZI, name: '子区' },
    { code: '990102', name: '丑区' },
    { code: '990101001', name: '寅乡' },
  ]);
  await store.departments.register([
    { region: ZI, name: '子区审计局', kind: 'audit', from: 2020, to: 2022 },
    { region: ZI, name: '子区统计局', from: 2022 },
  ]);
  const [own, late] = [
    await put(store, { region: ZI, body: '子区司法局', year: 2023, document: true, publishedOn: '2024-02-20' }),
    await put(store, { region: ZI, body: '子区公安局', year: 2023, cells: { 'received.total': 'BLANK' } }),
  ];
  const government = { region: ZI, body: '子区人民政府', year: 2023, scope: 'CONSOLIDATED', document: true } as const;
  const filed = await put(store, { ...government, cells: { 'received.total': 9, 'fees.amount': '0.5' } });
  await put(store, { ...government, cells: { 'received.total': 8, 'procurement.amount': '999999999999.99' } });
  await put(store, { region: ZI, body: '子区审计局', year: 2023, form: '2021', without: [2] });
  const [moved] = await store.departments.ensureAll([{ regionId: 990101000, name: '子区民政局' }]);
  const odd = '“引号” "quoted" \\ {1,2} NULL 😀\n\t第二行';
  await store.writer.put(
    report(moved!.id, {
      figures: figures({ 'received.total': 'UNREADABLE', 'carriedIn.total': 'NOT_APPLICABLE' }),
      document: document({
        manner: 'm1',
        sections: [{ key: 'OVERVIEW', heading: odd, text: `${odd}。公开工作概况与上年相同。`, line: 3 }],
      }),
    }),
  );
  await store.writer.moveDepartment(moved!.id, 990102000, { ...BY, reason: odd });
  await store.writer.correct(own, 'received.total', { value: 3 }, BY, () => CLEAN);
  await store.writer.withdraw(late, BY);
  await store.writer.restore(late, BY);
  await store.writer.withdraw(
    await put(store, { region: '990101001', body: '寅乡人民政府', year: 2022, scope: 'OWN' }),
    BY,
  );
  await store.deadlines.set([{ region: ZI, for: 'DEPARTMENT', from: 2022, due: '01-10', basis: odd }], BY);
  const [finding] = await store.read<{ id: number }>('SELECT id FROM finding WHERE report_id = ? LIMIT 1', [filed]);
  await store.writer.explainFinding(finding!.id, odd, BY);
  // The highest ids of all are of findings and of a body that are gone.
  await store.source.query('UPDATE sqlite_sequence SET seq = seq + 40 WHERE name IN (?, ?)', ['finding', 'department']);
  return store;
}

async function exported(store: Store): Promise<{ file: string; sums: TableSum[] }> {
  const file = join(newFolder(), 'whole.gongkai');
  const sums: TableSum[] = [];
  await writeWhole(store, file, (sum) => sums.push(sum));
  return { file, sums };
}

const carry = (store: Store, file: string): Promise<TableSum[]> => readWhole(store, file);

/** What the operations of the schema do not ask: versions, who changed what, explanations, ids and cursors. */
const QUESTIONS = [
  `{ departments(filter: { within: "990000" }, first: 3) { totalCount pageInfo { endCursor } edges { cursor node { id name
      reports { nodes { id year scope withdrawn title
        versions { version reason actor note recordedAt }
        findings { nodes { id rule { id } status note message } } } } } } } }`,
  `{ audit(first: 4) { totalCount pageInfo { endCursor } nodes { id at action actor role reason before after } } }`,
  `{ dataset { dataVersion reports departments openFindings } deadlines(within: "990101") { due basis } }`,
  `{ region(code: "990101") { measures(metrics: [RECEIVED, FEES_AMOUNT, PROCUREMENT_AMOUNT], year: 2023) { value status discrepancy
      coverage { expected reporting missing { nodes { name } } } } } }`,
];

/** Pages of a search go on from a relevance, which each database reckons in its own way. */
const withoutPlace = (name: string, answer: unknown): unknown =>
  name.includes('search')
    ? JSON.parse(JSON.stringify(answer, (key, value) => (key === 'endCursor' ? undefined : value)))
    : answer;

async function answers(store: Store): Promise<unknown[]> {
  const given: unknown[] = [];
  const folder = join(__dirname, '../../schema/operations');
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.graphql'))) {
    const file = join(folder, name.replace('.graphql', '.json'));
    const variables = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    given.push(withoutPlace(name, await execute(store, readFileSync(join(folder, name), 'utf8'), { variables })));
  }
  for (const question of QUESTIONS) given.push(await ask(store, question, { role: 'admin', locale: 'en' }));
  return given;
}

let rich: Store;
let whole: { file: string; sums: TableSum[] };
beforeAll(async () => {
  rich = await richStore();
  whole = await exported(rich);
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await dropDatabases();
});

/** The lines of the whole store, changed, as a file. */
function changed(change: (lines: string[]) => readonly string[]): string {
  const file = join(newFolder(), 'changed.gongkai');
  writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(whole.file)).toString('utf8').split('\n')).join('\n')));
  return file;
}

test('from SQLite to the other database and back: equal checksums, the same file, the same answers', async () => {
  expect(await rich.verify()).toEqual([]);
  const before = await answers(rich);
  const there = await opened(await newStoreDatabase());
  expect(await carry(there, whole.file)).toEqual(whole.sums);
  expect(await there.verify()).toEqual([]);
  expect(await answers(there)).toEqual(before);
  expect(await there.dataVersion()).toBe(await rich.dataVersion());

  const between = await exported(there);
  expect(between.sums).toEqual(whole.sums);
  const back = await opened(newFile());
  expect(await carry(back, between.file)).toEqual(whole.sums);
  expect(await back.verify()).toEqual([]);
  expect(await answers(back)).toEqual(before);
  expect(gunzipSync(readFileSync((await exported(back)).file)).equals(gunzipSync(readFileSync(whole.file)))).toBe(true);
  for (const { table, rows } of whole.sums) expect([table, rows > 0]).toEqual([table, true]);
});

test('what is written afterwards follows on: ids, versions, data version', async () => {
  const there = await opened(await newStoreDatabase());
  await carry(there, whole.file);
  const next: unknown[] = [];
  for (const store of [rich, there]) {
    const id = await put(store, { region: ZI, body: '子区水利局', year: 2023, document: true });
    const body = await store.departments.resolve({ body: '子区水利局' });
    next.push({ id, body: body.department?.id, version: await store.dataVersion() });
    expect(await store.verify()).toEqual([]);
  }
  expect(next[0]).toEqual(next[1]);
  expect((await exported(there)).sums).toEqual((await exported(rich)).sums);
});

test('numbers that a double does not hold are carried exactly', async () => {
  const [from, to] = [await opened(newFile()), await opened(await newStoreDatabase())];
  const id = await put(from, { region: '410307', body: '偃师区司法局', year: 2023 });
  const most = '9223372036854775807';
  await from.source.query(
    `UPDATE report SET fees_amount = ${most}, procurement_amount = -9007199254740993 WHERE id = ${id}`,
  );
  await carry(to, (await exported(from)).file);
  const text = 'SELECT CAST(fees_amount AS TEXT) AS fees, CAST(procurement_amount AS TEXT) AS procurement FROM report';
  expect(await to.read(text)).toEqual([{ fees: most, procurement: '-9007199254740993' }]);
});

test('every table is carried with all of its columns, or is made anew', async () => {
  const store = await opened(await newStoreDatabase());
  const sqlite = store.dialect === 'sqlite';
  const tables = await store.read<{ name: string }>(
    sqlite
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p', 'f') AND NOT relispartition
          AND relnamespace = current_schema()::regnamespace`,
  );
  const carried = carriedTables(store.source);
  const others = [...DERIVED.map((entity) => store.source.getMetadata(entity).tableName), TERM_INDEX];
  const known = new Set([...carried.map(({ name }) => name), ...others, store.source.options.migrationsTableName]);
  const unknown = tables.filter(({ name }) => !known.has(name) && !(sqlite && name.startsWith(`${TERM_INDEX}_`)));
  expect(unknown).toEqual([]);
  for (const { name, columns } of carried) {
    const found = await store.read<{ name: string }>(
      sqlite
        ? 'SELECT name FROM pragma_table_info(?)'
        : 'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ?',
      [name],
    );
    expect(columns.map((column) => column.name).sort()).toEqual(found.map((column) => column.name).sort());
  }
});

(ON_SHARDS ? test : test.skip)('a store whose servers may not agree is not exported', async () => {
  const store = await opened(await newStoreDatabase());
  await store.source.query("INSERT INTO dataset (key, value) VALUES ('torn', 'committing')");
  await expect(exported(store)).rejects.toMatchObject({ code: 'BAD_STORE' });
});

test('a file is recognised by its content', async () => {
  const other = join(newFolder(), 'renamed.txt');
  copyFileSync(whole.file, other);
  expect(await isWholeStore(other)).toBe(true);
  writeFileSync(other, gzipSync('{"gongkai":"another"}'));
  expect(await isWholeStore(other)).toBe(false);
  writeFileSync(other, readFileSync(whole.file).subarray(5));
  expect(await isWholeStore(other)).toBe(false);
});

describe('what is refused leaves the store as it was', () => {
  let store: Store;
  beforeAll(async () => {
    store = await opened(await newStoreDatabase());
  });

  const atRow = (table: string, change: (line: string) => string) => (lines: string[]) => {
    const sum = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
    return lines.with(sum - 1, change(lines[sum - 1]!));
  };
  const manifest = (change: object) => (lines: string[]) =>
    lines.with(0, JSON.stringify({ ...JSON.parse(lines[0]!), ...change }));
  /** With checksums that fit the change, as somebody would make them who means it. */
  const resummed = (change: (lines: string[]) => string[]) => (lines: string[]) => {
    const { createHash } = require('node:crypto') as typeof import('node:crypto');
    const sums: TableSum[] = [];
    let rows: string[] = [];
    return change(lines).map((line, at) => {
      if (at > 0 && line.startsWith('[')) rows.push(line);
      if (line.startsWith('{"table"')) {
        const sha256 = createHash('sha256')
          .update(rows.map((row) => `${row}\n`).join(''))
          .digest('hex');
        sums.push({ table: JSON.parse(line).table, rows: rows.length, sha256 });
        rows = [];
        return JSON.stringify(sums.at(-1));
      }
      return line.startsWith('{"end"') ? JSON.stringify({ end: sumOfAll(sums) }) : line;
    });
  };

  const DAMAGED: Record<string, (lines: string[]) => readonly string[]> = {
    'another value': atRow('report', (line) =>
      line.replace(/\d+\]$/, (digits) => `${Number(digits.slice(0, -1)) + 1}]`),
    ),
    'a row less': (lines) => lines.toSpliced(5, 1),
    'a row twice': (lines) => lines.toSpliced(5, 0, lines[5]!),
    'no end': (lines) => lines.slice(0, -2),
    'something after the end': (lines) => [...lines.slice(0, -1), '[1]'],
    'a row that is too short': atRow('audit', () => '[1]'),
    'a number of another kind': atRow('finding', (line) => line.replace(/^\[\d+/, '[1.5')),
    'a text for a number': resummed(atRow('finding', (line) => line.replace(/^\[\d+/, '["1},{2"'))),
    'a null where there must be a value': resummed(atRow('report_version', (line) => line.replace(/"[^"]*"/, 'null'))),
    'a key twice': resummed((lines) => {
      const sum = lines.findIndex((line) => line.startsWith('{"table":"region"'));
      return lines.with(sum - 1, lines[sum - 2]!);
    }),
    'rows in another order': resummed((lines) => lines.with(5, lines[6]!).with(6, lines[5]!)),
    'a body of no region': resummed(atRow('department', (line) => line.replace(/,\d+,/, ',123456789,'))),
    'a region around itself': resummed(atRow('region', (line) => line.replace(/\d+,\d+\]$/, '990101001,990101001]'))),
    'no JSON': (lines) => lines.with(3, '[[['),
    nothing: () => [''],
    'other columns': manifest({ tables: [] }),
  };

  test.each(Object.entries(DAMAGED))('%s', async (_, change) => {
    await expect(carry(store, changed(change))).rejects.toMatchObject({ code: 'DAMAGED_FILE' });
  });

  test('bytes that are cut off or changed', async () => {
    const bytes = readFileSync(whole.file);
    const file = join(newFolder(), 'cut.gongkai');
    for (const length of [20, 1000, bytes.length >> 1, bytes.length - 1]) {
      writeFileSync(file, bytes.subarray(0, length));
      await expect(carry(store, file)).rejects.toMatchObject({ code: 'DAMAGED_FILE' });
    }
    writeFileSync(file, bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 8));
    await expect(carry(store, file)).rejects.toMatchObject({ code: 'DAMAGED_FILE' });
  });

  test('a store of another version', async () => {
    for (const change of [{ migrations: ['Initial1764000000000'] }, { format: 2 }])
      await expect(carry(store, changed(manifest(change)))).rejects.toMatchObject({ code: 'BAD_STORE' });
  });

  test('a file that breaks off while it is read', async () => {
    async function* broken() {
      yield gunzipSync(readFileSync(whole.file)).subarray(0, 20_000);
      throw new Error('the disk is gone');
    }
    await expect(store.unpack(broken())).rejects.toThrow('the disk is gone');
  });

  afterAll(async () => {
    expect(await store.read('SELECT COUNT(*) AS n FROM region WHERE id >= 990000000')).toEqual([{ n: 0 }]);
    expect(store.regions.byCode('990101')).toBeUndefined();
    expect(await store.dataVersion()).toBe(0);
    expect(await carry(store, whole.file)).toEqual(whole.sums);
    // Filled now: it is not filled again.
    await expect(carry(store, whole.file)).rejects.toMatchObject({ code: 'BAD_STORE' });
    expect(store.regions.byCode('990101')!.fullName).toBe('试验省甲市子区');
    expect(await store.verify()).toEqual([]);
  });
});
