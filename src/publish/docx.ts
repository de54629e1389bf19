/**
 * An article as DOCX: A4, the fonts that offices use with their substitutes, tables ruled and merged as laid out. Written as
 * WordprocessingML (ECMA-376): the few elements that an article needs are less to keep up than a library that knows them all.
 */
import { strToU8, zipSync } from 'fflate';
import { type Article, type ArticleBlock, type LaidCell, type LaidTable, placeCells } from './layout';
import { escapeXml } from './xml';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** In twentieths of a point: A4 with margins of 20 mm, and what they leave of the width. */
const PAGE = { width: 11906, height: 16838, margin: 1134 } as const;
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;

/** The fonts of official documents, each with those that take its place where it is not installed. */
const FONTS: readonly (readonly [name: string, substitutes: string, family: string])[] = [
  ['方正小标宋简体', 'FZXiaoBiaoSong-B05S, 宋体, SimSun, Noto Serif CJK SC, Songti SC', 'roman'],
  ['仿宋_GB2312', '仿宋, FangSong, STFangsong, 宋体, SimSun, Noto Serif CJK SC', 'modern'],
  ['黑体', 'SimHei, Heiti SC, Noto Sans CJK SC, WenQuanYi Zen Hei', 'swiss'],
  ['宋体', 'SimSun, Songti SC, Noto Serif CJK SC, AR PL UMing CN', 'roman'],
];

/** When and by what a file was made. */
export interface FileFacts {
  /** ISO date. */
  readonly on: string;
}

/** The bytes of a DOCX file. The same article and date give the same bytes. */
export function articleDocx(article: Article, facts: FileFacts): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationships([
      [`${OFFICE}/officeDocument`, 'word/document.xml'],
      ['http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml'],
    ]),
    'docProps/core.xml': coreProperties(article, facts),
    'word/document.xml': documentXml(article),
    'word/_rels/document.xml.rels': relationships([
      [`${OFFICE}/styles`, 'styles.xml'],
      [`${OFFICE}/fontTable`, 'fontTable.xml'],
      [`${OFFICE}/footer`, 'footer1.xml'],
    ]),
    'word/styles.xml': stylesXml(),
    'word/fontTable.xml': fontTableXml(),
    'word/footer1.xml': footerXml(),
  };
  const mtime = new Date(`${facts.on}T00:00:00`);
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, [strToU8(HEAD + text), { mtime }] as const])),
  );
}

