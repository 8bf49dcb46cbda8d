import { createRequire } from 'node:module';
import { until } from '../../harness.ts';
import { type Product, type ProductOptions, startProduct } from '../../product.ts';
import { type CheckedWay, openCheckedWay } from './checked.ts';

/** A method of the client, as its own documentation calls it. */
export type Method = (...given: readonly unknown[]) => Promise<Answer>;
// biome-ignore lint: a test reads fields that it then compares.
export type Answer = { [key: string]: Answer } & { [index: number]: Answer } & string &
  number &
  boolean & { length: number };
export type Api = Readonly<Record<string, Method>>;

interface ClientLibrary {
  readonly ApiClient: new () => {
    basePath: string;
    authentications: {
      basicAuth: { username: string; password: string };
      bearerAuth: { accessToken: string };
    };
  };
  readonly [api: string]: unknown;
}

// The library is CommonJS without types.
const library = createRequire(import.meta.url)('sunshine-conversations-client') as ClientLibrary;

/** Every class of the unmodified client, as a program would use them. */
export function openClient(basePath: string, key: { id: string; secret: string } | { token: string }) {
  const client = new library.ApiClient();
  client.basePath = basePath;
  if ('token' in key) client.authentications.bearerAuth.accessToken = key.token;
  else Object.assign(client.authentications.basicAuth, { username: key.id, password: key.secret });
  return (name: string): Api => {
    const Class = library[name] as new (client: unknown) => Api;
    return new Class(client);
  };
}

export interface SunshineWorld {
  /** Its address is a way on which answers are checked. */
  readonly product: Product;
  readonly way: CheckedWay;
  /** Where the product itself is. */
  readonly productUrl: string;
  readonly appId: string;
  readonly handleId: string;
  readonly key: { readonly id: string; readonly secret: string };
  /** The customer who has written, and their thread. */
  readonly userId: string;
  readonly conversationId: string;
  readonly api: (name: string) => Api;
  makeKey(scope: 'account' | 'app'): Promise<{ id: string; secret: string }>;
}

/** The product with a handle, a customer of the local X who has written, and a program's key. */
export async function openWorld(options: ProductOptions = {}): Promise<SunshineWorld> {
  const started = await startProduct(options);
  const way = await openCheckedWay(started.url);
  const product: Product = Object.create(started, {
    url: { value: way.url },
    close: { value: () => Promise.all([started.close(), way.close()]) },
  });
  await product.x.user('shopkeeper', { name: 'The Shop' });
  await product.x.user('jane', { name: 'Jane Doe' });
  const { handleId } = await product.connect('shopkeeper');
  await product.x.write('jane', 'shopkeeper', 'Hello, is anybody there?');
  const row = await until(
    async () => (await product.admin.call('GET', '/api/inbox?view=all')).body['rows']?.[0],
  );
  const makeKey = async (scope: 'account' | 'app') => {
    const { key, secret } = await product.admin.ask<{ key: { id: string }; secret: string }>(
      'POST',
      '/api/programs/keys',
      { name: 'Bot', scope },
    );
    return { id: key.id, secret };
  };
  const key = await makeKey('app');
  const { appId } = await product.admin.ask<{ appId: string }>('GET', '/api/programs/keys');
  return {
    product,
    way,
    productUrl: started.url,
    appId,
    handleId,
    key,
    userId: String(row['customer']?.['id']),
    conversationId: String(row['conversationId']),
    api: openClient(`${product.url}/sc`, key),
    makeKey,
  };
}

/** What the client rejects with, as far as tests look at it. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; code: string; title: string }> {
  try {
    await call;
  } catch (error) {
    const { status, body } = error as { status: number; body: { errors: { code: string; title: string }[] } };
    const [first] = body.errors;
    return { status, code: first?.code ?? '', title: first?.title ?? '' };
  }
  throw new Error('the call was not refused');
}
