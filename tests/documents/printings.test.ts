/** Reports that print last year's tables beside their own. */
import { extract } from '../../src/extract/extract';
import { parse } from '../../src/parse/parse';
import { truthOf } from './generator/figures';
import { htmlPage, htmlTable } from './generator/html';
import type { Sheet } from './generator/layout';
import { makePieces, type Pieces } from './generator/pieces';
import { Random } from './generator/random';
import { flowed } from './generator/text';

type Table = 2 | 3 | 4;
const kindOf = (sheet: Sheet): Table => (sheet.rows > 20 ? 3 : sheet.columns === 15 ? 4 : 2);

const APPLICANTS = ['naturalPerson', 'commercialEnterprise', 'researchInstitution', 'publicWelfareOrganisation'];

const carriedIn = ({ report }: Pieces): ReadonlyMap<string, number> =>
  new Map(APPLICANTS.map((applicant) => [applicant, Number(report.cells.get(`carriedIn.${applicant}`)!.truth)]));

/** A report of the 2021 form; `forward`: what it carries forward; `carries`: of how many applicants it carries in something. */
function report(from: number, { forward, carries }: { forward?: ReadonlyMap<string, number>; carries?: number } = {}) {
  for (let seed = from; ; seed++) {
    const made = makePieces(new Random(seed), false, forward);
    const { forms, year, cells } = made.report;
    const counts = [...carriedIn(made).values()].filter((count) => count > 0).length;
    const others = Number(cells.get('carriedIn.total')!.truth) - [...carriedIn(made).values()].reduce((a, b) => a + b);
    if (forms[2] !== '2021' || forms[3] !== '2021' || year !== 2023) continue;
    if (carries === undefined || (counts === carries && others === 0)) return made;
  }
}

const own = report(1);
const before = report(500, { forward: new Map([['naturalPerson', 77]]) });

interface Printed {
  readonly tables: readonly Table[];
  /** Above last year's tables; above the report's own. */
  readonly caption?: string;
  readonly ownCaption?: string;
  readonly first?: boolean;
  /** Figures on lines of their own, in text. */
  readonly apart?: boolean;
  readonly edited?: (source: string) => string;
  readonly last?: Pieces;
  readonly mine?: Pieces;
}

async function read(
  layout: 'html' | 'text',
  { tables, caption, ownCaption, first, apart = false, edited, last = before, mine = own }: Printed,
) {
  const random = new Random(3);
  const style = {
    labelWidth: 60,
    figures: apart ? 'next' : 'same',
    glued: false,
    lastApart: false,
    groups: 'before',
  } as const;
  const shown = (sheet: Sheet) => (layout === 'html' ? [htmlTable(random, sheet, 0)] : flowed(random, sheet, style));
  const sheetsOf = ({ pieces }: Pieces, table: Table) =>
    pieces.flatMap((piece) => (piece.type === 'sheet' && kindOf(piece.sheet) === table ? shown(piece.sheet) : []));
  const done = new Set<Table>();
  const parts = mine.pieces.flatMap((piece): string[] => {
    if (piece.type === 'line') return [piece.text];
    const table = kindOf(piece.sheet);
    if (done.has(table)) return [];
    done.add(table);
    const ours = [...(ownCaption ? [ownCaption] : []), ...sheetsOf(mine, table)];
    if (!tables.includes(table)) return ours;
    const theirs = [...(caption ? [caption] : []), ...sheetsOf(last, table)];
    return first ? [...theirs, ...ours] : [...ours, ...theirs];
  });
  const source = layout === 'html' ? htmlPage(random, mine.title, parts.slice(1), '2024-01-20') : parts.join('\n');
  const draft = parse(
    await extract(Buffer.from(edited?.(source) ?? source), { name: `report.${layout === 'html' ? 'html' : 'txt'}` }),
  );
  /** Cells of a table that are read, of them those with the report's own figure, and cells that both years have alike. */
  const count = (table: Table) => {
    const truth = truthOf(mine.report, table);
    const other = truthOf(last.report, table);
    const figures = [...truth].map(([id, printed]) => {
      const cell = draft.tables[table]!.cells.get(id)!;
      return { printed, cell, alike: other.get(id) === printed, figure: cell.amount ?? cell.count ?? null };
    });
    const known = figures.filter(({ cell }) => cell.state !== 'UNREADABLE');
    expect(known.filter(({ figure, printed }) => figure !== printed)).toEqual([]);
    return { cells: truth.size, known: known.length, alike: figures.filter(({ alike }) => alike).length };
  };
  const chosen = draft.notices.filter(({ code }) => code === 'PRINTING_CHOSEN');
  return { count, chosen };
}

