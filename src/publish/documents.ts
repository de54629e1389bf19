/** The documents that are made of the data, in the forms in which they are given out. */
import { BASES, type Basis } from '../plan/basis';
import type { Store } from '../store';
import { compile } from './compiled';
import { compiledArticle } from './compiled-article';
import { compiledJson, noticeJson } from './documents-json';
import { articleDocx } from './docx';
import { articleHtml } from './html';
import type { Article } from './layout';
import { draftNotice } from './notice';
import { noticeArticle } from './notice-article';
import { dayIn } from './reading';

/** `compiled`: the compiled consolidated report. `notice`: the draft of a notice on how bodies reported. */
export const DOCUMENTS = ['compiled', 'notice'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

export const DOCUMENT_FORMATS = ['docx', 'html', 'json'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Routes to the totals of the compiled report. */
export const DOCUMENT_BASES: readonly Basis[] = BASES;

export interface DocumentAsk {
  /** Region code. */
  readonly region: string;
  readonly year: number;
  /** Of the compiled report; COMPUTED unless given. */
  readonly basis?: Basis;
}

export interface GivenDocument {
  readonly content: Uint8Array | string;
  /** "示例市人民政府2024年政府信息公开工作年度报告（汇总稿）.docx" */
  readonly fileName: string;
}

/**
 * A document of a region and year as a file.
 * @throws UNKNOWN_REGION; NOT_FOUND where there is nothing to compile
 */
export async function makeDocument(
  store: Store,
  name: DocumentName,
  format: DocumentFormat,
  ask: DocumentAsk,
): Promise<GivenDocument> {
  const { article, json } = await (name === 'compiled' ? compiledDocument(store, ask) : noticeDocument(store, ask));
  const fileName = `${article.title}.${format}`;
  if (format === 'json') return { content: `${JSON.stringify(json, null, 1)}\n`, fileName };
  if (format === 'html') return { content: articleHtml(article), fileName };
  return { content: articleDocx(article, { on: dayIn(Date.now()) }), fileName };
}

interface Made {
  readonly article: Article;
  readonly json: unknown;
}

async function compiledDocument(store: Store, ask: DocumentAsk): Promise<Made> {
  const report = await compile(store, ask);
  return { article: compiledArticle(report), json: compiledJson(report) };
}

async function noticeDocument(store: Store, ask: DocumentAsk): Promise<Made> {
  const notice = await draftNotice(store, ask);
  return { article: noticeArticle(notice), json: noticeJson(notice) };
}
