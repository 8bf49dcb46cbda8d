import type { ControlApp, ControlToken } from '../../contract/control/apps.ts';
import type { ControlUser } from '../../contract/control/users.ts';
import type { BenchX } from './local-x.ts';
import type { SignedLoadOptions } from './signed-load.ts';

export const RUN_MS = 5_000;
export const CONNECTIONS = 32;
export const BODY = JSON.stringify({
  text: 'Hello, your parcel 7731 left our house this morning and is on its way.',
});

/** An app, a business that has authorised it, and people to write to. */
export async function furnish(
  x: BenchX,
  people = 200,
): Promise<{ app: ControlApp; shop: ControlUser; peopleIds: string[]; load: SignedLoadOptions }> {
  const app = await x.control<ControlApp>('POST', '/apps', { name: 'Bench', tier: 'enterprise' });
  const shop = await x.control<ControlUser>('POST', '/users', { username: 'bench_shop' });
  const token = await x.control<ControlToken>('POST', '/tokens', {
    appId: app.id,
    user: shop.id,
    kind: 'oauth1',
  });
  if (token.kind !== 'oauth1') throw new Error('asked for an OAuth 1.0a token');
  const peopleIds: string[] = [];
  for (let n = 0; n < people; n += 1)
    peopleIds.push((await x.control<ControlUser>('POST', '/users', { username: `bench_${n}` })).id);
  const { consumerKey, consumerSecret } = app;
  const load: SignedLoadOptions = {
    port: x.port,
    consumerKey,
    consumerSecret,
    tokens: [token],
    method: 'POST',
    paths: peopleIds.map((id) => `/2/dm_conversations/with/${id}/messages`),
    body: BODY,
    connections: CONNECTIONS,
    durationMs: RUN_MS,
    expect: 201,
  };
  return { app, shop, peopleIds, load };
}
