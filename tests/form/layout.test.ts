import { cellsOn } from '../../src/form/cells';
import { EDITION_IDS, TABLES } from '../../src/form/editions';
import { formLayout } from '../../src/form/layout';

describe.each(EDITION_IDS.flatMap((edition) => TABLES.map((table) => [edition, table] as const)))(
  'the layout of edition %s, table %i',
  (edition, table) => {
    const layout = formLayout(table, edition);

    test('has a place for each cell of the form, once, in the order of the form', () => {
      const places = layout.rows.flatMap((row) => row.flatMap(({ cell }) => cell?.id ?? []));
      expect(places).toEqual(cellsOn(edition, table).map(({ id }) => id));
    });

    test('fills every row: what starts in it and what grows into it take all columns', () => {
      const growing = layout.rows.map(() => 0);
      layout.rows.forEach((row, at) => {
        const own = row.reduce((sum, { columnSpan }) => sum + columnSpan, 0);
        expect(own + growing[at]!).toBe(layout.widths.length);
        for (const { rowSpan, columnSpan } of row)
          for (let below = 1; below < rowSpan; below++) growing[at + below]! += columnSpan;
      });
    });

    test('says every word of the form in both languages', () => {
      for (const { role, text } of layout.rows.flat()) {
        if (role === 'FIGURE') expect(text).toBeUndefined();
        else expect([text!.zh, text!.en].filter((each) => each.trim() === '')).toEqual([]);
      }
    });
  },
);
