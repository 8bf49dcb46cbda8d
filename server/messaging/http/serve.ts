import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Value } from 'typebox/value';
import type {
  Operation,
  OperationBody,
  OperationFilter,
  OperationQuery,
  OperationResponse,
} from '../../../contract/sunshine/operation.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { HttpServer, Logger, WorkspaceDb } from '../../base/index.ts';
import type { Db } from '../../base/index.ts';
import type { Keys } from '../keys/keys.ts';
import { authenticate, type Program } from './authenticate.ts';
import { compileBody, compileQuery } from './parse.ts';
import { bodyOf, forbidden, SunshineError, toSunshineError } from './problem.ts';
import { groupOf, type Page, pageOf } from './query.ts';
import { readStorableJson, storableText } from './storable.ts';

export interface ServeDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly keys: Keys;
  readonly logger: Logger;
  /** Where the API is seen from outside, for links in answers. */
  readonly publicUrl: string;
}

/** What a handler gets: who calls, and everything checked. */
export interface Call<O extends Operation> {
  readonly program: Program;
  readonly db: WorkspaceDb;
  readonly params: Readonly<Record<string, string>>;
  readonly body: OperationBody<O>;
  readonly query: OperationQuery<O>;
  readonly filter: OperationFilter<O>;
  readonly page: Page;
  readonly request: FastifyRequest;
  /** The address of this list without its page, for links to other pages. */
  readonly listUrl: string;
}

export type Serve = <O extends Operation>(
  operation: O,
  handler: (call: Call<O>) => Promise<OperationResponse<O>>,
) => void;

/** What an operation gets that nobody needs a key for. */
export interface OpenCall<O extends Operation> {
  readonly body: OperationBody<O>;
  readonly query: OperationQuery<O>;
}

/** Where a browser is led, or a body. */
export type OpenAnswer<O extends Operation> =
  | { readonly location: string }
  | { readonly body: OperationResponse<O> };

export type ServeOpen = <O extends Operation & { readonly scopes: readonly [] }>(
  operation: O,
  handler: (call: OpenCall<O>) => Promise<OpenAnswer<O>>,
) => void;

const MOST_BODY_BYTES = 100 * 1024;
const PREFIXES = ['', '/sc'] as const;

/** Opens the foreign API: a part of the server with its own errors, reading JSON as its clients write it. */
export async function openApi(
  deps: ServeDeps,
  add: (serve: Serve, open: ServeOpen) => void,
): Promise<readonly Operation[]> {
  const served: Operation[] = [];
  await deps.http.app.register(async (app) => {
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
      // Clients announce JSON and send nothing.
      if (text === '') return done(null, undefined);
      try {
        done(null, readStorableJson(String(text)));
      } catch {
        done(new SunshineError(sunshineErrors.body_not_json));
      }
    });
    // OAuth's libraries send the fields of a form.
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, text, done) => {
        const fields = [...new URLSearchParams(String(text))];
        done(null, Object.fromEntries(fields.map(([name, value]) => [name, storableText(value)])));
      },
    );
    add(
      (operation, handler) => {
        served.push(operation);
        for (const path of pathsOf(operation)) addRoute(deps, app, path, operation, handler);
      },
      (operation, handler) => {
        served.push(operation);
        for (const path of pathsOf(operation)) addOpenRoute(deps, app, path, operation, handler);
      },
    );
  });
  return served;
}

/** Every address of an operation. */
function pathsOf({ path, impliesApp }: Operation): string[] {
  const forms = impliesApp ? [path, path.replace('/apps/:appId', '')] : [path];
  return PREFIXES.flatMap((prefix) => forms.map((form) => `${prefix}${form}`));
}

function answerProblem(
  deps: ServeDeps,
  version: Operation['version'],
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = toSunshineError(thrown);
  if (error.status >= 500) {
    deps.logger.error(
      { err: thrown, requestId: request.id, route: request.routeOptions.url },
      'a program’s request failed',
    );
  }
  return send(reply, error.status, bodyOf(error, version));
}

