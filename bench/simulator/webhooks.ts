import { fileURLToPath } from 'node:url';
import { type Figure, ofRuns } from '../figures.ts';
import { furnish } from './furnish.ts';
import { type BenchX, openBenchX, runSignedLoad, startProgram } from './local-x.ts';

const BURST_MS = 5_000;
const RUNS = 3;
const BATCH = 10_000;
const DRAIN_MS = 60_000;
/** Connections that send; the deliveries need the rest of the processors. */
const CONNECTIONS = 16;

/**
 * How fast sends go while each is told to a webhook; then how many signed deliveries arrive per second when the
 * messages come in batches, so that nobody waits for a client.
 */
export async function measureWebhooks(): Promise<Figure[]> {
  const x = await openBenchX();
  try {
    const { app, shop, peopleIds, load } = await furnish(x);
    const hook = await startReceiver(app.consumerSecret);
    try {
      await subscribe(x, app.id, shop.id, await register(x, app.id, hook.ready.port));
      const messages = Array.from({ length: BATCH }, (_, n) => ({
        from: shop.id,
        to: peopleIds[n % peopleIds.length],
        text: `Your parcel ${n} is on its way.`,
      }));
      const sends: number[] = [];
      const deliveries: number[] = [];
      for (let run = -1; run < RUNS; run += 1) {
        const before = await countOf(hook.ready.port);
        const { answered, tookMs } = await runSignedLoad({
          ...load,
          connections: CONNECTIONS,
          durationMs: BURST_MS,
        });
        await arrived(hook.ready.port, before + answered);
        const startedMs = performance.now();
        await x.control('POST', '/messages/batch', { messages });
        await arrived(hook.ready.port, before + answered + BATCH);
        if (run < 0) continue;
        sends.push((answered / tookMs) * 1_000);
        deliveries.push((BATCH / (performance.now() - startedMs)) * 1_000);
      }
      return [
        ofRuns('DM sends per second, webhook on', '/s', sends),
        ofRuns('signed deliveries per second, checked by the receiver', '/s', deliveries, {
          target: { at: 'least', value: 2_000 },
        }),
      ];
    } finally {
      await hook.close();
    }
  } finally {
    await x.close();
  }
}

function startReceiver(secret: string) {
  return startProgram([fileURLToPath(new URL('./receiver.ts', import.meta.url)), secret]);
}

async function bearerOf(x: BenchX, appId: string): Promise<string> {
  const { consumerKey, consumerSecret } = await x.control<{ consumerKey: string; consumerSecret: string }>(
    'GET',
    `/apps/${appId}`,
  );
  const basic = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
  const response = await fetch(`${x.url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function register(x: BenchX, appId: string, port: number): Promise<string> {
  const response = await fetch(`${x.url}/2/webhooks`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await bearerOf(x, appId)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ url: `http://127.0.0.1:${port}/hook` }),
  });
  const answer = (await response.json()) as { data?: { id: string } };
  if (!answer.data) throw new Error(`no webhook: ${JSON.stringify(answer)}`);
  return answer.data.id;
}

async function subscribe(x: BenchX, appId: string, userId: string, webhookId: string): Promise<void> {
  const { accessToken } = await x.control<{ accessToken: string }>('POST', '/tokens', {
    appId,
    user: userId,
    kind: 'oauth2',
  });
  const response = await fetch(`${x.url}/2/activity/subscriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ event_type: 'dm.sent', filter: { user_id: userId }, webhook_id: webhookId }),
  });
  if (!response.ok) throw new Error(`no subscription: ${await response.text()}`);
}

async function countOf(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/count`);
  const { count, wrong } = (await response.json()) as { count: number; wrong: number };
  if (wrong > 0) throw new Error(`${wrong} deliveries were wrongly signed`);
  return count;
}

/** Waits until the receiver has counted so many. */
async function arrived(port: number, wanted: number): Promise<void> {
  const endsMs = performance.now() + DRAIN_MS;
  while ((await countOf(port)) < wanted) {
    if (performance.now() > endsMs) throw new Error(`arrived: ${await countOf(port)} of ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
