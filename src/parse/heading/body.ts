/**
 * Whose report it is: the body that the title names, else the one beside it, that of the signature, of the page's title, of the
 * head above a document, or of the sentence that announces the report. What only the page's facts name is said to be uncertain.
 */
import type { Document, TextLine } from '../../extract/document';
import type { DraftNotice } from '../../form/draft';
import { plain } from '../printed/characters';
import { isSameBody } from '../printings/named-body';
import { bodyAlone, bodyOf, governmentOf, isPlaced } from './body-name';
import { signatureOf } from './published';
import { bodyOfPage, namesReport, type Title } from './title';

/** Who the page says put it there. */
const ISSUER =
  /发布(?:机构|单位)|公开(?:机构|主体|单位|责任部门)|发文(?:机关|机构|单位)|信息来源|责任(?:单位|部门)|制发(?:机关|单位)/;
/** Where the page was taken from, which may be the site itself. */
const SOURCE = /^来源$/;
/** The head of a document: "青河县水务局文件". */
const HEAD = /^(.{4,30}?)文件$/;
/** "现将青河县水务局2023年度政府信息公开工作情况报告如下". */
const ANNOUNCED =
  /(?:现将|现公布|现发布|特公布)([㐀-鿿()]{4,30}?)(?:\d{4}年度?)(?:的)?(?:政府信息公开|政务公开|信息公开)/;

export interface BodySource {
  readonly document: Document;
  readonly lines: readonly TextLine[];
  readonly title: string | undefined;
  readonly printed: Title | undefined;
}

export interface BodyRead {
  readonly body?: string;
  readonly notices: readonly DraftNotice[];
}

export function bodyOfReport(from: BodySource): BodyRead {
  const found = bodyAsSaid(from);
  const government = found.body === undefined ? undefined : governmentOf(found.body);
  return government === undefined ? found : ofThePlace(found.body!, government);
}

function bodyAsSaid({ document, lines, title, printed }: BodySource): BodyRead {
  const signed = signatureOf(lines)?.body;
  const page = document.meta.title === undefined ? undefined : bodyOfPage(document.meta.title);
  const named = title ? (printed?.body ?? bodyOf(title)) : undefined;
  if (named && !printed?.isLine) return read(fuller(named, [page, signed]));
  const [issuerLabel, issuer] = issuerOf(document, lines) ?? [];
  const beside = named ?? (printed && bodyBeside(lines, printed));
  if (beside) {
    // A government above a title may be the site: whoever stands below the title or signs is asked first, then the page.
    if (!/政府$/.test(beside)) return read(fuller(beside, [page, signed]));
    const others = [printed && besideBelow(lines, printed), signed, page].filter((name) => name !== undefined);
    if (others.some((name) => isSameBody(name, beside))) return read(beside);
    if (others[0] !== undefined) return read(others[0]);
    const isPage = document.mediaType === 'text/html';
    if (issuer === undefined ? !isPage : isSameBody(issuer, beside)) return read(beside);
  }
  const told = page ?? signed ?? headOf(lines, printed) ?? announced(lines);
  if (told) return read(told);
  return issuer === undefined ? read(undefined) : uncertain(issuerLabel!, issuer);
}

const read = (body: string | undefined): BodyRead => ({ ...(body ? { body } : {}), notices: [] });

function ofThePlace(place: string, body: string): BodyRead {
  return {
    body,
    notices: [
      {
        code: 'BODY_UNCERTAIN',
        zh: `标题只写了“${place}”，按“${body}”的报告识读，请核对`,
        en: `The title says only "${place}"; it is read as the report of "${body}": make sure that it is`,
      },
    ],
  };
}

function uncertain(label: string, body: string): BodyRead {
  return {
    body,
    notices: [
      {
        code: 'BODY_UNCERTAIN',
        zh: `标题没有写明机关，按页面的“${label}”取“${body}”，请核对`,
        en: `The title names no body; "${body}" is taken from the page's "${label}": make sure that it is right`,
      },
    ],
  };
}

/** A name that leaves out its place as another has it with the place: 司法局, 青河县司法局. */
function fuller(name: string, others: readonly (string | undefined)[]): string {
  if (isPlaced(name)) return name;
  return others.find((other) => other?.endsWith(name) && isPlaced(other)) ?? name;
}

/** Lines of the first screen, where a page that was saved as text has its facts. */
const FACTS = 60;
const FACT = /^(.{2,8}?)[:：]\s*(.{4,40})$/;

/** A body with its place, by the page's label; where the page was taken from tells nothing of a government or an office of its. */
function issuerOf({ meta }: Document, lines: readonly TextLine[]): [string, string] | undefined {
  const printed = lines.slice(0, FACTS).flatMap(({ text }) => {
    const [, label, value] = FACT.exec(text.trim()) ?? [];
    return label === undefined ? [] : [[label.replace(/\s+/g, ''), value!] as const];
  });
  const facts = [...Object.entries(meta), ...printed].map(([key, value]) => [key, bodyAlone(value)] as const);
  const said = facts.find(([key, name]) => ISSUER.test(key) && name !== undefined);
  const from = facts.find(
    ([key, name]) => SOURCE.test(key) && name !== undefined && isPlaced(name) && !/政府(?:办公[室厅]|办)?$/.test(name),
  );
  const found = said ?? from;
  return found && [found[0], found[1]!];
}

/** The line above or below a title that names only the year. */
function bodyBeside(lines: readonly TextLine[], title: Title): string | undefined {
  const { at, lines: count } = title;
  for (const i of [at - 1, at - 2, at - 3, at + count, at + count + 1]) {
    const text = lines[i]?.text ?? '';
    const name = namesReport(text) ? undefined : bodyAlone(text);
    if (name) return name;
  }
  return undefined;
}

function besideBelow(lines: readonly TextLine[], { at, lines: count }: Title): string | undefined {
  const text = lines[at + count]?.text ?? '';
  return namesReport(text) ? undefined : bodyAlone(text);
}

function headOf(lines: readonly TextLine[], title: Title | undefined): string | undefined {
  for (const line of lines.slice(0, title?.at ?? 0)) {
    const name = HEAD.exec(plain(line.text).replace(/\s+/g, ''))?.[1];
    const body = name === undefined ? undefined : bodyAlone(name);
    if (body !== undefined && (isPlaced(body) || body.length >= LONG)) return body;
  }
  return undefined;
}

/** Names of so many letters say whose they are without the name of a place: 临泉经济技术开发区管委会. */
const LONG = 10;
const FIRST_LINES = 80;

function announced(lines: readonly TextLine[]): string | undefined {
  const text = lines
    .slice(0, FIRST_LINES)
    .map((line) => plain(line.text).replace(/\s+/g, ''))
    .join('');
  const name = ANNOUNCED.exec(text)?.[1];
  const body = name === undefined ? undefined : bodyAlone(name);
  return body !== undefined && isPlaced(body) ? body : undefined;
}
