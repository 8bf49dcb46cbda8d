import type { WebhookBody } from '../../../contract/sunshine/integrations.ts';
import type { Static } from 'typebox';
import { type Clock, newId, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Actor } from '../../people/index.ts';
import type { WebhookEndpoint, Webhooks } from '../../webhooks/index.ts';
import type { Keys } from '../keys/keys.ts';
import { listKeys } from '../keys/store.ts';
import { type CustomIntegration, deleteCustom, insertCustom } from './store.ts';

export interface CustomDeps {
  readonly clock: Clock;
  readonly keys: Pick<Keys, 'remove'>;
  readonly webhooks: Pick<Webhooks, 'endpoints'>;
}

/** A bot or business system with what it is told by. @throws AppError webhook_limit, webhook_trigger_unknown, url_refused. */
export function addCustom(
  { clock, webhooks }: CustomDeps,
  db: WorkspaceDb,
  wanted: {
    readonly displayName: string | null;
    readonly webhooks: readonly Static<typeof WebhookBody>[];
    readonly by: Actor;
  },
): Promise<{ readonly integration: CustomIntegration; readonly endpoints: readonly WebhookEndpoint[] }> {
  const { displayName, by } = wanted;
  const integration: CustomIntegration = { id: newId(), displayName, createdAt: clock.now() };
  return db.transaction(async (tx) => {
    await insertCustom(tx, integration);
    const endpoints = [];
    for (const one of wanted.webhooks) {
      endpoints.push(
        await webhooks.endpoints.create(tx, by, {
          ...one,
          integrationId: integration.id,
          ...(displayName ? { name: displayName } : {}),
        }),
      );
    }
    return { integration, endpoints };
  });
}

/** Takes it away with its keys and its webhook; what waits for it is not sent any more. */
export async function removeCustom(
  deps: CustomDeps,
  db: WorkspaceDb,
  id: string,
  by: Actor,
  /** Written down in the same transaction, before it goes. */
  note?: (tx: WorkspaceTx) => Promise<void>,
): Promise<void> {
  const own = await listKeys(db, id);
  await db.transaction(async (tx) => {
    await note?.(tx);
    await deps.webhooks.endpoints.removeOf(tx, by, id);
    await deleteCustom(tx, id);
  });
  for (const key of own) await deps.keys.remove(db, key.id);
}
