import { createRequire } from 'node:module';
import type { Api } from './world.ts';

interface SmoochOptions {
  readonly serviceUrl: string;
  readonly keyId: string;
  readonly secret: string;
  readonly scope: 'account' | 'app' | 'integration';
}

// The library is CommonJS without types; so is the form that it takes.
const require = createRequire(import.meta.url);
const Library = require('smooch-core') as new (options: SmoochOptions) => Readonly<Record<string, unknown>>;
const Form = createRequire(require.resolve('smooch-core'))('form-data') as new () => {
  append(name: string, value: Buffer, options: { filename: string; contentType: string }): void;
};

export type Smooch = (path: string) => (...given: readonly unknown[]) => Promise<Api1>;
/** An answer, as far as tests look into it. */
export type Api1 = Awaited<ReturnType<NonNullable<Api[string]>>>;

/** The unmodified client: `smooch('appUsers.get')('…')`. */
export function openSmooch(
  serviceUrl: string,
  key: { id: string; secret: string },
  scope: SmoochOptions['scope'],
): Smooch {
  const client = new Library({ serviceUrl, keyId: key.id, secret: key.secret, scope });
  return (path) => {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let owner: unknown = client;
    for (const name of names) owner = (owner as Readonly<Record<string, unknown>>)[name];
    const methods = owner as Readonly<Record<string, (...given: readonly unknown[]) => Promise<Api1>>>;
    return async (...given) => {
      const method = methods[last];
      if (!method) throw new Error(`smooch-core has no ${path}`);
      return method.apply(owner, [...given]);
    };
  };
}

/** Every method of the client, as `appUsers.get`. */
export function methodsOfSmooch(): string[] {
  const client = new Library({ serviceUrl: 'http://127.0.0.1', keyId: 'app_x', secret: 'x', scope: 'app' });
  const found: string[] = [];
  const walk = (owner: object, path: readonly string[]) => {
    const prototype: unknown = Object.getPrototypeOf(owner);
    for (const [name, value] of Object.entries(prototype as object)) {
      if (typeof value === 'function' && name !== 'constructor') found.push([...path, name].join('.'));
    }
    for (const [name, value] of Object.entries(owner)) {
      if (typeof value === 'object' && value !== null && 'authHeaders' in value) walk(value, [...path, name]);
    }
  };
  for (const [name, api] of Object.entries(client)) {
    if (typeof api === 'object' && api !== null && 'authHeaders' in api) walk(api, [name]);
  }
  return found.filter((name) => !/\.(request|getHeaders|validate\w+)$/.test(name));
}

/** A file in the only form that the client sends as it should. */
export function formOf(bytes: Buffer, filename: string, contentType: string): unknown {
  const form = new Form();
  form.append('source', bytes, { filename, contentType });
  return form;
}

/** What the client rejects with. */
export async function refusalV1(
  call: Promise<unknown>,
): Promise<{ status: number; code: string; description: string }> {
  try {
    await call;
  } catch (error) {
    const { response, code, description } = error as {
      response?: { status: number };
      code: string;
      description: string;
    };
    if (!response) throw error;
    return { status: response.status, code, description };
  }
  throw new Error('the call was not refused');
}
