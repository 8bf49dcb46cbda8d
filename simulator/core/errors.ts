import type { XProblem } from '../../contract/x/problems.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

export type JsonObject = Record<string, unknown>;

interface Answer {
  status: number;
  contentType: string;
  body: (vocabulary: Vocabulary) => JsonObject | string;
}

/** An answer of X that is a refusal. Thrown anywhere in a route, written once by `answerError`. */
export class XError extends Error {
  readonly answer: Answer;
  constructor(message: string, answer: Answer) {
    super(message);
    this.answer = answer;
  }
  get status(): number {
    return this.answer.status;
  }
}

const json = 'application/json; charset=utf-8';
const problemJson = 'application/problem+json';

/** `{"errors":[{"code":…,"message":…}]}`, the form of /1.1, /oauth and /oauth2. */
export function v1Error(status: number, code: number, message: string, more: JsonObject = {}): XError {
  return new XError(`${code} ${message}`, {
    status,
    contentType: json,
    body: () => ({ errors: [{ code, ...more, message }] }),
  });
}

/** `{"errors":["…"]}`, the form of the Engagement API. */
export function sentenceError(status: number, message: string, more: JsonObject = {}): XError {
  return new XError(message, { status, contentType: json, body: () => ({ errors: [message], ...more }) });
}

/** Whether a path answers in sentences. */
export function isEngagement(url: string): boolean {
  return url.startsWith('/insights/engagement/');
}

/** `{"error":…,"error_description":…}`, the form of /2/oauth2. */
export function oauth2Error(status: number, error: string, description: string): XError {
  return new XError(description, {
    status,
    contentType: json,
    body: () => ({ error, error_description: description }),
  });
}

/** The address that names a kind of problem: its host follows the vocabulary of the request. */
export function problemType(kind: string, vocabulary: Vocabulary): string {
  return `https://${vocabulary === 'posts' ? 'api.x.com' : 'api.twitter.com'}/2/problems/${kind}`;
}

/** A v2 problem with a named type, as `application/json`. */
export function problem(
  status: number,
  kind: string,
  title: string,
  detail: string,
  more: JsonObject = {},
): XError {
  return new XError(detail, {
    status,
    contentType: json,
    body: (vocabulary) => ({ ...more, title, detail, type: problemType(kind, vocabulary) }),
  });
}

/** A v2 problem of the layer that authenticates: `about:blank` unless it has a kind of its own. */
export function authProblem(status: number, title: string, detail: string, kind?: string): XError {
  return new XError(detail, {
    status,
    contentType: problemJson,
    body: (vocabulary) => ({
      title,
      type: kind ? problemType(kind, vocabulary) : 'about:blank',
      status,
      detail,
    }),
  });
}

export const unauthorized = () => authProblem(401, 'Unauthorized', 'Unauthorized');
export const forbidden = (detail = 'Forbidden') => authProblem(403, 'Forbidden', detail);

/** What the plan of an app does not include. https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
export function clientForbidden(appId: string): XError {
  return problem(
    403,
    'client-forbidden',
    'Client Forbidden',
    'Your enrolled plan does not include this endpoint.',
    {
      client_id: appId,
      required_enrollment: 'Appropriate Level of API Access',
      registration_url: 'https://developer.x.com/en/docs/projects/overview',
      reason: 'client-not-enrolled',
    },
  );
}

/** 400 with one complaint about one or more parameters (query or body). */
export function invalidRequest(parameters: Record<string, string[]>, message: string): XError {
  const named = Object.entries(parameters)[0];
  return new XError(message, {
    status: 400,
    contentType: json,
    // 2.167 has the flat form, the older one a list: both are given for a request in post-words.
    body: (vocabulary) => ({
      errors: [{ parameters, message }],
      ...(vocabulary === 'posts' && named ? { parameter: named[0], value: named[1].join(',') } : {}),
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
      type: problemType('invalid-request', vocabulary),
    }),
  });
}

export type ResourceType =
  | 'user'
  | 'tweet'
  | 'media'
  | 'list'
  | 'dm_event'
  | 'dm_conversation'
  | 'chat_conversation'
  | 'chat_message'
  | 'subscription';

/** 404 for a single resource. Inside a 200, `notFoundItem` is the same thing as one of `errors[]`. */
export function resourceNotFound(resourceType: ResourceType, parameter: string, value: string): XError {
  return new XError(`${resourceType} ${value} not found`, {
    status: 404,
    contentType: json,
    body: (vocabulary) => ({
      errors: [notFoundItem(resourceType, parameter, value, vocabulary)],
      ...notFoundItem(resourceType, parameter, value, vocabulary),
    }),
  });
}

export function notFoundItem(
  resourceType: ResourceType,
  parameter: string,
  value: string,
  vocabulary: Vocabulary,
): XProblem {
  return {
    value,
    detail: `Could not find ${resourceType} with ${parameter}: [${value}].`,
    title: 'Not Found Error',
    resource_type: resourceType,
    parameter,
    resource_id: value,
    type: problemType('resource-not-found', vocabulary),
  };
}

/** What somebody may not see, as one of `errors[]` (protected, suspended, blocked by its author). */
export function notAuthorizedItem(
  resourceType: ResourceType,
  parameter: string,
  value: string,
  vocabulary: Vocabulary,
  section: 'data' | 'includes' = 'data',
): XProblem {
  return {
    value,
    resource_id: value,
    parameter,
    resource_type: resourceType,
    section,
    title: 'Authorization Error',
    // X writes it large for posts and small for users.
    detail: `Sorry, you are not authorized to see the ${resourceType === 'tweet' ? 'Tweet' : resourceType} with ${parameter}: [${value}].`,
    type: problemType('not-authorized-for-resource', vocabulary),
  };
}

/** A suspended user, as one of `errors[]`. */
export function suspendedItem(parameter: string, value: string, vocabulary: Vocabulary): XProblem {
  return {
    value,
    detail: `User has been suspended: [${value}].`,
    title: 'Forbidden',
    resource_type: 'user',
    parameter,
    resource_id: value,
    type: problemType('resource-not-found', vocabulary),
  };
}

/** Which of X's two error styles a path answers in. */
export function isV2(url: string): boolean {
  return url.startsWith('/2/');
}

export function pageNotFound(url: string): XError {
  if (!isV2(url)) return v1Error(404, 34, 'Sorry, that page does not exist.');
  return new XError('no such path', { status: 404, contentType: json, body: () => '' });
}

export function tooManyRequests(url: string): XError {
  if (!isV2(url)) return v1Error(429, 88, 'Rate limit exceeded.');
  return authProblem(429, 'Too Many Requests', 'Too Many Requests');
}

/** The error handler of every X path. */
export async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const known = error instanceof XError ? error : foreignError(error, request);
  const { status, contentType, body } = known.answer;
  await reply
    .code(status)
    .header('content-type', contentType)
    .send(textOf(body(vocabularyOf(request))));
}

function foreignError(error: unknown, request: FastifyRequest): XError {
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status < 500) {
    const message = error instanceof Error ? error.message : 'Bad request';
    return isV2(request.url) ? invalidRequest({}, message) : v1Error(status, 214, message);
  }
  request.log.error(error);
  if (isEngagement(request.url)) return sentenceError(500, 'internal server error');
  if (!isV2(request.url)) return v1Error(500, 131, 'Internal error.');
  return authProblem(500, 'Internal Server Error', 'Internal Server Error');
}

function textOf(body: JsonObject | string): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
