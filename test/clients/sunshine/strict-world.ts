import { openReceiver, type Receiver } from './receiver.ts';
import { type Answer, openWorld, type SunshineWorld } from './world.ts';

type Called = Promise<{ readonly status: number; readonly body: Answer }>;

export interface StrictWorld {
  readonly world: SunshineWorld;
  readonly receiver: Receiver;
  /** Ids of what was made, by name: integrations of version 2 `short`, `full` and `bare`, files, the switchboard. */
  readonly ids: Record<string, string>;
  /** What a program without a library sends: the path behind the app, and JSON. */
  call(method: string, path: string, body?: unknown, options?: { readonly version?: string }): Called;
  /** The business says something to the customer. */
  post(content: object, more?: object): Called;
  upload(name: string, bytes: Buffer): Promise<Answer>;
  close(): Promise<void>;
}

export const v1 = { version: 'v1.1' };
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The body of an answer that went as it should. */
export async function answered(asked: Called, status = 200): Promise<Answer> {
  const { status: got, body } = await asked;
  if (got !== status) throw new Error(`${got} instead of ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** The product with webhooks of both versions for everything, and one integration that has lost its webhook. */
export async function openStrictWorld(): Promise<StrictWorld> {
  const [world, receiver] = [await openWorld(), await openReceiver()];
  const authorization = `Basic ${btoa(`${world.key.id}:${world.key.secret}`)}`;
  const at = (version: string, path: string) =>
    `${world.product.url}/sc/${version}/apps/${world.appId}${path}`;
  const call: StrictWorld['call'] = async (method, path, body, { version = 'v2' } = {}) => {
    const response = await fetch(at(version, path), {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const upload: StrictWorld['upload'] = async (name, bytes) => {
    const form = new FormData();
    form.set('source', new Blob([new Uint8Array(bytes)]), name);
    const request = { method: 'POST', headers: { authorization }, body: form };
    return (await (await fetch(at('v2', '/attachments?access=public'), request)).json()) as Answer;
  };
  const integrate = async (name: string, more: object = {}) => {
    const webhooks = [{ target: receiver.urlOf(name), triggers: ['*'], ...more }];
    const made = await answered(
      call('POST', '/integrations', { type: 'custom', displayName: name, webhooks }),
      201,
    );
    return String(made['integration']?.['id']);
  };
  const bare = await integrate('bare');
  const hooks = await answered(call('GET', `/integrations/${bare}/webhooks`));
  const hookId = String(hooks['webhooks']?.[0]?.['id']);
  await answered(call('DELETE', `/integrations/${bare}/webhooks/${hookId}`));
  const ids = {
    bare,
    short: await integrate('short'),
    full: await integrate('full', { includeFullUser: true, includeFullSource: true }),
    image: String((await upload('pixel.png', PIXEL))['attachment']?.['mediaUrl']),
    file: String((await upload('terms.pdf', Buffer.from('%PDF-1.4\n%âãÏÓ\n')))['attachment']?.['mediaUrl']),
    board: String((await answered(call('POST', '/switchboards'), 201))['switchboard']?.['id']),
  };
  await answered(call('POST', '/webhooks', { target: receiver.urlOf('v1'), triggers: ['*'] }, v1), 201);
  return {
    world,
    receiver,
    ids,
    call,
    upload,
    post: (content, more = {}) =>
      call('POST', `/conversations/${world.conversationId}/messages`, {
        author: { type: 'business' },
        content,
        ...more,
      }),
    close: async () => {
      await world.product.close();
      await receiver.close();
    },
  };
}
