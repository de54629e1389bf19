/** What DOCX and XLSX have in common: the main part that the package names, and the core properties. */
import { fold } from './flow';
import type { Meter } from './limits';
import { isoDate } from './metadata';
import { encrypted, unsupported } from './refusals';
import { at, childrenNamed, parseXml, textIn, type XmlElement } from './xml';
import type { Archive } from './zip';

export interface MainPart {
  readonly kind: 'docx' | 'xlsx';
  readonly name: string;
}

/** The main part of an office package. Throws Problem UNSUPPORTED_FORMAT for archives that are none. */
export function mainPart(archive: Archive, meter: Meter): MainPart {
  const target = relations(archive, '', meter).find(({ type }) => type.endsWith('/officeDocument'))?.target;
  const name = target ?? ['word/document.xml', 'xl/workbook.xml'].find((each) => archive.has(each));
  if (name !== undefined && archive.has(name)) {
    if (name.startsWith('word/')) return { kind: 'docx', name };
    if (name.startsWith('xl/') && name.endsWith('.xml')) return { kind: 'xlsx', name };
  }
  if (archive.has('EncryptedPackage')) throw encrypted();
  if (archive.has('OFD.xml')) throw unsupported({ zh: 'OFD 版式文件', en: 'an OFD document' });
  if (archive.has('content.xml')) throw unsupported({ zh: 'ODF 文档', en: 'an OpenDocument file' });
  throw unsupported({ zh: '压缩包', en: 'an archive' });
}

export interface Relation {
  readonly id: string;
  readonly type: string;
  /** Name of the part in the archive. */
  readonly target: string;
}

/** The relations of a part ("word/document.xml"), or of the package (""). */
export function relations(archive: Archive, part: string, meter: Meter): Relation[] {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const bytes = archive.read(`${folder}_rels/${part.slice(slash)}.rels`);
  if (!bytes) return [];
  return childrenNamed(parseXml(bytes, meter), 'Relationship').map(({ attributes }) => ({
    id: attributes.Id ?? '',
    type: attributes.Type ?? '',
    target: resolve(folder, attributes.Target ?? ''),
  }));
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

/** A part's root element, where the archive has the part. */
export function partOf(archive: Archive, name: string | undefined, meter: Meter): XmlElement | undefined {
  const bytes = name === undefined ? undefined : archive.read(name);
  return bytes && parseXml(bytes, meter);
}

/** Titles that programs give by themselves. */
const NO_TITLE =
  /^(?:microsoft word|microsoft excel|文档\s*\d*|document\s*\d*|untitled|无标题|未命名|.*\.(?:docx?|wps|xlsx?|pdf))$|^microsoft /i;

/** `title`, where a person seems to have given it. */
export function titleMetadata(title: string | undefined): Record<string, string> {
  const folded = fold(title ?? '');
  return folded === '' || NO_TITLE.test(folded) ? {} : { title: folded };
}

/** Core properties: `title`, `createdOn` and `modifiedOn` (ISO dates). */
export function coreMetadata(archive: Archive, meter: Meter): Record<string, string> {
  const core = partOf(archive, 'docProps/core.xml', meter);
  const value = (name: string): string | undefined => {
    const element = at(core, name);
    return element && textIn(element);
  };
  const meta = titleMetadata(value('title'));
  const created = isoDate(value('created') ?? '');
  const modified = isoDate(value('modified') ?? '');
  if (created) meta.createdOn = created;
  if (modified) meta.modifiedOn = modified;
  return meta;
}