const whole = (counted: { cells: number; known: number }) => expect(counted.known).toBe(counted.cells);
const onlyAlike = (counted: { known: number; alike: number; cells: number }) => {
  expect(counted.known).toBe(counted.alike);
  expect(counted.known).toBeLessThan(counted.cells);
};

describe.each(['html', 'text'] as const)('tables of the year before, %s', (layout) => {
  test.each(['2022年', '附：二〇二二年度数据', '去年同期数据', '附件2　2022年政府信息公开统计表', '表一（上一年度）'])(
    'a caption names them: %s',
    async (caption) => {
      for (const [first, apart] of [[false], [true], [false, true]]) {
        const { count, chosen } = await read(layout, { tables: [2, 3, 4], caption, first, apart });
        for (const table of [2, 3, 4] as const) whole(count(table));
        expect(chosen.map(({ en }) => /captions say/.test(en))).toEqual([true, true, true]);
      }
    },
  );

  test('a label stands in a sentence, and in only one of the printings', async () => {
    const label = '本机关不掌握相关政府信息';
    const inSentence = (source: string) => source.replace('一、总体情况', `一、总体情况。收到申请2件，${label}2件`);
    const edited = (source: string) =>
      inSentence(source).replace(new RegExp(`(.*)${label}`, 's'), '$1本机关不拿握相以政府信息');
    const { count, chosen } = await read(layout, { tables: [3], caption: '2022年', first: true, edited });
    whole(count(3));
    expect(chosen).toHaveLength(1);
  });

  test('a caption over the own table as well, and over that alone', async () => {
    whole((await read(layout, { tables: [4], caption: '2022年度', ownCaption: '2023年度' })).count(4));
    onlyAlike((await read(layout, { tables: [4], ownCaption: '2023年度' })).count(4));
  });

  test.each(['2024年', '2022年和2023年', '2022年，本机关继续推进公开。', '各部门情况'])(
    'what names no year before it is no such caption: %s',
    async (caption) => {
      const { count, chosen } = await read(layout, { tables: [2, 4], caption });
      for (const table of [2, 4] as const) onlyAlike(count(table));
      expect(chosen).toEqual([]);
    },
  );

  test('what last year carried forward is carried in: the figures tell, and the other tables stand in the same order', async () => {
    const mine = report(900, { carries: 3 });
    const last = report(700, { forward: carriedIn(mine) });
    for (const first of [false, true]) {
      const { count, chosen } = await read(layout, { tables: [2, 3, 4], mine, last, first });
      for (const table of [2, 3, 4] as const) whole(count(table));
      expect(chosen.map(({ en }) => /carries in/.test(en))).toEqual([false, true, false]);
    }
  });

  test('a figure of one digit is equal by chance', async () => {
    const mine = report(2000, { carries: 1 });
    const last = report(700, { forward: carriedIn(mine) });
    const { count, chosen } = await read(layout, { tables: [3], mine, last });
    onlyAlike(count(3));
    expect(chosen).toEqual([]);
  });

  test('captions that the figures contradict prove nothing', async () => {
    const last = report(900, { carries: 3 });
    const mine = report(700, { forward: carriedIn(last) });
    onlyAlike((await read(layout, { tables: [3], mine, last, caption: '2022年' })).count(3));
  });
});
