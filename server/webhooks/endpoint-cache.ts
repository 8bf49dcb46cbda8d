import { baseErrors } from '../../contract/errors/base.ts';
import { type Bus, isError, type Secrets, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { SECRET_FIELD } from './endpoints.ts';
import { selectEndpoints } from './endpoint-store.ts';
import type { WebhookEndpoint } from './types.ts';

const TOPIC = 'webhook-endpoints';
/** After so long it is read again, since a message between processes may be lost. */
const FRESH_MS = 5_000;
const MOST_WORKSPACES = 5_000;

interface Known {
  readonly endpoints: readonly WebhookEndpoint[];
  readonly untilMs: number;
}

/** The endpoints of each workspace, in memory: most have none, and that must cost nothing. */
export interface EndpointCache {
  list(db: WorkspaceDb): Promise<readonly WebhookEndpoint[]>;
  find(db: WorkspaceDb, id: string): Promise<WebhookEndpoint | undefined>;
  /** False when it is certain that the workspace has none. */
  mayHave(workspaceId: string): boolean;
  /** What is known of this workspace is void, everywhere, once the transaction is durable. */
  forget(tx: WorkspaceTx): void;
  /** As `forget`, of what this process itself has just stored. */
  forgetNow(workspaceId: string): void;
  close(): void;
}

export function createEndpointCache(bus: Bus, secrets: Pick<Secrets, 'find'>): EndpointCache {
  const known = new Map<string, Known>();
  /** Raised by every change, so that what was read before it is not taken for new. */
  let changes = 0;
  const unsubscribe = bus.subscribe(TOPIC, (workspaceId) => {
    changes += 1;
    known.delete(workspaceId);
  });
  bus.onGap(() => {
    changes += 1;
    known.clear();
  });

  const isFresh = (one: Known | undefined): one is Known =>
    one !== undefined && one.untilMs > performance.now();

  const list = async (db: WorkspaceDb) => {
    const found = known.get(db.workspaceId);
    if (isFresh(found)) return found.endpoints;
    const before = changes;
    const untilMs = performance.now() + FRESH_MS;
    const endpoints: WebhookEndpoint[] = [];
    for (const stored of await selectEndpoints(db))
      endpoints.push({ ...stored, secret: await readSecret(db, stored.id) });
    if (changes === before) {
      known.delete(db.workspaceId);
      known.set(db.workspaceId, { endpoints, untilMs });
      for (const oldest of known.keys()) {
        if (known.size <= MOST_WORKSPACES) break;
        known.delete(oldest);
      }
    }
    return endpoints;
  };

  /** One that cannot be opened must not hold the log up: nothing is sent with it, and the failure says so. */
  const readSecret = async (db: WorkspaceDb, id: string) => {
    try {
      return (await secrets.find(db, id, SECRET_FIELD)) ?? '';
    } catch (error) {
      if (isError(error, baseErrors.secret_unreadable)) return '';
      throw error;
    }
  };

  return {
    list,
    find: async (db, id) => (await list(db)).find((one) => one.id === id),
    mayHave: (workspaceId) => {
      const found = known.get(workspaceId);
      return !isFresh(found) || found.endpoints.length > 0;
    },
    forget: (tx) => tx.afterCommit(() => bus.publish(TOPIC, tx.workspaceId)),
    forgetNow: (workspaceId) => bus.publish(TOPIC, workspaceId),
    close: unsubscribe,
  };
}
