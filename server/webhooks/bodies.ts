import { isPassing, type WorkspaceDb } from '../base/index.ts';
import type { WaitingDelivery } from './delivery-store.ts';
import { factOf } from './outcome.ts';
import type { WebhookEndpoint, WebhooksDeps } from './types.ts';

/** What is to be said for a delivery: a text, nothing any more, or it could not be found out. */
export type MadeBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed' };

/** The bodies of deliveries, in their order. One that cannot be made fails alone. @throws when the database is away. */
export async function makeBodies(
  deps: Pick<WebhooksDeps, 'ports' | 'carriers' | 'logger'>,
  db: WorkspaceDb,
  endpoint: WebhookEndpoint,
  deliveries: readonly WaitingDelivery[],
): Promise<readonly MadeBody[]> {
  const { ports, carriers, logger } = deps;
  try {
    const bodies = await (carriers?.[endpoint.carrier] ?? ports).bodyOf(db, endpoint, deliveries.map(factOf));
    return deliveries.map((_, index) => {
      const body = bodies[index];
      return body ? { kind: 'text', text: JSON.stringify(body) } : { kind: 'nothing' };
    });
  } catch (error) {
    if (isPassing(error)) throw error;
    const [only] = deliveries;
    if (deliveries.length === 1 && only) {
      const place = { endpointId: endpoint.id, seq: only.seq };
      logger.error({ err: error, ...place }, 'the body of a webhook could not be made');
      return [{ kind: 'failed' }];
    }
    const made: MadeBody[] = [];
    for (const one of deliveries) made.push(...(await makeBodies(deps, db, endpoint, [one])));
    return made;
  }
}
