import { webhookErrors } from '../../contract/errors/webhooks.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { Actor } from '../people/index.ts';
import { copyDeliveries, findState, type ResentRows } from './resend-store.ts';
import type { WebhooksDeps } from './types.ts';

/** Most deliveries of one call. */
const MOST = 5_000;

export interface ResendRange {
  /** When it happened: from here, before there. */
  readonly from: Date;
  readonly to: Date;
  /** Dead letters only, or everything that is not waiting. */
  readonly only: 'all' | 'dead';
  /** Behind this delivery: where a call before stopped. */
  readonly after?: string;
}

/**
 * Sends again what was tried before: as new deliveries with the same event ids, in their order, behind what waits. A
 * dead letter counts no longer as one.
 */
export interface Resend {
  /** @throws AppError not_found, webhook_still_waiting. */
  one(db: WorkspaceDb, by: Actor, endpointId: string, seq: string): Promise<ResentRows>;
  /** At most 5,000 a call; `next` says where to go on. @throws AppError webhook_range_wrong. */
  range(db: WorkspaceDb, by: Actor, endpointId: string, range: ResendRange): Promise<ResentRows>;
}

export function createResend(
  deps: Pick<WebhooksDeps, 'audit' | 'clock'> & {
    readonly carrier: string;
    readonly wake: (tx: WorkspaceTx, id: string) => void;
  },
): Resend {
  const { audit, clock, wake, carrier } = deps;

  const note = async (tx: WorkspaceTx, by: Actor, endpointId: string, { resent }: ResentRows) => {
    if (resent === 0) return;
    const facts = { deliveries: resent };
    await audit(tx, {
      actor: by,
      action: `${carrier}.resent`,
      subjectKind: carrier,
      subjectId: endpointId,
      facts,
    });
    wake(tx, endpointId);
  };

  return {
    one: (db, by, endpointId, seq) =>
      db.transaction(async (tx) => {
        const state = await findState(tx, endpointId, seq);
        if (state === undefined) throw new AppError(baseErrors.not_found, { values: { what: 'delivery' } });
        if (state === 'waiting') throw new AppError(webhookErrors.webhook_still_waiting);
        const rows = await copyDeliveries(tx, endpointId, { kind: 'one', seq }, clock.now(), 1);
        const resent = { ...rows, next: null };
        await note(tx, by, endpointId, resent);
        return resent;
      }),
    range: async (db, by, endpointId, range) => {
      if (range.to <= range.from) throw new AppError(webhookErrors.webhook_range_wrong);
      return db.transaction(async (tx) => {
        const resent = await copyDeliveries(tx, endpointId, { kind: 'range', ...range }, clock.now(), MOST);
        await note(tx, by, endpointId, resent);
        return resent;
      });
    },
  };
}
