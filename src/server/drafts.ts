/** Lets drafts of anybody in: of a bounded size, so many a minute from one address, so many at once. */
import { isIPv6 } from 'node:net';
import type { Config } from '../config';
import { Problem } from '../form/problem';
import type { DraftGate } from '../graph';
import type { Caller } from './caller';

export type DraftSettings = Pick<Config, 'maxDraftBytes' | 'draftsPerMinute' | 'maxBodyBytes'>;

const MINUTE_MS = 60_000;
/** Drafts that are read or wait to be, of all callers without a token. */
const AT_ONCE = 16;
/** Addresses that are remembered at most; beyond that, those of the last minute alone. */
const REMEMBERED = 10_000;
/** What a request holds beside the document. */
const REST_OF_BODY = 65_536;

export class DraftGates {
  /** When the drafts of an address came, within the last minute. */
  private readonly came = new Map<string, number[]>();
  private running = 0;

  /** @param now milliseconds of a clock */
  constructor(
    private readonly settings: DraftSettings,
    private readonly now: () => number = Date.now,
  ) {}

  /** The gate of a caller. With a token there is no other bound than that of the request itself. */
  gateFor({ role, address = '' }: Pick<Caller, 'role' | 'address'>): DraftGate {
    const { maxDraftBytes, draftsPerMinute, maxBodyBytes } = this.settings;
    const fitting = Math.max(0, Math.floor(((maxBodyBytes - REST_OF_BODY) * 3) / 4));
    if (role !== 'reader') return { limits: { bytes: fitting }, admit: (_, read) => read() };
    return {
      limits: { bytes: Math.min(maxDraftBytes, fitting), perMinute: draftsPerMinute },
      admit: async (bytes, read) => {
        if (bytes > maxDraftBytes) throw tooLarge(bytes, maxDraftBytes);
        this.count(networkOf(address));
        if (this.running >= AT_ONCE)
          throw new Problem(
            'OVERLOADED',
            '现在自查的人较多，请稍后再试',
            'Many drafts are being checked just now: try again in a moment',
          );
        this.running += 1;
        try {
          return await read();
        } finally {
          this.running -= 1;
        }
      },
    };
  }

  private count(address: string): void {
    const { draftsPerMinute } = this.settings;
    const now = this.now();
    const recent = (this.came.get(address) ?? []).filter((at) => at > now - MINUTE_MS);
    if (recent.length >= draftsPerMinute) {
      if (draftsPerMinute === 0)
        throw tooMany('本服务不提供无令牌的自查', 'This server checks no drafts without a token');
      const seconds = Math.ceil((recent[0]! + MINUTE_MS - now) / 1000);
      throw tooMany(
        `每分钟至多自查 ${draftsPerMinute} 份，请在 ${seconds} 秒后再试`,
        `At most ${draftsPerMinute} drafts a minute are checked: try again in ${seconds} seconds`,
      );
    }
    this.came.set(address, [...recent, now]);
    if (this.came.size > REMEMBERED)
      for (const [each, times] of this.came) if (times.at(-1)! <= now - MINUTE_MS) this.came.delete(each);
  }
}

/** One subscriber has a whole network of IPv6 addresses. */
function networkOf(address: string): string {
  return isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;
}

function tooLarge(bytes: number, limit: number): Problem {
  return new Problem(
    'TOO_LARGE',
    `文件 ${bytes} 字节，超过自查的上限 ${limit} 字节。请只保留年度报告本身。`,
    `The file has ${bytes} bytes; drafts of up to ${limit} are checked. Keep only the annual report itself.`,
  );
}

function tooMany(zh: string, en: string): Problem {
  return new Problem('TOO_MANY_REQUESTS', zh, en);
}
