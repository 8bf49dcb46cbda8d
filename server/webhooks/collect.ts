import type { WorkspaceDb, WorkspaceTx } from '../base/index.ts';
import { type NewDelivery, insertDeliveries } from './delivery-store.ts';
import type { EndpointCache } from './endpoint-cache.ts';
import { fits } from './triggers.ts';
import type { LoggedEvent, WebhookEndpoint, WebhookFact, WebhooksDeps } from './types.ts';

/**
 * Follows the log and queues what endpoints want to hear. A workspace without endpoints is passed in memory, without a
 * transaction.
 */
export function followLog(
  deps: Pick<WebhooksDeps, 'log' | 'clock' | 'ports' | 'carriers'>,
  cache: EndpointCache,
  wake: (tx: WorkspaceTx, endpointId: string) => void,
): void {
  const { log, clock, ports } = deps;
  log.consume({
    name: 'webhooks',
    start: 'now',
    kinds: ports.kinds,
    batch: 200,
    concurrency: 4,
    wants: ({ workspaceId }) => cache.mayHave(workspaceId),
    handle: async (tx, events) => {
      const endpoints = await cache.list(tx);
      if (endpoints.length === 0) return;
      // `kinds` lets declared kinds through only.
      const facts = await ports.translate(tx, events as readonly LoggedEvent[]);
      const wanted: NewDelivery[] = [];
      for (const fact of facts)
        for (const endpoint of endpoints)
          if (await isFor(deps, tx, endpoint, fact)) wanted.push({ endpointId: endpoint.id, fact });
      if (wanted.length === 0) return;
      await insertDeliveries(tx, wanted, clock.now());
      for (const id of new Set(wanted.map((one) => one.endpointId))) wake(tx, id);
    },
  });
}

async function isFor(
  { ports, carriers }: Pick<WebhooksDeps, 'ports' | 'carriers'>,
  db: WorkspaceDb,
  endpoint: WebhookEndpoint,
  fact: WebhookFact,
): Promise<boolean> {
  if (!fits(endpoint, fact)) return false;
  const answer = (carriers?.[endpoint.carrier] ?? ports).receives(db, endpoint, fact);
  return typeof answer === 'boolean' ? answer : await answer;
}
