import { setTimeout as pause } from 'node:timers/promises';
import { operationsRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, asId, type Db, type HttpServer, requestReplay, route } from '../../base/index.ts';
import { findParkedDelivery, listParkedDeliveries } from '../parked-store.ts';
import { listUnknownKinds } from '../unknown-store.ts';

const WAIT_MS = 5_000;
const LOOK_MS = 50;

/** What could not be taken in, and what this version does not know. */
export function addOperationsRoutes(http: HttpServer, db: Db): void {
  route(http, operationsRoutes.parked, async ({ caller, query }) => {
    const limit = query.limit ?? 50;
    const found = await listParkedDeliveries(db.workspace(caller.workspaceId), query.cursor, limit + 1);
    const shown = found.slice(0, limit);
    return {
      deliveries: shown.map(({ parkedId: _parkedId, receivedAt, ...rest }) => ({
        ...rest,
        receivedAt: receivedAt.toISOString(),
      })),
      next: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  });

  route(http, operationsRoutes.replay, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const before = await findParkedDelivery(workspace, params.id);
    if (!before) throw new AppError(baseErrors.not_found, { values: { what: 'parked delivery' } });
    await requestReplay(workspace, asId<'parked event'>(before.parkedId));
    // The projector of whichever process has it does the work; its end shows in the row.
    for (const endMs = performance.now() + WAIT_MS; performance.now() < endMs; await pause(LOOK_MS)) {
      const now = await findParkedDelivery(workspace, params.id);
      if (!now) return { done: true, reason: null };
      if (now.tries > before.tries) return { done: false, reason: now.reason };
    }
    return { done: false, reason: 'It is tried again as soon as the projector gets to it.' };
  });

  route(http, operationsRoutes.unknownKinds, async ({ caller }) => {
    const kinds = await listUnknownKinds(db.workspace(caller.workspaceId));
    return { kinds: kinds.map(({ lastAt, ...rest }) => ({ ...rest, lastAt: lastAt.toISOString() })) };
  });
}
