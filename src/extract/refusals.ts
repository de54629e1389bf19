/** The problems that any extractor may end with, worded once. */
import { Problem } from '../form/problem';

/** Content that no extractor reads. `what` names it in both languages where it is known. */
export function unsupported(what?: { zh: string; en: string }): Problem {
  const zh = what ? `不支持的文件格式（${what.zh}）` : '无法识别的文件格式：内容不是文本、网页、PDF、Word、XLSX 或 CSV';
  const en = what
    ? `Unsupported file format (${what.en})`
    : 'Unknown file format: the content is not text, HTML, PDF, Word, XLSX or CSV';
  return new Problem(
    'UNSUPPORTED_FORMAT',
    `${zh}。请另存为 DOCX、PDF、HTML、XLSX 或纯文本后再导入。`,
    `${en}. Save it as DOCX, PDF, HTML, XLSX or plain text and import that.`,
  );
}

/** A file that ends before its content does, or cannot be decoded. `what` says what failed. */
export function damaged(what: { zh: string; en: string }): Problem {
  return new Problem(
    'DAMAGED_FILE',
    `文件已损坏或不完整：${what.zh}。请重新下载或重新导出该文件。`,
    `The file is damaged or incomplete: ${what.en}. Download or export it again.`,
  );
}

export function encrypted(): Problem {
  return new Problem(
    'ENCRYPTED_FILE',
    '文件已加密。请去除密码后再导入。',
    'The file is encrypted. Remove its password and import it again.',
  );
}

export function empty(): Problem {
  return new Problem(
    'EMPTY_FILE',
    '文件没有内容。请检查是否选错文件。',
    'The file has no content. Check that it is the right file.',
  );
}

/** Pages without any text: a scan, or pictures only. */
export function noText(): Problem {
  return new Problem(
    'NO_TEXT',
    '文件中没有文字，可能是扫描件或图片。请先做文字识别（OCR），或取得带文字的原文件。',
    'The file has no text: it seems to be a scan or pictures. Recognise its text (OCR) first, or get the original with text.',
  );
}
