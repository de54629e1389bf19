/** PDF as a browser prints it: its tables are those of the page that was printed. Skipped where no Chromium is installed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from '../../src/extract/extract';
import { grids, rowsOf } from './shape';

const CHROMIUM = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== '' && existsSync(path));
if (!CHROMIUM) console.log('No Chromium is installed: PDF as a browser prints it is not tested.');

function printed(html: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'printed-'));
  try {
    writeFileSync(join(folder, 'page.html'), html);
    const options = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-pdf-header-footer',
      `--user-data-dir=${folder}/profile`,
    ];
    execFileSync(CHROMIUM!, [...options, `--print-to-pdf=${folder}/page.pdf`, `file://${folder}/page.html`], {
      stdio: 'ignore',
      timeout: 50_000,
    });
    return readFileSync(join(folder, 'page.pdf'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TABLE = `<table><tr><td rowspan=2 colspan=2>（本列数据的勾稽关系）</td><td colspan=3>申请人</td></tr><tr><td style="width:2em">自然人</td><td>企业</td><td>总计</td></tr>
<tr><td rowspan=2>办理</td><td>予以公开</td><td>1,024</td><td></td><td>1,024</td></tr><tr><td>重复申请</td><td>0</td><td>/</td><td>22（其中修订 16 件）</td></tr></table>`;

/** Cells with their spans, without the line breaks that a renderer chooses. */
const flat = (rows: string[][]) => rows.map((row) => row.map((cell) => cell.replace(/[\s]+/g, '')));

describe('a printed page', () => {
  const styles: [string, string][] = [
    ['collapsed borders', 'table{border-collapse:collapse}td{border:1px solid #000;padding:2px}'],
    ['separate borders', 'td{border:1px solid #000;padding:2px}'],
    [
      'thick borders of two colours',
      'table{border-collapse:collapse}td{border:2px solid #36c;padding:4px}tr:first-child td{border-bottom:3px double red}',
    ],
    [
      'dotted borders and shading',
      'table{border-collapse:collapse}td{border:1px dashed #555;padding:4px}tr:nth-child(odd){background:#eef}',
    ],
  ];
  for (const [name, style] of styles)
    (CHROMIUM ? test : test.skip)(`with ${name}`, async () => {
      const html = `<meta charset=utf-8><style>${style}</style><p>前文</p>${TABLE}<p>后文</p>`;
      const [page, print] = [await extract(Buffer.from(html)), await extract(printed(html))];
      expect(grids(print)).toHaveLength(1);
      expect(flat(rowsOf(grids(print)[0]!))).toEqual(flat(rowsOf(grids(page)[0]!)));
      const around = print.blocks.map((block) => (block.type === 'line' ? block.text : 'TABLE'));
      expect(around).toEqual(['前文', 'TABLE', '后文']);
    });
});