function addRoute<O extends Operation>(
  deps: ServeDeps,
  app: FastifyInstance,
  url: string,
  operation: O,
  handler: (call: Call<O>) => Promise<OperationResponse<O>>,
): void {
  const checkBody = operation.body && compileBody(operation.body);
  const checkQuery = operation.query && compileQuery(operation.query);
  const checkFilter = operation.filter && compileQuery(operation.filter);
  const programs = new WeakMap<FastifyRequest, Program>();
  app.route({
    method: operation.method,
    url,
    errorHandler: (error, request, reply) => answerProblem(deps, operation.version, error, request, reply),
    bodyLimit: MOST_BODY_BYTES,
    // Before the body is read: a stranger's upload costs nothing.
    onRequest: async (request) => {
      const program = await authenticate(deps.keys, request);
      checkScope(operation, program, paramsOf(request));
      programs.set(request, program);
    },
    handler: async (request, reply) => {
      const program = programs.get(request);
      if (!program) throw new SunshineError(sunshineErrors.unauthorized);
      // Fastify's own parser answers an object of texts and lists of texts.
      const query = request.query as Readonly<Record<string, unknown>>;
      const noBody = operation.bodyOptional && (request.body === undefined || request.body === null);
      const answer = await handler({
        program,
        db: deps.db.workspace(program.workspaceId),
        params: paramsOf(request),
        // What the compiled schemas of the operation have let through has their types.
        body: (noBody ? undefined : checkBody?.(request.body ?? {})) as OperationBody<O>,
        query: checkQuery?.(query) as OperationQuery<O>,
        filter: checkFilter?.(groupOf(query, 'filter')) as OperationFilter<O>,
        page: operation.paged ? pageOf(query) : NO_PAGE,
        request,
        listUrl: `${deps.publicUrl}${request.url.split('?')[0] ?? ''}`,
      });
      if (deps.http.options.checkResponses) checkAnswer(operation, answer);
      return send(reply, operation.status, answer ?? {});
    },
  });
}

function addOpenRoute<O extends Operation>(
  deps: ServeDeps,
  app: FastifyInstance,
  url: string,
  operation: O,
  handler: (call: OpenCall<O>) => Promise<OpenAnswer<O>>,
): void {
  const checkBody = operation.body && compileBody(operation.body);
  const checkQuery = operation.query && compileQuery(operation.query);
  app.route({
    method: operation.method,
    url,
    errorHandler: (error, request, reply) => answerProblem(deps, operation.version, error, request, reply),
    bodyLimit: MOST_BODY_BYTES,
    handler: async (request, reply) => {
      const answer = await handler({
        // What the compiled schemas of the operation have let through has their types.
        body: checkBody?.(request.body ?? {}) as OperationBody<O>,
        query: checkQuery?.(request.query) as OperationQuery<O>,
      });
      // Neither codes nor tokens are for anybody's cache.
      reply.header('cache-control', 'no-store');
      if ('location' in answer) return reply.redirect(answer.location, 302);
      if (deps.http.options.checkResponses) checkAnswer(operation, answer.body);
      return send(reply, operation.status, answer.body ?? {});
    },
  });
}

const NO_PAGE: Page = { after: null, before: null, size: 25 };

/** @throws SunshineError 403 when the key is for less than this, or for another app. */
function checkScope(operation: Operation, program: Program, params: Readonly<Record<string, string>>): void {
  if (!operation.scopes.includes(program.scope)) throw forbidden();
  const { appId } = params;
  // Whether another app exists is not told.
  if (appId !== undefined && appId !== program.workspaceId) {
    throw program.scope === 'account' ? new SunshineError(sunshineErrors.app_not_found) : forbidden();
  }
}

function paramsOf(request: FastifyRequest): Readonly<Record<string, string>> {
  // Fastify's router answers an object of texts.
  return request.params as Readonly<Record<string, string>>;
}

function checkAnswer(operation: Operation, answer: unknown): void {
  const plain: unknown = JSON.parse(JSON.stringify(answer ?? {}));
  if (!operation.response || Value.Check(operation.response, plain)) return;
  const [first] = Value.Errors(operation.response, plain);
  throw new Error(`${operation.id} answers against its contract: ${first?.instancePath} ${first?.message}`);
}

function send(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}
