/** Office packages made from their XML, for what no library writes. */
import { strToU8, zipSync } from 'fflate';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function zip(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

function rels(targets: Record<string, string>): string {
  const items = Object.entries(targets).map(
    ([type, target], i) => `<Relationship Id="r${i}" Type="${REL}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${items.join('')}</Relationships>`;
}

/** A DOCX with this body; `numbering` is the XML of its lists. */
export function docx(body: string, numbering = '', more: Record<string, string> = {}): Uint8Array {
  return zip({
    '_rels/.rels': rels({ officeDocument: 'word/document.xml' }),
    'word/_rels/document.xml.rels': rels({
      numbering: 'numbering.xml',
      styles: '/word/styles.xml',
      aFChunk: 'chunk.mht',
    }),
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
    'word/numbering.xml': `<w:numbering xmlns:w="${W}">${numbering}</w:numbering>`,
    'word/styles.xml': `<w:styles xmlns:w="${W}"><w:style w:styleId="一"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="二"><w:basedOn w:val="一"/></w:style></w:styles>`,
    ...more,
  });
}

export const p = (content: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
export const r = (text: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
export const tc = (content: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
export const tr = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
export const tbl = (...rows: string[]): string => `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;
