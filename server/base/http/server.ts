import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import cookie from '@fastify/cookie';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { TSchema } from 'typebox';
import type { RouteDescriptor } from '../../../contract/api/route.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Caller } from './caller.ts';
import { answerError, toAppError } from './errors.ts';
import { compileCheck, type Part } from './validate.ts';

/** What every request of our own API is asked before its handler runs. @throws AppError when it may not. */
export type CheckAccess = (
  request: FastifyRequest,
  descriptor: RouteDescriptor,
) => Promise<Caller | undefined>;

export interface HttpOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Public URL is https: cookies and transport security follow. */
  readonly https: boolean;
  /** Addresses and scheme are taken from a proxy's headers. */
  readonly trustProxy?: boolean;
  /** Compares every answer with its declared schema; for tests, an answer that differs becomes a 500. */
  readonly checkResponses?: boolean;
}

/** The HTTP server with what routes need. Routes are added by `route(http, …)`. */
export interface HttpServer {
  readonly app: FastifyInstance;
  readonly options: HttpOptions;
  /** Every route of our own API that was added, for the walk as a stranger. */
  readonly routes: RouteDescriptor[];
  /** Set once by the composition root, before the first request. */
  checkAccess: CheckAccess;
  /** Two APIs that share an address: answers the address that a request is for, where it is another. */
  readonly rewrites: ((request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>) => string | undefined)[];
  /** May answer an address that no route has, such as a page of the browser program. */
  answerUnknown: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined;
  /** New requests are refused with 503 from then on; those under way finish. */
  drain(): void;
}

const MiB = 1024 * 1024;

/** Makes the server; nothing listens yet. */
export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  let draining = false;
  const rewrites: HttpServer['rewrites'] = [];
  const app = fastify({
    // Fastify's own logging writes a line per request: we write one per failed request instead.
    loggerInstance: quiet(options.logger),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    rewriteUrl: (request) => {
      for (const rewrite of rewrites) {
        const url = rewrite(request);
        if (url !== undefined) return url;
      }
      return request.url ?? '/';
    },
    requestIdHeader: false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: MiB,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    // Programs name users by ids of their own, of up to 1,024 characters, each of which may be written as three.
    routerOptions: { maxParamLength: 3_200 },
    // Addresses that cannot be decoded, for one: answered in our form like everything else.
    frameworkErrors: (error, request, reply) => {
      void answerError(toAppError(error), request, reply);
    },
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const check = compileCheck(schema, partOf(httpPart));
    return (value: unknown) => {
      try {
        return { value: check(value) };
      } catch (error) {
        if (error instanceof AppError) return { error };
        throw error;
      }
    };
  });
  // Our API takes JSON and uploads; text is somebody's mistake.
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: contentPolicy(options.https),
    ...securityHeaders(options.https),
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (draining && !request.url.startsWith('/healthz')) {
      reply.header('connection', 'close');
      throw new AppError(baseErrors.draining);
    }
  });
  const errors = options.metrics.counter('rookery_http_errors_total', 'Answers with an error, by code.', [
    'code',
  ]);
  app.setErrorHandler((error, request, reply) => {
    const known = toAppError(error);
    errors.inc({ code: known.code });
    if (known.status >= 500) {
      options.logger.error(
        { err: error, requestId: request.id, route: request.routeOptions.url },
        'a request failed',
      );
    }
    return answerError(known, request, reply);
  });
  app.setNotFoundHandler(
    (request, reply) =>
      http.answerUnknown(request, reply) ??
      answerError(new AppError(baseErrors.route_not_found), request, reply),
  );

  const http: HttpServer = {
    app,
    options,
    routes: [],
    rewrites,
    checkAccess: () => Promise.reject(new AppError(baseErrors.not_signed_in)),
    answerUnknown: () => undefined,
    drain: () => {
      draining = true;
    },
  };
  return http;
}

function partOf(httpPart: string | undefined): Part {
  return httpPart === 'params' || httpPart === 'querystring' || httpPart === 'headers' ? httpPart : 'body';
}

function quiet(logger: Logger): FastifyBaseLogger {
  const child = logger.child({});
  child.level = 'warn';
  return child;
}

function contentPolicy(https: boolean) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // The component library sets style attributes and one style element.
      styleSrc: ["'self'", "'unsafe-inline'"],
      // Pictures of customers: the local X serves them over loopback http.
      imgSrc: [
        "'self'",
        'data:',
        'blob:',
        'https://pbs.twimg.com',
        'http://127.0.0.1:*',
        'http://localhost:*',
      ],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...(https ? { upgradeInsecureRequests: [] } : {}),
    },
  };
}

function securityHeaders(https: boolean) {
  return {
    hsts: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' as const },
    // The sign-in pop-up tells its opener how it went.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' as const },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' as const },
  };
}
