/** A report as it comes in: its bytes, its name, and what the client says that the document does not. */
import { Problem } from '../form/problem';
import type { IntakeOptions } from '../intake/particulars';
import { InputProblem } from './input-problem';
import type { HandedInReport } from './types/handed-in';

export interface HandedIn {
  readonly content: Buffer;
  readonly fileName: string;
  readonly options: IntakeOptions;
}

/** @throws BAD_INPUT */
export function handedIn(input: HandedInReport): HandedIn {
  const { region, department, year, scope, fileName } = input;
  const options = {
    region: region ?? undefined,
    department: department ?? undefined,
    year: year ?? undefined,
    scope: scope ?? undefined,
  };
  return { content: contentOf(input), fileName: fileName ?? 'report.txt', options };
}

/** The bytes of a report that is handed in as text or as a file's content. @throws BAD_INPUT */
function contentOf({ text, content }: HandedInReport): Buffer {
  if (Boolean(text) === Boolean(content))
    throw new InputProblem(
      'text',
      new Problem('BAD_INPUT', '请给出 text 或 content 之一', 'Give either text or content'),
    );
  if (text) return Buffer.from(text, 'utf8');
  // White space goes first: one pattern for both would try every way to share it out, in time that grows with its square.
  const packed = content!.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed))
    throw new InputProblem('content', new Problem('BAD_INPUT', 'content 不是 base64', 'content is not base64'));
  return Buffer.from(packed, 'base64');
}
