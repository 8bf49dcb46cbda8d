import { machineNowMs, type WorkspaceDb } from '../base/index.ts';
import { listByXEventIds, sameText, timeOfXId } from '../conversations/index.ts';
import { type DmEventScope, listDmEvents, type XClient, type XDmEvent, XProblem } from '../x/index.ts';
import { outboundErrors } from '../../contract/errors/outbound.ts';
import { countAbsent, postponeSettling, type UnsettledAttempt } from './attempt-store.ts';
import { type OutboundDeps, PATIENCE } from './deps.ts';
import { findThreadFacts, type ThreadFacts } from './facts-store.ts';
import type { OutboundMetrics } from './metrics.ts';
import type { Failure } from './outcome.ts';
import { recordEnd, recordSent } from './record.ts';
import { judge, type SeenEvent, type Verdict } from './settle.ts';

/** A few events are enough as a rule, and each one read is billed. */
const FIRST_PAGE = 10;
const NEXT_PAGE = 50;
const MOST_PAGES = 3;
/** A record that does not reach back to what we know cannot say "absent": after this many looks a person decides. */
const MOST_READS = 5;
/** Known not to have happened this often: tried again by itself only once. */
const MOST_ABSENT = 2;

/** Finds out at X what became of a try whose outcome is unknown. */
export async function settle(
  deps: OutboundDeps,
  metrics: OutboundMetrics,
  db: WorkspaceDb,
  attempt: UnsettledAttempt,
): Promise<void> {
  const facts = await findThreadFacts(db, attempt.conversationId);
  const accountXUserId = facts?.accountXUserId;
  if (!facts || !accountXUserId || facts.accountStatus !== 'active') {
    // The account comes back, or its echo does, or a person decides.
    return postponeSettling(db, attempt, later(deps, 60_000), false);
  }
  const patience = deps.patience ?? PATIENCE;
  let record: Read;
  try {
    const client = await deps.clientFor(db, facts.accountId);
    record = await readRecord(client, facts, accountXUserId, attempt);
  } catch (error) {
    return putOff(deps, metrics, db, attempt, error);
  }
  const ours = await unclaimed(db, facts.accountId, attempt.messageId, record.events);
  const verdict = judge(
    {
      startedAtMs: attempt.startedAt.getTime(),
      endedAtMs: attempt.endedAt?.getTime() ?? null,
      afterXEventId: attempt.afterXEventId === null ? null : BigInt(attempt.afterXEventId),
      sentText: attempt.sentText,
      sentMedia: attempt.sentMedia,
      reads: attempt.reads,
    },
    ours,
    record.complete,
    deps.clock.now().getTime(),
    patience,
    (sent, came) => sameText(sent, came, { media: attempt.sentMedia }),
  );
  await take(deps, metrics, db, attempt, verdict);
}

async function take(
  deps: OutboundDeps,
  metrics: OutboundMetrics,
  db: WorkspaceDb,
  attempt: UnsettledAttempt,
  verdict: Verdict,
): Promise<void> {
  const message = { id: attempt.messageId, conversationId: attempt.conversationId };
  switch (verdict.kind) {
    case 'found': {
      metrics.settled('found');
      const xEventId = verdict.event.xEventId.toString();
      return recordSent(deps, db, attempt.conversationId, {
        messageId: message.id,
        attempt: attempt.n,
        xEventId,
      });
    }
    case 'absent': {
      metrics.settled('absent');
      const again = (await countAbsent(db, attempt.messageId)) + 1 < MOST_ABSENT;
      await recordEnd(deps, db, message, attempt.n, {
        state: 'failed',
        settleDueAt: null,
        knownAbsent: true,
        message: again ? 'queued' : 'failed',
        failure: ABSENT,
      });
      return;
    }
    case 'later': {
      const isHopeless = attempt.reads + 1 >= MOST_READS;
      if (isHopeless) metrics.settled('left_to_person');
      return postponeSettling(db, attempt, isHopeless ? null : new Date(verdict.dueAtMs), true);
    }
  }
}

const ABSENT: Failure = {
  code: outboundErrors.message_not_at_x.code,
  message: outboundErrors.message_not_at_x.sentence,
  xStatus: null,
  xBody: null,
  canRetry: true,
};

interface Read {
  readonly events: readonly SeenEvent[];
  /** Read back to something that we knew before the try. */
  readonly complete: boolean;
}

/** The thread at X from its end back to what was known before the try. */
async function readRecord(
  client: XClient,
  { groupId, customerXUserId }: ThreadFacts,
  ownXUserId: string,
  attempt: UnsettledAttempt,
): Promise<Read> {
  const events: SeenEvent[] = [];
  const known = attempt.afterXEventId === null ? null : BigInt(attempt.afterXEventId);
  const thread: DmEventScope =
    groupId === null
      ? { of: 'participant', participantId: customerXUserId }
      : { of: 'conversation', conversationId: groupId };
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const got = await listDmEvents(client, thread, {
      maxResults: page === 0 ? FIRST_PAGE : NEXT_PAGE,
      priority: 'person',
      ...(token ? { token } : {}),
    });
    for (const event of got.items) {
      if (known !== null && BigInt(event.id) <= known) return { events, complete: true };
      if (event.senderId === ownXUserId) events.push(seen(event));
    }
    token = got.nextToken;
    if (token === undefined) break;
  }
  return { events, complete: false };
}

function seen(event: XDmEvent): SeenEvent {
  return {
    xEventId: BigInt(event.id),
    senderId: event.senderId ?? '',
    text: event.text,
    hasMedia: event.mediaKeys.length > 0,
    atMs: (event.createdAt ?? timeOfXId(event.id)).getTime(),
  };
}

/** Events that are another message of ours already say nothing about this one. */
async function unclaimed(
  db: WorkspaceDb,
  accountId: string,
  messageId: string,
  events: readonly SeenEvent[],
): Promise<SeenEvent[]> {
  if (events.length === 0) return [];
  const holders = await listByXEventIds(
    db,
    accountId,
    events.map((event) => event.xEventId.toString()),
  );
  // An entry "by X's own apps" may be this very message, come in before it could be matched.
  const claimed = holders.filter((holder) => holder.id !== messageId && holder.authorKind !== 'x');
  const ids = new Set(claimed.map((holder) => holder.xEventId));
  return events.filter((event) => !ids.has(event.xEventId.toString()));
}

/** X could not be asked: later, or never if it refuses to say. */
async function putOff(
  deps: OutboundDeps,
  metrics: OutboundMetrics,
  db: WorkspaceDb,
  attempt: UnsettledAttempt,
  error: unknown,
): Promise<void> {
  if (!(error instanceof XProblem)) throw error;
  deps.logger.info(
    { code: error.code, messageId: attempt.messageId },
    'an unknown outcome cannot be looked up yet',
  );
  if (error.kind === 'refused' && attempt.reads + 1 >= MOST_READS) {
    metrics.settled('left_to_person');
    return postponeSettling(db, attempt, null, true);
  }
  const waitMs = error.freeAt ? error.freeAt.getTime() - machineNowMs() : (error.retryAfterMs ?? 15_000);
  return postponeSettling(db, attempt, later(deps, Math.max(1_000, waitMs)), error.kind === 'refused');
}

function later(deps: OutboundDeps, waitMs: number): Date {
  return new Date(deps.clock.now().getTime() + waitMs);
}
