/** An answer as bytes: compressed once for each encoding, with an entity tag for each. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this the headers of a compressed answer weigh more than what it saves. */
const WORTH_COMPRESSING = 1024;
/** Levels at which a JSON text of 100 KB takes some milliseconds. */
const BROTLI_QUALITY = 5;
const GZIP_LEVEL = 6;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

export interface AnswerParts {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
  /** Name and cost of the operation, for the log. */
  readonly operation: string | undefined;
  readonly cost: number | undefined;
  readonly dataVersion: number;
}

export class Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly operation: string | undefined;
  readonly cost: number | undefined;
  readonly dataVersion: number;
  /** Called with the bytes that a further encoding takes. */
  onGrowth: ((bytes: number) => void) | undefined;
  private readonly plain: Buffer;
  private readonly encoded = new Map<Encoding, Buffer | Promise<Buffer>>();
  private hash: string | undefined;
  private grown = 0;

  constructor({ status, mediaType, text, operation, cost, dataVersion }: AnswerParts) {
    this.status = status;
    this.mediaType = mediaType;
    this.operation = operation;
    this.cost = cost;
    this.dataVersion = dataVersion;
    this.plain = Buffer.from(text, 'utf8');
  }

  get bytes(): number {
    return this.plain.length + this.grown;
  }

  /** The best encoding of those that an Accept-Encoding header allows; identity for a short answer. */
  encodingFor(accepted: string | undefined): Encoding {
    if (accepted === undefined || this.plain.length < WORTH_COMPRESSING) return 'identity';
    return bestEncoding(accepted);
  }

  /** A strong tag: the same bytes have the same one, also in another process and after a change that did not touch them. */
  etag(encoding: Encoding): string {
    this.hash ??= createHash('sha256').update(this.plain).digest('base64url').slice(0, 27);
    return encoding === 'identity' ? `"${this.hash}"` : `"${this.hash}-${encoding}"`;
  }

  /** The bytes in an encoding; undefined where they have yet to be made. */
  ready(encoding: Encoding): Buffer | undefined {
    if (encoding === 'identity') return this.plain;
    const made = this.encoded.get(encoding);
    return made instanceof Buffer ? made : undefined;
  }

  /** The bytes in an encoding; without waiting where they are there. */
  body(encoding: Encoding): Buffer | Promise<Buffer> {
    if (encoding === 'identity') return this.plain;
    let made = this.encoded.get(encoding);
    if (!made) {
      made = this.compress(encoding);
      this.encoded.set(encoding, made);
    }
    return made;
  }

  private async compress(encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
    const bytes =
      encoding === 'br'
        ? await brotli(this.plain, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
              [constants.BROTLI_PARAM_SIZE_HINT]: this.plain.length,
            },
          })
        : await zip(this.plain, { level: GZIP_LEVEL });
    this.encoded.set(encoding, bytes);
    this.grown += bytes.length;
    this.onGrowth?.(bytes.length);
    return bytes;
  }
}

/** Few clients send anything but one of a dozen headers. */
const known = new Map<string, Encoding>();
const MOST_KNOWN = 200;

function bestEncoding(accepted: string): Encoding {
  let best = known.get(accepted);
  if (best === undefined) {
    best = readEncodings(accepted);
    if (known.size < MOST_KNOWN) known.set(accepted, best);
  }
  return best;
}

/** Brotli before gzip where both are as welcome (RFC 9110, 12.5.3). */
function readEncodings(accepted: string): Encoding {
  const weights = new Map<string, number>();
  for (const entry of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim());
    const weight = parameters.map((text) => /^q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  const weightOf = (name: Encoding): number => weights.get(name) ?? weights.get('*') ?? 0;
  const [br, gz] = [weightOf('br'), weightOf('gzip')];
  if (br === 0 && gz === 0) return 'identity';
  return br >= gz ? 'br' : 'gzip';
}
