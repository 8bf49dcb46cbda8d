import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { lockConversation } from '../../conversations/index.ts';
import { type Line, step } from '../change.ts';
import type { RoutingDeps } from '../deps.ts';
import { openNow } from '../items/open.ts';
import { findLatest } from '../items/store.ts';
import { needDisposition } from '../record/record.ts';
import { needAgent, store } from '../routing.ts';
import { readSetup } from '../setup/read.ts';
import type { CloseReason, WorkItemEvent } from '../transition.ts';
import type { StoredWorkItem } from '../types.ts';
import { assignedLine, changeLive } from './change-live.ts';

const EVENT_OF: Readonly<Record<CloseReason, WorkItemEvent>> = {
  ended_by_agent: 'closed',
  closed_after_inactivity: 'expired',
  closed_by_system: 'closed_by_system',
  overflow: 'overflowed',
  timeout_rule: 'closed_by_rule',
  force_closed: 'force_closed',
};

/** Ends an item; the customer's next message opens another. @throws AppError work_item_closed, disposition_missing */
export function closeItem(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  options: { readonly reason: CloseReason; readonly by: string | null },
): Promise<StoredWorkItem> {
  const { reason, by } = options;
  return changeLive(deps, db, conversationId, by, async (before, { tx, now }) => {
    if (reason === 'ended_by_agent') await needDisposition(tx, conversationId);
    const closed = step(before, EVENT_OF[reason], now);
    const facts: Line['facts'] = reason === 'ended_by_agent' ? {} : { reason };
    return {
      item: { ...closed, closedAt: now, closedBy: by, snoozedUntil: null, waitingSince: null },
      lines: [{ what: 'closed', facts }],
    };
  });
}

/**
 * Takes a conversation up again for an agent: a waiting item becomes active, after a closed one the next opens.
 * One that somebody has stays as it is.
 */
export async function reopenItem(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: string | null,
): Promise<StoredWorkItem> {
  return db.transaction(async (tx) => {
    await needAgent(deps, tx, by);
    const conversation = await lockConversation(tx, conversationId);
    const latest = await findLatest(tx, conversationId);
    const [setup, now] = [await readSetup(tx), deps.clock.now()];
    if (latest?.state === 'wrap_up') {
      throw new AppError(routingErrors.work_item_state, { values: { state: latest.state } });
    }
    const live = latest && latest.state !== 'closed' ? latest : undefined;
    if (live && live.state !== 'waiting') return live;
    const opened = live ? undefined : await openNow(deps, tx, setup, conversation, latest, { now, by });
    const base = opened?.item ?? latest;
    if (!base) throw new AppError(routingErrors.work_item_closed);
    const assigneeId = base.assigneeId ?? by;
    const event = assigneeId === null ? 'snooze_ended' : 'assigned';
    const item = { ...step({ ...base, assigneeId }, event, now), snoozedUntil: null };
    const lines = [
      { what: 'reopened', facts: {} },
      ...(opened?.lines ?? []),
      ...(assigneeId === base.assigneeId ? [] : [assignedLine(base, assigneeId)]),
    ];
    const change = {
      before: live,
      item,
      by,
      how: 'picked',
      lines,
      what: ['state', 'assignee'],
      now,
    } as const;
    return store(deps, tx, setup, conversation, change);
  });
}
