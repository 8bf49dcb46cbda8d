import type { FastifyReply, FastifyRequest } from 'fastify';
import { Value } from 'typebox/value';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteDescriptor } from '../../../contract/api/route.ts';
import type { Caller } from './caller.ts';
import type { HttpServer } from './server.ts';

/** What a handler gets: everything checked, nothing to cast. */
export interface RouteContext<R extends RouteDescriptor> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Present on every route but the public ones. */
  readonly caller: R['access'] extends 'public' ? Caller | undefined : Caller;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Answer<R extends RouteDescriptor> = R['special'] extends 'bytes' | 'events'
  ? unknown
  : ResponseOf<R> extends undefined
    ? void
    : ResponseOf<R>;

/**
 * Adds a declared route: access is checked first, then params, query and body by their schemas, then the handler runs.
 * A handler of a `bytes` or `events` route answers through `reply` itself, or returns what `reply.send` takes.
 */
export function route<R extends RouteDescriptor>(
  http: HttpServer,
  descriptor: R,
  handler: (context: RouteContext<R>) => Promise<Answer<R>> | Answer<R>,
): void {
  http.routes.push(descriptor);
  const callers = new WeakMap<FastifyRequest, Caller | undefined>();
  http.app.route({
    method: descriptor.method,
    url: descriptor.path,
    ...(descriptor.mostBytes !== undefined && { bodyLimit: descriptor.mostBytes }),
    schema: {
      ...(descriptor.params ? { params: descriptor.params } : {}),
      ...(descriptor.query ? { querystring: descriptor.query } : {}),
      ...(descriptor.body ? { body: descriptor.body } : {}),
    },
    // Before the body is read: a stranger's upload costs nothing.
    onRequest: async (request) => {
      callers.set(request, await http.checkAccess(request, descriptor));
    },
    handler: async (request, reply) => {
      const answer = await handler({
        // The schemas above have checked them; the types are the schemas'.
        params: request.params as ParamsOf<R>,
        query: request.query as QueryOf<R>,
        body: request.body as BodyOf<R>,
        // The access check has refused requests without a caller.
        caller: callers.get(request) as RouteContext<R>['caller'],
        request,
        reply,
      });
      if (descriptor.special === 'bytes' || descriptor.special === 'events') return answer;
      if (!descriptor.response) return reply.status(descriptor.status ?? 204).send();
      if (http.options.checkResponses) checkAnswer(descriptor, answer);
      return reply
        .status(descriptor.status ?? 200)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(answer));
    },
  });
}

function checkAnswer(descriptor: RouteDescriptor, answer: unknown): void {
  if (!descriptor.response || Value.Check(descriptor.response, answer)) return;
  const [first] = Value.Errors(descriptor.response, answer);
  throw new Error(`${descriptor.id} answers against its contract: ${first?.instancePath} ${first?.message}`);
}
