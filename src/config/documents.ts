/** The settings of documents: whether they are kept, and what one of them may take. */

const HOUR_MS = 3_600_000;
const GIB = 2 ** 30;

export const DOCUMENT_SETTINGS = {
  originals: {
    type: 'text',
    env: 'GONGKAI_ORIGINALS',
    flag: '--originals',
    default: '',
    zh: '保存导入的文档原件的文件夹；为空则不保存',
    en: 'folder in which imported documents are kept as they were handed in; without one they are not kept',
  },
  maxFileBytes: {
    type: 'whole',
    min: 1024,
    max: GIB,
    env: 'GONGKAI_MAX_FILE_BYTES',
    flag: '--max-file-bytes',
    default: '52428800',
    zh: '一份文档的最大字节数',
    en: 'largest document, in bytes',
  },
  maxFileMs: {
    type: 'whole',
    min: 100,
    max: HOUR_MS,
    env: 'GONGKAI_MAX_FILE_MS',
    flag: '--max-file-ms',
    default: '60000',
    zh: '读取一份文档的最长时间（毫秒）',
    en: 'longest that one document may take to be read, in milliseconds',
  },
  maxFileRows: {
    type: 'whole',
    min: 100,
    max: 1_000_000,
    env: 'GONGKAI_MAX_FILE_ROWS',
    flag: '--max-file-rows',
    default: '600',
    zh: '一份文档的表格总行数上限（年度报告约 60 行）',
    en: 'most rows of tables in one document (an annual report has about 60)',
  },
  maxDraftBytes: {
    type: 'whole',
    min: 0,
    max: GIB,
    env: 'GONGKAI_MAX_DRAFT_BYTES',
    flag: '--max-draft-bytes',
    default: '3000000',
    zh: '无令牌自查草稿的最大字节数；另受请求正文上限的约束（base64 约大三分之一）',
    en: 'largest draft that is checked without a token, in bytes; the body of its request, a third larger by base64, is bounded as well',
  },
  draftsPerMinute: {
    type: 'whole',
    min: 0,
    max: 1_000_000,
    env: 'GONGKAI_DRAFTS_PER_MINUTE',
    flag: '--drafts-per-minute',
    default: '20',
    zh: '同一地址每分钟可无令牌自查的草稿数；0 表示不提供',
    en: 'drafts a minute that one address may have checked without a token; 0: none',
  },
} as const;

/** What one document may take to be read. */
export function fileLimits(config: Record<'maxFileBytes' | 'maxFileMs' | 'maxFileRows', number>) {
  return { bytes: config.maxFileBytes, milliseconds: config.maxFileMs, rows: config.maxFileRows };
}
