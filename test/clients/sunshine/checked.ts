import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import type { Ajv2020 as Ajv } from 'ajv/dist/2020.js';

// A strict reader of JSON Schema 2020-12, which is what OpenAPI 3.1 speaks; the library is CommonJS.
const require = createRequire(import.meta.url);
const { Ajv2020 } = require('ajv/dist/2020') as { readonly Ajv2020: typeof Ajv };
const addFormats = require('ajv-formats') as (ajv: Ajv) => void;

export interface OpenApiFile {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, FileOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export interface FileOperation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: object; readonly example?: unknown }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

type Check = (value: unknown) => string[];

/** Schemas of an OpenAPI file, made ready to check values. */
export function openChecks(file: OpenApiFile): (schema: object) => Check {
  const ajv = new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true, strictRequired: false });
  addFormats(ajv);
  // What refers to a named schema finds it under the file's own name.
  ajv.addSchema({ $id: 'file:', components: file.components } as object, 'file:');
  ajv.addKeyword('components');
  return (schema) => {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"file:#/components');
    const check = ajv.compile(JSON.parse(text) as object);
    return (value) =>
      check(value) ? [] : (check.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
  };
}

export interface CheckedWay {
  readonly url: string;
  /** Operations that were answered well, by their ids. */
  readonly answered: ReadonlySet<string>;
  /** Fails when an answer was unlike the file. */
  close(): Promise<void>;
}

/** A way to the product on which every answer of the API is compared with the OpenAPI file that it serves itself. */
export async function openCheckedWay(productUrl: string): Promise<CheckedWay> {
  const file = (await (await fetch(`${productUrl}/sc/openapi.json`)).json()) as OpenApiFile;
  const checks = openChecks(file);
  const known = Object.entries(file.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern: patternOf(path),
      operation,
    })),
  );
  const compiled = new Map<string, Check>();
  const faults: string[] = [];
  const answered = new Set<string>();

  const check = (method: string, url: string, status: number, type: string, body: Buffer) => {
    const path = (url.split('?')[0] ?? '').replace(/^\/sc(?=\/)/, '');
    const found = known.find((one) => one.method === method && one.pattern.test(path));
    if (!found || !type.includes('application/json')) return;
    const { operationId, responses } = found.operation;
    const response = responses[String(status)] ?? responses['default'];
    const schema = response?.content?.['application/json']?.schema ?? {};
    const key = `${operationId} ${responses[String(status)] ? status : 'default'}`;
    const checkBody = compiled.get(key) ?? checks(schema);
    compiled.set(key, checkBody);
    if (status < 300) answered.add(operationId);
    for (const fault of checkBody(JSON.parse(body.toString('utf8'))))
      faults.push(`${method} ${url} → ${status}: ${fault}`);
  };

  const server = createServer((request, response) => {
    const { method = 'GET', url = '/' } = request;
    const onward = ask(`${productUrl}${url}`, { method, headers: request.headers }, (answer) => {
      void collect(answer).then((body) => {
        check(method, url, answer.statusCode ?? 0, String(answer.headers['content-type']), body);
        response.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
      });
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answered,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (faults.length > 0)
        throw new Error(`answers unlike the OpenAPI file:\n${[...new Set(faults)].join('\n')}`);
    },
  };
}

/** Of version 1.1 the app may be left out. */
function patternOf(path: string): RegExp {
  const escaped = path.replaceAll(/[.]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${escaped.replace(/^(\/v1\\.1)\/apps\/\[\^\/\]\+(?=\/)/, '$1(?:/apps/[^/]+)?')}$`);
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  // Without an encoding chunks are buffers.
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
