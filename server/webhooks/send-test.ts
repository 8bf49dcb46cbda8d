import { type WorkspaceDb, newId } from '../base/index.ts';
import { type Actor } from '../people/index.ts';
import type { AttemptRecord } from './delivery-store.ts';
import type { Endpoints } from './endpoints.ts';
import { createPoster } from './post.ts';
import type { WebhookEndpoint, WebhookPace, WebhooksDeps } from './types.ts';

export type SendTest = (db: WorkspaceDb, by: Actor, endpointId: string) => Promise<AttemptRecord>;

/** Posts a test event at once, whether the endpoint is paused or not. It is in no log but the audit's. */
export function createSendTest(
  deps: Pick<WebhooksDeps, 'clock' | 'ports' | 'allowPrivateUrls' | 'audit'> & {
    readonly pace: WebhookPace;
    readonly endpoints: Endpoints;
  },
): SendTest {
  return async (db, by, endpointId) => {
    const endpoint = await deps.endpoints.get(db, endpointId);
    const at = deps.clock.now();
    const eventId = newId();
    const body = (deps.ports.testBodyOf ?? standardBody(db.workspaceId))(endpoint, eventId, at);
    const poster = createPoster({ allowPrivate: deps.allowPrivateUrls }, 1);
    const { target, secret } = endpoint;
    const text = JSON.stringify(body);
    const deliveryId = `${endpointId}-test`;
    const { timeoutMs } = deps.pace;
    const answer = await poster
      .post({ target, secret, deliveryId, body: text, timeoutMs })
      .finally(() => poster.close());
    await db.transaction((tx) =>
      deps.audit(tx, {
        actor: by,
        action: 'webhook.tested',
        subjectKind: 'webhook',
        subjectId: endpointId,
        facts: { status: answer.status ?? 'none' },
      }),
    );
    return { at: at.toISOString(), ...answer };
  };
}

const TEST = 'webhook:test';

function standardBody(workspaceId: string): (endpoint: WebhookEndpoint, eventId: string, at: Date) => object {
  return ({ id, version }, eventId, at) =>
    version === 'v2'
      ? {
          app: { id: workspaceId },
          webhook: { id, version },
          events: [{ id: eventId, createdAt: at.toISOString(), type: TEST, payload: {} }],
        }
      : { trigger: TEST, app: { _id: workspaceId }, version, timestamp: at.getTime() / 1_000 };
}