function contentTypes(): string {
  const overrides = ['document.main', 'styles', 'fontTable', 'footer'].map((type) => {
    const name = type === 'document.main' ? 'document' : type === 'footer' ? 'footer1' : type;
    return `<Override PartName="/word/${name}.xml" ContentType="${WORD}.${type}+xml"/>`;
  });
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}` +
    `<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
  );
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function coreProperties({ title }: Article, { on }: FileFacts): string {
  const made = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${on}T00:00:00Z</dcterms:${name}>`;
  return (
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
    `xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>gongkai</dc:creator>${made('created')}${made('modified')}</cp:coreProperties>`
  );
}

const fonts = (eastAsia: string) =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${eastAsia}"/>`;
/** Size in half points. */
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;

function style(id: string, name: string, paragraph: string, run: string, isDefault = false): string {
  const basedOn = isDefault ? '' : '<w:basedOn w:val="Normal"/>';
  return (
    `<w:style w:type="paragraph"${isDefault ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${basedOn}` +
    `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
  );
}

function stylesXml(): string {
  const exact = (points: number) =>
    `<w:spacing w:before="0" w:after="0" w:line="${points * 20}" w:lineRule="atLeast"/>`;
  return (
    `<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋_GB2312')}${size(32)}` +
    `<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    style('Normal', 'Normal', exact(28), '', true) +
    style('Title', 'Title', `${exact(36)}<w:jc w:val="center"/>`, `${fonts('方正小标宋简体')}${size(40)}`) +
    style('Subtitle', 'Subtitle', `<w:spacing w:before="0" w:after="240"/><w:jc w:val="center"/>`, size(24)) +
    style(
      'Heading1',
      'heading 1',
      `<w:keepNext/><w:spacing w:before="240" w:after="120" w:line="560" w:lineRule="atLeast"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/>`,
      `${fonts('黑体')}${size(32)}`,
    ) +
    style(
      'Body',
      'Body Text',
      `${exact(28)}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>`,
      '',
    ) +
    style('Note', 'Note', `<w:spacing w:before="60" w:after="60" w:line="300" w:lineRule="atLeast"/>`, size(21)) +
    style(
      'Cell',
      'Table Text',
      `<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>`,
      `${fonts('宋体')}${size(18)}`,
    ) +
    `</w:styles>`
  );
}

function fontTableXml(): string {
  const items = FONTS.map(
    ([name, substitutes, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${substitutes}"/><w:charset w:val="86"/><w:family w:val="${family}"/></w:font>`,
  );
  return `<w:fonts xmlns:w="${W}">${items.join('')}</w:fonts>`;
}

/** The page's number, between dashes as official documents have it. */
function footerXml(): string {
  const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  return (
    `<w:ftr xmlns:w="${W}"><w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="center"/></w:pPr>` +
    `<w:r><w:t xml:space="preserve">— </w:t></w:r>${field('begin')}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
    `${field('separate')}<w:r><w:t>1</w:t></w:r>${field('end')}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
  );
}

function documentXml({ title, subtitle, blocks }: Article): string {
  const body = [
    paragraph(title, 'Title'),
    ...(subtitle === undefined ? [] : [paragraph(subtitle, 'Subtitle')]),
    ...blocks.map(blockXml),
  ];
  const { width, height, margin } = PAGE;
  return (
    `<w:document xmlns:w="${W}" xmlns:r="${OFFICE}"><w:body>${body.join('')}` +
    `<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="${width}" w:h="${height}"/>` +
    `<w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="720" w:footer="600" w:gutter="0"/>` +
    `</w:sectPr></w:body></w:document>`
  );
}

function blockXml(block: ArticleBlock): string {
  switch (block.type) {
    case 'heading':
      return paragraph(block.text, 'Heading1', block.newPage ? '<w:pageBreakBefore/>' : '');
    case 'paragraph':
      return paragraph(block.text, 'Body');
    case 'note':
      return paragraph(block.text, 'Note');
    case 'table':
      // A paragraph keeps a table from growing together with the next one.
      return `${block.newPage ? paragraph('', 'Note', '<w:pageBreakBefore/>') : ''}${tableXml(block.table)}${paragraph('', 'Note')}`;
  }
}

function paragraph(text: string, styleId: string, properties = ''): string {
  const run = text === '' ? '' : runXml(text);
  return `<w:p><w:pPr><w:pStyle w:val="${styleId}"/>${properties}</w:pPr>${run}</w:p>`;
}

function runXml(text: string, properties = ''): string {
  const set = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`;
  return `<w:r>${set}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

function tableXml(table: LaidTable): string {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  const ends = table.widths.map((_, at) =>
    Math.round((table.widths.slice(0, at + 1).reduce((sum, width) => sum + width, 0) / whole) * TEXT_WIDTH),
  );
  const between = (from: number, to: number) => ends[to - 1]! - (from === 0 ? 0 : ends[from - 1]!);
  const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');
  const rows = placeCells(table).map((placed, row) => {
    const cells = placed.map(({ cell, grown }) => {
      const span = cell.columnSpan ?? 1;
      return cellXml(cell, between(cell.column, cell.column + span), grown);
    });
    const repeated = row < table.headerRows ? '<w:tblHeader/>' : '';
    return `<w:tr><w:trPr><w:cantSplit/>${repeated}</w:trPr>${cells.join('')}</w:tr>`;
  });
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${borders}</w:tblBorders>` +
    `<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
    `<w:tblGrid>${table.widths.map((_, at) => `<w:gridCol w:w="${between(at, at + 1)}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`
  );
}

function cellXml(cell: LaidCell, width: number, grown: boolean): string {
  const span = (cell.columnSpan ?? 1) > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : '';
  const merge = (cell.rowSpan ?? 1) === 1 ? '' : grown ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>';
  const direction = cell.vertical ? '<w:textDirection w:val="tbRlV"/>' : '';
  const settings = `<w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}${direction}<w:vAlign w:val="center"/></w:tcPr>`;
  const aligned = `<w:jc w:val="${cell.role === 'TEXT' || (cell.role === 'LABEL' && !cell.vertical) ? 'left' : 'center'}"/>`;
  const open = `<w:p><w:pPr><w:pStyle w:val="Cell"/>${aligned}</w:pPr>`;
  if (grown) return `<w:tc>${settings}${open}</w:p></w:tc>`;
  const text = cell.text === '' ? '' : runXml(cell.text, cell.role === 'HEADER' ? '<w:b/>' : '');
  // A mark that does not fit goes into the next line; without the place to break, the number would be cut.
  const mark = cell.mark === undefined ? '' : runXml(`\u200b${cell.mark}`, size(13));
  return `<w:tc>${settings}${open}${text}${mark}</w:p></w:tc>`;
}
