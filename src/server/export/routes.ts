/** `/export/FILE`: exports over HTTP, with an ETag by data version; errors as JSON, or as text for a person's browser. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { PROBLEMS, type Problem } from '../../form/problem';
import { ARTICLE_POLICY } from '../../publish/html';
import { errorBody, headersOf, problemOf } from '../errors';
import { matchesTag } from '../etag';
import { type ExportAnswer, prepareExport } from './answer';
import type { Parameters } from './arguments';
import type { ExportSource } from './asking';

/** Serves the exports. The caller of a request must have been read before. */
export function serveExports(app: FastifyInstance, source: ExportSource): void {
  app.register(async (routes) => {
    routes.setErrorHandler(async (error, request, reply) => {
      const problem = problemOf(error);
      if (problem === undefined) request.log.error({ err: error }, 'export failed');
      reply
        .removeHeader('etag')
        .code(problem ? PROBLEMS[problem.code] : 500)
        .headers({ ...(problem ? headersOf(problem) : {}), 'cache-control': 'no-store' });
      if (problem && prefersText(request.headers.accept))
        return reply.type('text/plain; charset=utf-8').send(asText(problem));
      return reply.type('application/json; charset=utf-8').send(errorBody(problem ?? error, request.caller.locale));
    });
    routes.get<{ Params: { file: string } }>('/export/:file', async (request, reply) => {
      const parameters = parametersOf(request.url);
      const answer = await prepareExport(source, request.caller, request.params.file, parameters);
      reply.headers({
        etag: answer.etag,
        'cache-control': 'no-cache',
        vary: 'accept-language, authorization',
        'x-data-version': String(answer.dataVersion),
      });
      if (matchesTag(request.headers['if-none-match'], answer.etag)) return reply.code(304).send();
      const { content, fileName } = await answer.body();
      return describe(reply, answer, fileName).send(content);
    });
  });
}

function describe(reply: FastifyReply, answer: ExportAnswer, fileName: string): FastifyReply {
  const shown = answer.format === 'html' || answer.format === 'json';
  reply
    .type(answer.mediaType)
    .header(
      'content-disposition',
      `${shown ? 'inline' : 'attachment'}; filename="${answer.plainName}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    );
  return answer.format === 'html' ? reply.header('content-security-policy', ARTICLE_POLICY) : reply;
}

/** A parameter that stands several times is a list, as if its values were joined by commas. */
export function parametersOf(url: string): Parameters {
  const parameters = new Map<string, string>();
  const at = url.indexOf('?');
  for (const [name, value] of new URLSearchParams(at < 0 ? '' : url.slice(at + 1))) {
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before},${value}`);
  }
  return parameters;
}

/** Browsers and people ask for text; programs name JSON, or nothing. */
function prefersText(accept: string | undefined): boolean {
  return accept !== undefined && /text\/(?:plain|html)/.test(accept) && !accept.includes('application/json');
}

function asText(problem: Problem): string {
  return `${problem.zh}\n${problem.en}\n[${problem.code}]\n`;
}
