import type { RawBuilder } from 'kysely';
import type { InboxSort, InboxView } from '../../contract/api/index.ts';
import { sql } from '../base/index.ts';

/** One stretch of an order: what belongs to it, and the time by which it is walked. Each has an index of its own. */
export interface Stretch {
  readonly where: RawBuilder<unknown> | null;
  readonly key: RawBuilder<Date>;
  readonly newestFirst: boolean;
}

const byActivity = { key: sql<Date>`w.last_at`, newestFirst: true };

/**
 * When the answer that a customer still waits for was due, and was missed: `sla_due_at` has gone on to a later target.
 * The same words as its partial index.
 */
const MISSED_AT = sql<Date>`(case
  when w.state = 'wrap_up' then null
  when w.first_answer_at is null and 'first_answer' = any(w.breached) then w.first_answer_due_at
  when w.next_answer_due_at < coalesce(w.sla_due_at, 'infinity') then w.next_answer_due_at
end)`;

/**
 * An order of a list as stretches, one after the other: what it ranks, then the rest by activity. So the indexes hold
 * only what is ranked.
 */
export function stretchesOf(view: InboxView, sort: InboxSort): readonly Stretch[] {
  if (view === 'recent') return [{ where: null, key: sql<Date>`w.closed_at`, newestFirst: true }];
  switch (sort) {
    case 'activity':
      return [{ where: null, ...byActivity }];
    case 'created':
      return [{ where: null, key: sql<Date>`w.opened_at`, newestFirst: true }];
    case 'waiting':
      return [
        { where: sql`w.waiting_since is not null`, key: sql<Date>`w.waiting_since`, newestFirst: false },
        { where: sql`w.waiting_since is null`, ...byActivity },
      ];
    case 'sla':
      return [
        { where: sql`${MISSED_AT} is not null`, key: MISSED_AT, newestFirst: false },
        {
          where: sql`w.sla_due_at is not null and ${MISSED_AT} is null`,
          key: sql<Date>`w.sla_due_at`,
          newestFirst: false,
        },
        { where: sql`w.sla_due_at is null and ${MISSED_AT} is null`, ...byActivity },
      ];
    case 'priority':
      return [
        // The first words of each are the partial index's own.
        { where: sql`w.priority <> 'normal' and w.priority = 'urgent'`, ...byActivity },
        { where: sql`w.priority <> 'normal' and w.priority = 'high'`, ...byActivity },
        { where: sql`w.priority = 'normal'`, ...byActivity },
        { where: sql`w.priority <> 'normal' and w.priority = 'low'`, ...byActivity },
      ];
  }
}

/** The same words as the partial indexes of `work_item`, so that each view is one index walk. */
export function viewCondition(view: InboxView, memberId: string | null, now: Date): RawBuilder<unknown> {
  switch (view) {
    case 'mine':
      return sql`w.state <> 'closed' and w.snoozed_until is null and w.assignee_id = ${memberId}`;
    case 'unassigned':
      return sql`w.state <> 'closed' and w.assignee_id is null and w.snoozed_until is null`;
    case 'all':
      return sql`w.state <> 'closed' and w.snoozed_until is null`;
    case 'snoozed':
      return sql`w.state <> 'closed' and w.snoozed_until is not null`;
    case 'recent':
      return sql`w.state = 'closed' and w.closed_at is not null and w.closed_at > ${new Date(now.getTime() - DAY_MS)}`;
    case 'closed':
      return sql`w.state = 'closed'`;
    case 'programs':
      // Conversations, not work items: see listWithPrograms.
      return sql`false`;
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
