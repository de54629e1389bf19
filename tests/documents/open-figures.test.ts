import { extract } from '../../src/extract/extract';
import { parse } from '../../src/parse/parse';
import { htmlPage, htmlTable } from './generator/html';
import { makePieces, type Piece } from './generator/pieces';
import { Random } from './generator/random';
import { flowed } from './generator/text';

/** A report of the 2021 form without blank cells, in which 行政许可 prints other words. */
async function withLicensing(printed: string, layout: 'html' | 'text') {
  let seed = 1;
  let made = makePieces(new Random(seed), false);
  while (made.report.forms[2] !== '2021' || made.report.forms[3] !== '2021')
    made = makePieces(new Random(++seed), false);
  const pieces = made.pieces.map((piece): Piece => {
    if (piece.type === 'line') return piece;
    const row = piece.sheet.cells.find((cell) => /^行\s*政\s*许\s*可$/.test(cell.text))?.row;
    const cells = piece.sheet.cells.map((cell) =>
      cell.figure && cell.row === row ? { ...cell, text: printed } : cell,
    );
    return { type: 'sheet', sheet: { ...piece.sheet, cells } };
  });
  const random = new Random(7);
  const style = { labelWidth: 60, figures: 'same', glued: false, lastApart: false, groups: 'before' } as const;
  const source =
    layout === 'html'
      ? htmlPage(
          random,
          made.title,
          pieces.map((piece) => (piece.type === 'line' ? piece.text : htmlTable(random, piece.sheet, 0))),
          '2024-01-20',
        )
      : pieces
          .flatMap((piece) => (piece.type === 'line' ? [piece.text] : flowed(random, piece.sheet, style)))
          .join('\n');
  const draft = parse(await extract(Buffer.from(source), { name: `report.${layout === 'html' ? 'html' : 'txt'}` }));
  return draft.tables[2]!.cells.get('licensing.decisions')!;
}

describe('words that leave a figure open are unreadable, never a figure and never a blank', () => {
  test.each(['html', 'text'] as const)('%s', async (layout) => {
    for (const printed of [
      '400余件',
      '约400',
      '近400',
      '400多',
      '385或386',
      '385-390',
      '385至390',
      '385以上',
      '400 余',
      '1.2万',
      '38O',
      '暂无',
      '见附件',
      '三百八十五',
      // Characters of which a font does not say what they are.
      '\ufffd\ufffd',
      '\ue012\ue015',
    ])
      expect({ printed, state: (await withLicensing(printed, layout)).state }).toEqual({
        printed,
        state: 'UNREADABLE',
      });
    expect(await withLicensing('385件', layout)).toMatchObject({ state: 'REPORTED', count: 385 });
    expect(await withLicensing('３８５', layout)).toMatchObject({ state: 'REPORTED', count: 385 });
  });
});

describe('what the page does not say of one row or one table is unreadable', () => {
  const page = (rows: string) =>
    `<h1>青河县水务局2023年政府信息公开工作年度报告</h1><table><tr><td>第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>${rows}</table>`;
  const cells = async (html: string) =>
    parse(await extract(Buffer.from(`<html><body>${html}</body></html>`), { name: 'report.html' })).tables[2]!.cells;
  const rest =
    '<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr><tr><td>行政许可</td><td colspan="3">7</td></tr>';
  const acts = '<tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>';
  const documents = '<tr><td>行政规范性文件</td><td>4</td><td>5</td><td>6</td></tr>';

  test('a cell merged over two rows is the figure of neither', async () => {
    const read = await cells(
      page(
        `${acts}${documents}${rest}<tr><td>行政处罚</td><td colspan="3" rowspan="2">9</td></tr><tr><td>行政强制</td></tr>`,
      ),
    );
    expect(read.get('penalties.decisions')!.state).toBe('UNREADABLE');
    expect(read.get('coercion.decisions')!.state).toBe('UNREADABLE');
    expect(read.get('licensing.decisions')).toMatchObject({ count: 7 });
  });

  test('rows in another order are read by their labels', async () => {
    const read = await cells(page(documents + acts + rest));
    expect(read.get('regulations.repealed')).toMatchObject({ count: 2 });
    expect(read.get('normativeDocuments.inForce')).toMatchObject({ count: 6 });
  });

  test('a table printed twice with other figures: where they differ, nothing is chosen', async () => {
    const read = await cells(page(acts + documents + rest) + page(acts + documents.replace('6', '8') + rest));
    expect(read.get('normativeDocuments.inForce')!.state).toBe('UNREADABLE');
    expect(read.get('normativeDocuments.issued')).toMatchObject({ count: 4 });
  });
});
