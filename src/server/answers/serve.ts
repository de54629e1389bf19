/** Answers over HTTP: from the cache where the question was answered in this state of the data, otherwise by running it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Mark, sameMark, stateOf } from '../../store';
import { matchesTag } from '../etag';
import type { Answer } from './answer';
import { AnswerCache } from './cache';
import { questionKey } from './question';

export interface AnswerSettings {
  readonly answerCacheBytes: number;
  readonly cacheSeconds: number;
}

/** What running a question gave. */
export interface Given {
  readonly answer: Answer;
  /** Headers beside those of the answer itself. */
  readonly headers: Readonly<Record<string, string>>;
  /** A query without errors, which rests on nothing but the data. */
  readonly lasting: boolean;
}

const VARY = 'accept, accept-encoding, accept-language, authorization';
/** Headers of an answer that may be kept. */
export function lastingHeaders(answer: Answer, etag: string, cacheControl: string): Record<string, string> {
  return { etag, vary: VARY, 'cache-control': cacheControl, 'x-data-version': String(answer.dataVersion) };
}

/** Servers that fail one after the other would have a question asked without end. */
const ATTEMPTS = 3;
const NO_STORE = { 'cache-control': 'no-store' } as const;

export class Answers {
  readonly cache: AnswerCache;
  /** How often a question was answered in which way; `joined`: it was asked while the same was being answered. */
  readonly counts = { hits: 0, joined: 0, misses: 0, notModified: 0 };
  private readonly running = new Map<string, Promise<Given>>();
  /** How long answers to those without a token may be kept by others, and answers to those with one by themselves. */
  readonly shared: string;
  private readonly own: string;

  constructor(
    settings: AnswerSettings,
    private readonly mark: () => Promise<Mark>,
  ) {
    this.cache = new AnswerCache(settings.answerCacheBytes);
    const seconds = settings.cacheSeconds;
    const age = seconds === 0 ? 'max-age=0, must-revalidate' : `max-age=${seconds}, stale-while-revalidate=${seconds}`;
    this.shared = `public, ${age}`;
    // What a token lets somebody see stands in no cache but their own.
    this.own = `private, ${age}`;
  }

  /** The answer that is kept to a question in the present state of the data. */
  async find(key: string): Promise<Answer | undefined> {
    return this.cache.find(stateOf(await this.mark()), key);
  }

  /** Counts an answer that was at hand. */
  gave(unchanged: boolean): void {
    this.counts.hits += 1;
    if (unchanged) this.counts.notModified += 1;
  }

  /** Answers a request; `run` is called where no answer is at hand. */
  async serve(request: FastifyRequest, reply: FastifyReply, run: () => Promise<Given>): Promise<FastifyReply> {
    const key = questionKey(request);
    const mark = await this.mark();
    if (key === undefined) return this.send(request, reply, await this.run(mark, key, run));
    const kept = this.cache.find(stateOf(mark), key);
    if (kept) {
      this.counts.hits += 1;
      request.operation.how = 'hit';
      return this.sendLasting(request, reply, kept);
    }
    // Who asks for the same at the same time waits for the same answer.
    const task = `${stateOf(mark)} ${key}`;
    const before = this.running.get(task);
    if (before) {
      this.counts.joined += 1;
      request.operation.how = 'joined';
      return this.send(request, reply, await before);
    }
    this.counts.misses += 1;
    request.operation.how = 'miss';
    const started = this.run(mark, key, run).finally(() => this.running.delete(task));
    // A mutation is never shared: it is known to be none only once it ran, so that only what cannot be one waits for another.
    if (request.method === 'GET') this.running.set(task, started);
    return this.send(request, reply, await started);
  }

  private async run(first: Mark, key: string | undefined, run: () => Promise<Given>): Promise<Given> {
    let mark = first;
    for (let attempt = 1; ; attempt += 1) {
      const given = await run();
      if (!given.lasting) return given;
      const after = await this.mark();
      if (sameMark(after, mark)) {
        if (key !== undefined) this.cache.keep(stateOf(mark), key, given.answer);
        return given;
      }
      // What was read while the data changed may be of two states. Where it may be of two servers, it is asked again.
      if (after.turn === mark.turn || attempt === ATTEMPTS) return { ...given, lasting: false };
      mark = after;
    }
  }

  private send(request: FastifyRequest, reply: FastifyReply, given: Given): Promise<FastifyReply> {
    reply.headers(given.headers as Record<string, string>);
    if (given.lasting) return this.sendLasting(request, reply, given.answer);
    reply.headers({ ...NO_STORE, ...versionOf(given.answer) });
    return this.sendBody(request, reply, given.answer);
  }

  private async sendLasting(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
    request.operation.name = answer.operation;
    request.operation.cost = answer.cost;
    if (request.method !== 'GET') {
      reply.headers({ ...NO_STORE, ...versionOf(answer) });
      return this.sendBody(request, reply, answer);
    }
    const encoding = answer.encodingFor(request.headers['accept-encoding'] as string | undefined);
    const etag = answer.etag(encoding);
    reply.headers(lastingHeaders(answer, etag, request.caller.role === 'reader' ? this.shared : this.own));
    if (matchesTag(request.headers['if-none-match'], etag)) {
      this.counts.notModified += 1;
      return reply.code(304).send();
    }
    return this.sendBody(request, reply, answer);
  }

  private async sendBody(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
    const encoding = answer.encodingFor(request.headers['accept-encoding'] as string | undefined);
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    reply.code(answer.status).header('content-type', answer.mediaType);
    const body = answer.body(encoding);
    return reply.send(body instanceof Buffer ? body : await body);
  }
}

function versionOf({ dataVersion }: Answer): Record<string, string> {
  return { 'x-data-version': String(dataVersion) };
}
