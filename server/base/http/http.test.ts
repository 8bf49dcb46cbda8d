import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { route as declare } from '../../../contract/api/route.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import {
  AppError,
  createHttpServer,
  createLogger,
  createMetrics,
  type HttpServer,
  newId,
  route,
} from '../index.ts';

let http: HttpServer;
const bodies: unknown[] = [];

const make = declare({
  id: 'things.make',
  method: 'POST',
  path: '/api/things/:id',
  access: 'public',
  summary: 'Makes a thing.',
  params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{24}$' }) }),
  query: Type.Object({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5, default: 3 })),
    loud: Type.Optional(Type.Boolean()),
  }),
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 10 }),
    owner: Type.Union([Type.String(), Type.Null()]),
    colour: Type.Optional(Type.Union([Type.Literal('red'), Type.Literal('blue')])),
  }),
  response: Type.Object({ limit: Type.Integer(), loud: Type.Boolean() }),
});
const secret = declare({
  id: 'secret.read',
  method: 'GET',
  path: '/api/secret',
  access: 'agent',
  summary: 'No.',
});
const broken = declare({
  id: 'broken.read',
  method: 'GET',
  path: '/api/broken',
  access: 'public',
  summary: 'Fails.',
});

beforeAll(async () => {
  http = await createHttpServer({
    logger: createLogger('silent'),
    metrics: createMetrics(),
    https: true,
    checkResponses: true,
  });
  http.checkAccess = async (_request, { access }) => {
    if (access !== 'public') throw new AppError(baseErrors.not_signed_in);
    return undefined;
  };
  route(http, make, async ({ query, body }) => {
    bodies.push(body);
    return { limit: query.limit ?? 0, loud: query.loud ?? false };
  });
  route(http, secret, async () => undefined);
  route(http, broken, async () => {
    throw new Error('the password is hunter2');
  });
  await http.app.ready();
});
afterAll(() => http.app.close());

function call(body: unknown, query = '', id: string = newId()) {
  return http.app.inject({ method: 'POST', url: `/api/things/${id}${query}`, payload: body as object });
}

async function complaint(body: unknown, query = '', id?: string): Promise<unknown> {
  const answer = await call(body, query, id);
  expect(answer.statusCode).toBe(400);
  return answer.json().error.message;
}

test('takes numbers and booleans from the address, and fills standards in', async () => {
  const good = { name: 'kite', owner: null };
  expect((await call(good, '?limit=2&loud=true')).json()).toEqual({ limit: 2, loud: true });
  expect((await call(good)).json()).toEqual({ limit: 3, loud: false });
});

test('a body is taken as it is: null stays null', async () => {
  await call({ name: 'kite', owner: null });
  expect(bodies.at(-1)).toEqual({ name: 'kite', owner: null });
});

test('says in words which field is wrong and how', async () => {
  expect(await complaint({ owner: null })).toBe('name is missing.');
  expect(await complaint({ name: '', owner: null })).toBe('name must not be empty.');
  expect(await complaint({ name: 'x'.repeat(11), owner: null })).toBe(
    'name must have at most 10 characters.',
  );
  expect(await complaint({ name: 7, owner: null })).toBe('name must be a string.');
  expect(await complaint({ name: 'k', owner: null, colour: 'green' })).toBe(
    'colour must be one of red, blue.',
  );
  expect(await complaint({ name: 'k', owner: null }, '?limit=9')).toBe('limit must be at most 5.');
  expect(await complaint({ name: 'k', owner: null }, '', 'nonsense')).toBe('id is not well formed.');
});

test('broken JSON, unknown addresses and foreign types have codes of their own', async () => {
  const json = { 'content-type': 'application/json' };
  const url = `/api/things/${newId()}`;
  const cut = await http.app.inject({ method: 'POST', url, headers: json, payload: '{"name":' });
  expect([cut.statusCode, cut.json().error.code]).toEqual([400, 'body_not_json']);
  const xml = await http.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'text/xml' },
    payload: '<a/>',
  });
  expect([xml.statusCode, xml.json().error.code]).toEqual([415, 'media_type_not_supported']);
  const large = await call({ name: 'x'.repeat(2_000_000), owner: null });
  expect([large.statusCode, large.json().error.code]).toEqual([413, 'body_too_large']);
  const nowhere = await http.app.inject({ url: '/api/nowhere' });
  expect([nowhere.statusCode, nowhere.json().error.code]).toEqual([404, 'route_not_found']);
});

test('access is asked before anything else', async () => {
  const answer = await http.app.inject({ url: '/api/secret' });
  expect([answer.statusCode, answer.json().error.code]).toEqual([401, 'not_signed_in']);
});

test('a failure of ours tells the caller nothing but a number to ask with', async () => {
  const answer = await http.app.inject({ url: '/api/broken' });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('hunter2');
  expect(answer.json().error).toEqual({
    code: 'internal_error',
    message: 'Something went wrong on our side.',
    requestId: answer.headers['x-request-id'],
  });
});

test('every answer carries the security headers', async () => {
  const { headers } = await http.app.inject({ url: '/api/nowhere' });
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['strict-transport-security']).toContain('max-age=31536000');
  expect(headers['x-content-type-options']).toBe('nosniff');
});
