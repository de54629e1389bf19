/**
 * Lines of a report's own statistics that have rows of table 2: what was published by kind, above the table or below it. On the form a
 * heading stands between the rows of two paragraphs; a list has them one below the other.
 */
import type { Block, Document, TextLine } from '../../extract/document';
import { edition } from '../../form/editions';
import { lettersOf, plain } from '../printed/characters';
import { proactiveRows, rowOnEdition } from '../printed/labels';

/** What is longer is a sentence. */
const LONGEST_ROW = 14;
const FEWEST_PARAGRAPHS = 2;
const HEADING =
  /第二十条|制发件?数|废止件?数|现行有效|处理决定数|收费金额|新制作数|新公开数|对外公开总数|项目数量|增减|采购/;

const paragraphs = new Map(
  (['2019', '2021'] as const).flatMap((form) =>
    edition(form).table2.flatMap(({ heading, rows }) => rows.map(({ id }) => [id, heading] as const)),
  ),
);
const labels = new Map(
  proactiveRows().flatMap(({ row, letters }) => {
    const id = rowOnEdition(row, '2021') ?? rowOnEdition(row, '2019');
    return letters.map((each) => [each, (id && paragraphs.get(id)) ?? row] as const);
  }),
);

/** The document without such lines, where their rows are printed again in the form's table. */
export function withoutOtherLines(document: Document): Document {
  const lines = document.blocks.filter((block): block is TextLine => block.type === 'line');
  if (!lines.some(({ text }) => HEADING.test(lettersOf(text)))) return document;
  const others = new Set<Block>(listsOf(document.blocks).flatMap((list) => (isOther(list, lines) ? list : [])));
  return others.size === 0 ? document : { ...document, blocks: document.blocks.filter((block) => !others.has(block)) };
}

/** Lines of a few words and figures that follow each other. */
function listsOf(blocks: readonly Block[]): TextLine[][] {
  const lists: TextLine[][] = [[]];
  for (const block of blocks) {
    if (block.type === 'line' && isRow(block)) lists.at(-1)!.push(block);
    else if (lists.at(-1)!.length > 0) lists.push([]);
  }
  return lists;
}

function isRow({ text }: TextLine): boolean {
  const letters = lettersOf(text);
  return letters.length > 0 && letters.length <= LONGEST_ROW && /\d/.test(plain(text)) && !HEADING.test(letters);
}

function isOther(list: readonly TextLine[], lines: readonly TextLine[]): boolean {
  const rows = list.map(({ text }) => lettersOf(text)).filter((letters) => labels.has(letters));
  if (new Set(rows.map((letters) => labels.get(letters))).size < FEWEST_PARAGRAPHS) return false;
  const own = new Set(list);
  const rest = lines.filter((line) => !own.has(line)).map(({ text }) => lettersOf(text));
  return rows.every((row) => rest.includes(row));
}
