/** Table 4 in rows of a fixed height, which show only the first letters of its headings. */
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../src/form/rows';
import { readCells } from './read-cells';

const OUTCOMES = OUTCOME_COLUMNS.map(({ zh }) => zh);
const IDS = OUTCOME_COLUMNS.map(({ id }) => id);
const FIGURES = ['1', '2', '3', '4', '10', '0', '0', '0', '0', '0', '0', '5', '0', '0', '5'];

async function read(headings: readonly string[]) {
  const cells = (texts: readonly string[]) => texts.map((text) => `<td>${text}</td>`).join('');
  const blocks = TABLE4_BLOCKS.map(({ zh }) => `<td colspan="5">${zh}</td>`).join('');
  const table = `<table><tr>${blocks}</tr><tr>${cells(headings)}</tr><tr>${cells(FIGURES)}</tr></table>`;
  const figures = await readCells('a.html', `<p>四、政府信息公开行政复议、行政诉讼情况</p>${table}`, 4);
  return TABLE4_BLOCKS.map(({ id }) => figures(id, IDS));
}

test('beginnings of the headings in the order of the form', async () => {
  for (const length of [1, 2, 3]) {
    const headings = TABLE4_BLOCKS.flatMap(() => OUTCOMES.map((name) => name.slice(0, length)));
    expect(await read(headings)).toEqual([
      [1, 2, 3, 4, 10],
      [0, 0, 0, 0, 0],
      [0, 5, 0, 0, 5],
    ]);
  }
});
