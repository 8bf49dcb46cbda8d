import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import type { DataScope } from '../../../contract/api/index.ts';
import { domoErrors } from '../../../contract/domo/errors.ts';
import { AppError, type Db, type HttpServer, type Logger, type WorkspaceDb } from '../../base/index.ts';
import type { Viewer } from '../../datasets/index.ts';
import type { Clients, DataCaller } from '../clients/clients.ts';
import { badRequest, bodyOf, readProblem } from './problem.ts';
import { viewerOfClient } from './viewer.ts';

export interface ServeDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clients: Clients;
  readonly logger: Logger;
}

export interface DomoRoute<B extends TSchema | undefined, A extends TSchema | undefined> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly scope: DataScope;
  readonly status: number;
  readonly body?: B;
  /** The body is CSV, as it comes. */
  readonly csv?: boolean;
  /** Of a JSON body; 1 MB as a standard. */
  readonly mostBytes?: number;
  /** What is answered; a route with none answers bytes or nothing. */
  readonly answer?: A;
}

type Of<S extends TSchema | undefined> = S extends TSchema ? Static<S> : undefined;

export interface DomoCall<B> {
  readonly caller: DataCaller;
  readonly db: WorkspaceDb;
  /** As whom it sees DataSets. */
  readonly viewer: Viewer;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: B;
  /** The bytes of a `csv` route. */
  readonly upload: IncomingMessage;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Serve = <B extends TSchema | undefined = undefined, A extends TSchema | undefined = undefined>(
  route: DomoRoute<B, A>,
  handler: (call: DomoCall<Of<B>>) => Promise<A extends TSchema ? Static<A> : unknown>,
) => void;

const MOST_JSON_BYTES = 1024 * 1024;
/** One upload: what streams split into parts, a plain import may send at once. */
const MOST_CSV_BYTES = 2 * 1024 ** 3;
const PREFIXES = ['', '/domo'] as const;
/** Domo's Python client asks for lists as `/v1/datasets/`. */
const ENDS_IN_SLASH = /^((?:\/domo)?\/v1\/[^?]*[^?/])\/(\?.*)?$/;

/** Opens the Domo API: a part of the server with its own errors and its own readers of bodies. */
export async function openDomoApi(
  deps: ServeDeps,
  add: (serve: Serve, app: FastifyInstance) => void,
): Promise<void> {
  deps.http.rewrites.push(({ url = '' }) =>
    ENDS_IN_SLASH.test(url) ? url.replace(ENDS_IN_SLASH, '$1$2') : undefined,
  );
  await deps.http.app.register(async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
      if (text === '') return done(null, undefined);
      try {
        done(null, JSON.parse(String(text)));
      } catch {
        done(badRequest('The body is not JSON.'));
      }
    });
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, text, done) => {
        done(null, Object.fromEntries(new URLSearchParams(String(text))));
      },
    );
    // Uploads are read by the handler, straight into a file.
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    app.setErrorHandler((error, request, reply) => answerProblem(deps.logger, error, request, reply));
    add((route, handler) => {
      for (const prefix of PREFIXES) addRoute(deps, app, `${prefix}${route.path}`, route, handler);
    }, app);
  });
}

function addRoute<B extends TSchema | undefined, A extends TSchema | undefined>(
  deps: ServeDeps,
  app: FastifyInstance,
  url: string,
  route: DomoRoute<B, A>,
  handler: (call: DomoCall<Of<B>>) => Promise<unknown>,
): void {
  const check = route.body && Compile(route.body);
  const callers = new WeakMap<FastifyRequest, DataCaller>();
  app.route({
    method: route.method,
    url,
    bodyLimit: route.csv ? MOST_CSV_BYTES : (route.mostBytes ?? MOST_JSON_BYTES),
    // Before the body is read: a stranger's upload costs nothing.
    onRequest: async (request, reply) => {
      callers.set(request, await authenticate(deps.clients, request, reply, route.scope));
    },
    handler: async (request, reply) => {
      const caller = callers.get(request);
      if (!caller) throw new AppError(domoErrors.domo_unauthorized);
      const body: unknown = request.body ?? {};
      if (check && !check.Check(body)) {
        const [first] = check.Errors(body);
        throw badRequest(
          `${first?.instancePath || 'The body'} ${first?.message ?? 'is not as it should be'}`,
        );
      }
      const db = deps.db.workspace(caller.workspaceId);
      const answer = await handler({
        caller,
        db,
        viewer: await viewerOfClient(db, caller),
        // Fastify's own parsers answer texts, and lists where a name comes twice.
        params: request.params as Readonly<Record<string, string>>,
        query: oneEach(request.query as Readonly<Record<string, string | string[]>>),
        // The schema above has checked it.
        body: (check ? body : undefined) as Of<B>,
        upload: request.raw,
        request,
        reply,
      });
      if (route.answer && deps.http.options.checkResponses && !Value.Check(route.answer, answer)) {
        const [first] = Value.Errors(route.answer, answer);
        throw new Error(
          `the answer of ${route.path} is not as declared: ${first?.instancePath} ${first?.message}`,
        );
      }
      if (reply.sent) return reply;
      return reply.status(route.status).send(route.status === 204 ? undefined : answer);
    },
  });
}

async function authenticate(
  clients: Clients,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: DataScope,
): Promise<DataCaller> {
  const token = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const refuse = (error: AppError, description: string) => {
    reply.header(
      'www-authenticate',
      `Bearer realm="api", error="invalid_token", error_description="${description}"`,
    );
    return error;
  };
  if (token === undefined) {
    throw refuse(
      new AppError(domoErrors.domo_unauthorized),
      'Full authentication is required to access this resource',
    );
  }
  const caller = await clients.read(token);
  if (!caller || 'expired' in caller) {
    const why = caller
      ? `Jwt expired at ${caller.expired.toISOString()}`
      : 'Cannot convert access token to JSON';
    throw refuse(new AppError(domoErrors.domo_invalid_token, { values: { why } }), why);
  }
  if (!caller.scopes.includes(scope)) throw new AppError(domoErrors.domo_forbidden);
  return caller;
}

export function answerProblem(
  logger: Logger,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { status, message } = readProblem(error);
  if (status >= 500) {
    logger.error(
      { err: error, requestId: request.id, route: request.routeOptions.url },
      'a data client’s request failed',
    );
  }
  const path = request.url.split('?')[0] ?? '';
  return reply
    .status(status)
    .type('application/json')
    .send(bodyOf(status, message, path, request.id));
}

function oneEach(query: Readonly<Record<string, string | string[]>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
  );
}
