/** A few bureaus of two made-up districts whose reports came as documents, served with the dashboard: quick to make, with one of everything. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { importContent } from '../../src/intake/content';
import { ParserPool } from '../../src/intake/parser-pool';
import { startServer } from '../../src/server';
import { openStore } from '../../src/store';
import { put } from '../fixtures/small-store';
import { textReport } from '../intake/text-report';
import { type Served, servedFrom } from './serve';

export const EDITOR = 'editor-secret';
export const MARKUP = '<script>window.ran = true</script><img src="x" onerror="window.ran = true">';

const SHARED =
  '本局聚焦重点领域，围绕群众关切的审计整改和资金使用事项，逐项梳理公开目录，全年组织四次自查并督促整改到位。' +
  '同时建立了由办公室牵头、各科室配合的信息员制度，按月通报各科室的信息报送和公开情况，形成了闭环管理。';

/** A report of the text fixture. */
export function draftText(body: string, year: number, received: number, overview = ''): string {
  const text = `${year}年，本局收到政府信息公开申请${received}件。${overview}`;
  return textReport({ title: `${body}${year}年政府信息公开工作年度报告`, received, overview: text });
}

/** A text as a browser hands it over. */
export function textFile(name: string, text: string) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

/** A draft with one sum that does not hold. */
export const BROKEN_DRAFT = textFile(
  '草稿.txt',
  draftText('子区审计局', 2024, 6).replace('（七）总计 6 0 0 0 0 0 6', '（七）总计 6 0 0 0 0 0 8'),
);

export async function serveBureaus(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bureaus-'));
  const store = await openStore({ database: join(folder, 'store.db'), originals: join(folder, 'originals') });
  await store.regions.add([
    { code: '990000', name: '试验省' },
    { code: '990100', name: '甲市' },
    { code: '990101', name: '子区' },
    { code: '990102', name: '丑区' },
  ]);
  await store.departments.register([
    { region: '990101', name: '子区审计局' },
    { region: '990101', name: '子区教育局' },
    { region: '990102', name: '丑区审计局' },
    { region: '990102', name: '丑区水利局' },
  ]);
  const hand = (text: string) => importContent(store, Buffer.from(text), 'report.txt');
  await hand(draftText('子区审计局', 2022, 7));
  await hand(draftText('子区审计局', 2022, 8));
  await hand(draftText('子区审计局', 2023, 9, SHARED).replace('（七）总计 9 0 0 0 0 0 9', '（七）总计 9 0 0 0 0 0 11'));
  await hand(draftText('丑区审计局', 2023, 5, SHARED));
  await hand(draftText('丑区水利局', 2023, 3, MARKUP));
  await put(store, { region: '990101', body: '子区公安局', year: 2023, publishedOn: '2024-02-10' });
  const server = await startServer(
    readConfig({
      PORT: '0',
      GONGKAI_LOG_LEVEL: 'silent',
      GONGKAI_TOKENS: `editor:${EDITOR}`,
      // The tests keep the thread that serves busy themselves.
      GONGKAI_MAX_DELAY_MS: '0',
    }),
    store,
    new ParserPool({ size: 1, execArgv: ['-r', join(__dirname, '../cli/swc-hook.cjs')] }),
  );
  return servedFrom(folder, server);
}
