import type { EventLog } from '../../server/base/index.ts';

/** One attempt to assign, as it was heard of. */
export interface HeardSession {
  readonly id: string;
  readonly itemId: string;
  readonly agentId: string;
  readonly beganMs: number;
  offeredMs: number | null;
  acceptedMs: number | null;
  endedMs: number | null;
  endReason: string | null;
}

export interface HeardItem {
  readonly id: string;
  readonly conversationId: string;
  readonly openedMs: number;
  /** Each state it was in, with when it began. */
  readonly states: { readonly state: string; readonly atMs: number }[];
  closedMs: number | null;
  wrapUpMs: number | null;
  /** Whoever had it last. */
  assigneeId: string | null;
}

export interface HeardPresence {
  readonly agentId: string;
  readonly base: string;
  readonly atMs: number;
}

/** What a wall that shows everything would have seen: heard from the event log, never read from a table. */
export interface DayLog {
  readonly items: ReadonlyMap<string, HeardItem>;
  readonly sessions: ReadonlyMap<string, HeardSession>;
  readonly presences: readonly HeardPresence[];
  /** The newest item of a conversation. */
  itemOf(conversationId: string): HeardItem;
  /** Sessions that ring now, and which ones are had, by conversation. */
  runningOf(conversationId: string): HeardSession | undefined;
  follow(log: EventLog): void;
}

export function createDayLog(): DayLog {
  const items = new Map<string, HeardItem>();
  const sessions = new Map<string, HeardSession>();
  const presences: HeardPresence[] = [];
  const newest = new Map<string, HeardItem>();
  const running = new Map<string, HeardSession>();
  const known = new Set<string>();
  return {
    items,
    sessions,
    presences,
    itemOf: (conversationId) => {
      const item = newest.get(conversationId);
      if (!item) throw new Error(`nothing was heard of ${conversationId}`);
      return item;
    },
    runningOf: (conversationId) => running.get(conversationId),
    follow: (log) =>
      log.consume({
        name: 'day',
        start: 'beginning',
        kinds: ['work_item.changed', 'session.changed', 'presence.changed'],
        handle: (_tx, events) => {
          for (const event of events) {
            // A consumer may run twice.
            const place = `${event.partition}/${event.seq}`;
            if (known.has(place)) continue;
            known.add(place);
            const atMs = event.at.getTime();
            if (event.kind === 'presence.changed') {
              presences.push({ agentId: event.body.memberId, base: event.body.base, atMs });
            } else if (event.kind === 'work_item.changed') {
              const { workItemId, conversationId, state, assigneeId } = event.body;
              const item = items.get(workItemId) ?? {
                id: workItemId,
                conversationId,
                openedMs: atMs,
                states: [],
                closedMs: null,
                wrapUpMs: null,
                assigneeId: null,
              };
              items.set(workItemId, item);
              newest.set(conversationId, item);
              if (item.states.at(-1)?.state !== state) item.states.push({ state, atMs });
              if (state === 'closed') item.closedMs ??= atMs;
              if (state === 'wrap_up') item.wrapUpMs ??= atMs;
              item.assigneeId = assigneeId;
            } else if (event.body.participation === 'primary') {
              const { sessionId, workItemId, memberId, state, reason, conversationId } = event.body;
              const session = sessions.get(sessionId) ?? {
                id: sessionId,
                itemId: workItemId,
                agentId: memberId,
                beganMs: atMs,
                offeredMs: state === 'offered' ? atMs : null,
                acceptedMs: null,
                endedMs: null,
                endReason: null,
              };
              sessions.set(sessionId, session);
              if (state === 'accepted') session.acceptedMs ??= atMs;
              if (state === 'ended') {
                session.endedMs = atMs;
                session.endReason = reason;
                if (running.get(conversationId) === session) running.delete(conversationId);
              } else running.set(conversationId, session);
            }
          }
          return Promise.resolve();
        },
      }),
  };
}
