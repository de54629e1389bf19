/**
 * Reports as RTF: characters in GBK by their codes or in Unicode with a substitute, cells that span by their edges or by marks,
 * text that an editor struck.
 */
import { encodeGbk } from '../../extract/gbk';
import type { Sheet } from './layout';
import type { Pieces } from './pieces';
import type { Random } from './random';

type Write = (text: string) => string;

const escaped = (text: string) => text.replace(/[\\{}]/g, '\\$&');
const hex = (text: string) => [...encodeGbk(text)].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
const WRITERS: readonly Write[] = [
  (text) => escaped(text).replace(/[^\x20-\x7e]+/g, hex),
  (text) => escaped(text).replace(/[^\x20-\x7e]/g, (char) => `\\u${(char.charCodeAt(0) << 16) >> 16}?`),
  (text) => escaped(text).replace(/[^\x20-\x7e]/g, (char) => `{\\uc2\\u${char.charCodeAt(0)} ${hex(char)}}`),
];

export function rtfFile(random: Random, { title, pieces }: Pick<Pieces, 'title' | 'pieces'>): Buffer {
  const write = random.pick(WRITERS);
  const byMarks = random.chance(0.4);
  const edited = random.chance(0.4);
  const lines = pieces.map((piece) =>
    piece.type === 'line'
      ? `\\pard\\plain\\f1 ${edited ? `{\\deleted ${write('旧文 12')}}` : ''}${write(piece.text)}\\par`
      : tableOf(random, piece.sheet, write, byMarks) + (random.chance(0.7) ? '\\pard\\par' : ''),
  );
  const fonts = `{\\fonttbl{\\f0\\fcharset0 Times New Roman;}{\\f1\\fcharset134 ${write('宋体')};}}`;
  const head = `{\\rtf1\\ansi\\ansicpg936\\deff0${fonts}{\\info{\\title ${write(title)}}}{\\footer\\pard - 7 -\\par}`;
  return Buffer.from(`${head}\n${lines.join('\n')}\n}`, 'latin1');
}

function tableOf(random: Random, sheet: Sheet, write: Write, byMarks: boolean): string {
  const width = random.integer(500, 900);
  return Array.from({ length: sheet.rows }, (_, at) => {
    const off = random.integer(0, 12);
    const edge = (column: number) => width * column + off;
    let definition = `\\trowd\\trleft${edge(0)}`;
    let cells = '';
    const own = sheet.cells
      .filter((each) => each.row <= at && at < each.row + each.rowSpan)
      .sort((a, b) => a.column - b.column);
    for (const { text, row, column, rowSpan, columnSpan } of own) {
      const shown = row === at ? text.split('\n').map(write).join('\\line ') : '';
      const parts = byMarks && rowSpan === 1 ? columnSpan : 1;
      for (let i = 0; i < parts; i++) {
        const merge = parts > 1 ? (i === 0 ? '\\clmgf' : '\\clmrg') : '';
        const grows = rowSpan === 1 ? '' : row === at ? '\\clvmgf' : '\\clvmrg';
        definition += `${merge}${grows}\\cellx${edge(parts > 1 ? column + i + 1 : column + columnSpan)}`;
        cells += `\\pard\\intbl\\f1 ${i === 0 ? shown : ''}\\cell`;
      }
    }
    return `${definition}${cells}\\pard\\intbl\\row`;
  }).join('\n');
}
