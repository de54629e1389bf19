/**
 * The editions of the national form as data. A future form is one more entry here (and a migration where it brings new cells).
 *
 * Real reports mix editions table by table, so an edition is a property of a table, never of a report or a year.
 */
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_ROWS, TABLE4_BLOCKS } from './rows';

export type TableNumber = 2 | 3 | 4;
export const TABLES: readonly TableNumber[] = [2, 3, 4];

/** The table's official heading, the same on every edition. */
export const TABLE_TITLES: Readonly<Record<TableNumber, { zh: string; en: string }>> = {
  2: { zh: '主动公开政府信息情况', en: 'Information published proactively' },
  3: { zh: '收到和处理政府信息公开申请情况', en: 'Applications received and handled' },
  4: { zh: '政府信息公开行政复议、行政诉讼情况', en: 'Reconsideration and litigation' },
};

/** A block of table 2: the paragraph of Art. 20 that it reports under, its columns and its rows. */
export interface ProactiveBlock {
  /** "第二十条第（一）项" */
  readonly heading: string;
  readonly columns: readonly { readonly id: string; readonly zh: string }[];
  readonly rows: readonly { readonly id: string; readonly zh: string }[];
}

export interface Edition {
  readonly id: EditionId;
  /** The document that set the form. */
  readonly basis: string;
  /** Years whose reports are due on this form; `to` is null while it is in force. */
  readonly years: { readonly from: number; readonly to: number | null };
  readonly table2: readonly ProactiveBlock[];
  /** Ids of the rows of table 3, in order; each has the seven applicant columns. */
  readonly table3: readonly string[];
  /** Ids of the blocks of table 4, in order; each has the five outcome columns. */
  readonly table4: readonly string[];
}

export type EditionId = '2019' | '2021';

const DOCUMENTS_2021 = [
  { id: 'issued', zh: '本年制发件数' },
  { id: 'repealed', zh: '本年废止件数' },
  { id: 'inForce', zh: '现行有效件数' },
];
const DECISIONS_2021 = [{ id: 'decisions', zh: '本年处理决定数量' }];
const DOCUMENTS_2019 = [
  { id: 'made', zh: '本年新制作数量' },
  { id: 'newlyPublished', zh: '本年新公开数量' },
  { id: 'publishedTotal', zh: '对外公开总数量' },
];
const ITEMS_2019 = [
  { id: 'previousItems', zh: '上一年项目数量' },
  { id: 'itemChange', zh: '本年增/减' },
  { id: 'decisions', zh: '处理决定数量' },
];
const BLOCKS = TABLE4_BLOCKS.map((block) => block.id);
const rowsOf2021 = TABLE3_ROWS.map((row) => row.id).filter((id) => id !== 'otherwise.unspecified');
const rowsOf2019 = TABLE3_ROWS.map((row) => row.id).filter(
  (id) => !['otherwise.notClarified', 'otherwise.feeUnpaid', 'otherwise.misc'].includes(id),
);

export const EDITIONS: readonly Edition[] = [
  {
    id: '2019',
    basis: '国办公开办函〔2019〕60号',
    years: { from: 2019, to: 2020 },
    table2: [
      {
        heading: '第二十条第（一）项',
        columns: DOCUMENTS_2019,
        rows: [
          { id: 'regulations', zh: '规章' },
          { id: 'normativeDocuments', zh: '规范性文件' },
        ],
      },
      {
        heading: '第二十条第（五）项',
        columns: ITEMS_2019,
        rows: [
          { id: 'licensing', zh: '行政许可' },
          { id: 'otherServices', zh: '其他对外管理服务事项' },
        ],
      },
      {
        heading: '第二十条第（六）项',
        columns: ITEMS_2019,
        rows: [
          { id: 'penalties', zh: '行政处罚' },
          { id: 'coercion', zh: '行政强制' },
        ],
      },
      {
        heading: '第二十条第（八）项',
        columns: ITEMS_2019.slice(0, 2),
        rows: [{ id: 'feeItems', zh: '行政事业性收费' }],
      },
      {
        heading: '第二十条第（九）项',
        columns: [
          { id: 'projects', zh: '采购项目数量' },
          { id: 'amount', zh: '采购总金额' },
        ],
        rows: [{ id: 'procurement', zh: '政府集中采购' }],
      },
    ],
    table3: rowsOf2019,
    table4: BLOCKS,
  },
  {
    id: '2021',
    basis: '国办公开办函〔2021〕30号',
    years: { from: 2021, to: null },
    table2: [
      {
        heading: '第二十条第（一）项',
        columns: DOCUMENTS_2021,
        rows: [
          { id: 'regulations', zh: '规章' },
          { id: 'normativeDocuments', zh: '行政规范性文件' },
        ],
      },
      { heading: '第二十条第（五）项', columns: DECISIONS_2021, rows: [{ id: 'licensing', zh: '行政许可' }] },
      {
        heading: '第二十条第（六）项',
        columns: DECISIONS_2021,
        rows: [
          { id: 'penalties', zh: '行政处罚' },
          { id: 'coercion', zh: '行政强制' },
        ],
      },
      {
        heading: '第二十条第（八）项',
        columns: [{ id: 'amount', zh: '本年收费金额（单位：万元）' }],
        rows: [{ id: 'fees', zh: '行政事业性收费' }],
      },
    ],
    table3: rowsOf2021,
    table4: BLOCKS,
  },
];

export const EDITION_IDS: readonly EditionId[] = EDITIONS.map((edition) => edition.id);

/** The edition with this id. Throws on an id that is none. */
export function edition(id: EditionId): Edition {
  const found = EDITIONS.find((each) => each.id === id);
  if (!found) throw new Error(`no edition ${id} of the form`);
  return found;
}

/** The edition in force for the reports of a year: the trial form of 2019 for anything before it. */
export function editionInForce(year: number): Edition {
  const found = EDITIONS.find((each) => year >= each.years.from && (each.years.to === null || year <= each.years.to));
  return found ?? EDITIONS[0]!;
}

/** `[row id, column id]` of every cell of one table of an edition, in reading order. */
export function cellsOfTable(form: Edition, table: TableNumber): readonly (readonly [row: string, column: string])[] {
  if (table === 2)
    return form.table2.flatMap((block) =>
      block.rows.flatMap((row) => block.columns.map((column) => [row.id, column.id] as const)),
    );
  if (table === 3) return form.table3.flatMap((row) => APPLICANT_COLUMNS.map((column) => [row, column.id] as const));
  return form.table4.flatMap((block) => OUTCOME_COLUMNS.map((column) => [block, column.id] as const));
}
