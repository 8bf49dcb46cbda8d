import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type JsonObject, invalidRequest, isV2, v1Error } from './errors.ts';
import { parseExactly } from './exact-number.ts';

/** Every X path gets its body as the bytes that were sent; signatures and foreign encodings need them. */
export function keepRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

export function rawBody(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

export function isForm(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '')
    .toLowerCase()
    .startsWith('application/x-www-form-urlencoded');
}

export function isMultipart(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/form-data');
}

/** Form fields; JSON bodies are taken too, since clients differ. Empty when there is no body. */
export function formBody(request: FastifyRequest): Record<string, string> {
  const body = rawBody(request);
  if (body.length === 0) return {};
  if (isForm(request)) return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(jsonBody(request)))
    if (typeof value === 'string' || typeof value === 'number') fields[name] = String(value);
  return fields;
}

/** The JSON object sent; refused when it is none. Empty when there is no body. Ids sent as numbers keep every digit. */
export function jsonBody(request: FastifyRequest): JsonObject {
  const text = rawBody(request).toString('utf8');
  if (text === '') return {};
  try {
    const value = isDeep(text) ? undefined : parseExactly(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Answered below like every other body that is not an object.
  }
  throw isV2(request.url)
    ? invalidRequest({}, 'Requests with bodies must have content-type of application/json.')
    : v1Error(400, 214, 'Bad request.');
}

const maxDepth = 200;

/** Whether a text nests deeper than anything that X takes; what is that deep is refused before anybody walks it. */
function isDeep(text: string): boolean {
  if (text.length < 2 * maxDepth) return false;
  let depth = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

export interface Part {
  name: string;
  filename?: string;
  contentType?: string;
  data: Buffer;
}

/** The parts of a multipart body that is already in memory. */
export function multipartBody(request: FastifyRequest): Part[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(request.headers['content-type'] ?? '');
  const name = boundary?.[1] ?? boundary?.[2];
  if (!name) return [];
  const body = rawBody(request);
  const mark = Buffer.from(`--${name.trim()}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length + 2;
    const next = body.indexOf(mark, start);
    if (next < 0) break;
    const headEnd = body.indexOf('\r\n\r\n', start);
    if (headEnd >= 0 && headEnd < next) {
      const head = body.toString('utf8', start, headEnd);
      const part = /name="([^"]*)"/i.exec(head);
      parts.push({
        name: part?.[1] ?? '',
        filename: /filename="([^"]*)"/i.exec(head)?.[1],
        contentType: /content-type:\s*([^\r\n]+)/i.exec(head)?.[1],
        data: body.subarray(headEnd + 4, next - 2),
      });
    }
    at = next;
  }
  return parts;
}
