/** Findings in words: how cells are named. */
import { messageOf } from '../../src/check/message';
import { cellsOn } from '../../src/form/cells';

const unreadable = (cells: readonly string[], locale: 'zh' | 'en') =>
  messageOf({ rule: 'CELLS_UNREADABLE', cells, details: { table: '3', count: String(cells.length) } }, locale);
const table = cellsOn('2021', 3).map(({ id }) => id);
const granted = table.filter((id) => id.startsWith('granted.'));

test('cells are named one by one, rows of which there are all cells as rows, and a table as one', () => {
  expect(unreadable(granted.slice(1), 'zh')).not.toContain('予以公开·自然人');
  expect(unreadable(granted.slice(1), 'zh')).toContain('予以公开·总计');
  expect(unreadable([...granted, 'concluded.total'], 'zh')).toMatch(/：予以公开、总计·总计。$/);
  expect(unreadable(granted, 'en')).toMatch(/: Granted\.$/);
  expect(unreadable(table, 'zh')).toMatch(/：全表。$/);
  expect(unreadable(table.slice(1), 'zh')).not.toContain('全表');
});
