import { AppError, asId, isPassing, newId, type WorkspaceDb } from '../../base/index.ts';
import { queueAnswer } from './answer.ts';
import type { WebApi } from './api.ts';
import { findChannel } from './channel-store.ts';
import {
  type EventRecord,
  findFirst,
  finishEvent,
  forgetEvents,
  listDue,
  lockEvent,
  postponeEvent,
} from './event-store.ts';
import { Refusal, takeFiles } from './files.ts';
import { whoIs } from './people.ts';
import { REFUSED, threadKey } from './say.ts';
import { readSecrets } from './secrets.ts';
import { fromSlack, namedIn } from './text.ts';
import type { SlackDeps, SlackPerson } from './types.ts';
import { words } from './words.ts';

const SWEEP_MS = 2_000;
const BATCH = 100;
const MOST_TRIES = 12;
const KEPT_MS = 2 * 24 * 3_600_000;

export type HeardDeps = SlackDeps & { readonly ask: WebApi['ask'] };

/** Turns what was heard in threads into answers, in the order in which it was written. */
export interface Heard {
  /** There is something new in this conversation. */
  wake(db: WorkspaceDb, slackId: string, conversationId: string): void;
  stop(): Promise<void>;
}

/** Works on conversations side by side, in each on one message at a time. */
export function createHeard(deps: HeardDeps): Heard {
  const running = new Map<string, { again: boolean; readonly done: Promise<void> }>();
  let stopped = false;

  const ensure = (db: WorkspaceDb, slackId: string, conversationId: string): Promise<void> => {
    const key = `${db.workspaceId}:${slackId}:${conversationId}`;
    const known = running.get(key);
    if (known) {
      known.again = true;
      return known.done;
    }
    if (stopped) return Promise.resolve();
    const state = { again: true, done: Promise.resolve() };
    const run = async () => {
      while (state.again && !stopped) {
        state.again = false;
        await drain(deps, db, slackId, conversationId, () => stopped);
      }
    };
    state.done = run()
      .catch((error: unknown) => deps.logger.warn({ err: error, slackId }, 'answers from Slack were held up'))
      .finally(() => running.delete(key));
    running.set(key, state);
    return state.done;
  };

  deps.timers.sweeper({
    name: 'slack-events',
    everyMs: SWEEP_MS,
    run: async () => {
      const due = await listDue(deps.db, deps.clock.now(), BATCH);
      await Promise.all(
        due.map((one) =>
          ensure(deps.db.workspace(asId<'workspace'>(one.workspaceId)), one.slackId, one.conversationId),
        ),
      );
    },
  });
  deps.timers.sweeper({
    name: 'slack-events-forget',
    everyMs: KEPT_MS / 48,
    run: () => forgetEvents(deps.db, new Date(deps.clock.now().getTime() - KEPT_MS)),
  });
  return {
    wake: (db, slackId, conversationId) => void ensure(db, slackId, conversationId),
    stop: async () => {
      stopped = true;
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

async function drain(
  deps: HeardDeps,
  db: WorkspaceDb,
  slackId: string,
  conversationId: string,
  isStopped: () => boolean,
): Promise<void> {
  while (!isStopped()) {
    const event = await findFirst(db, slackId, conversationId);
    // What failed holds back what was written after it.
    if (!event || event.dueAt > deps.clock.now()) return;
    try {
      await answerWith(deps, db, event);
    } catch (error) {
      if (error instanceof AppError || error instanceof Refusal) await refuse(deps, db, event, error.message);
      else if (event.tries >= MOST_TRIES && !isPassing(error)) {
        deps.logger.error({ err: error, eventId: event.eventId }, 'an answer from Slack was given up');
        await refuse(deps, db, event, words.failed);
      } else {
        deps.logger.warn({ err: error, eventId: event.eventId }, 'an answer from Slack is tried again');
        const waitMs = Math.min(2 ** event.tries, 300) * 1_000;
        await postponeEvent(db, event, new Date(deps.clock.now().getTime() + waitMs));
      }
    }
  }
}

async function answerWith(deps: HeardDeps, db: WorkspaceDb, event: EventRecord): Promise<void> {
  const { slackId, conversationId, body } = event;
  const channel = await findChannel(db, slackId);
  const secrets = channel && (await readSecrets(deps.secrets, db, slackId));
  const api =
    channel && secrets?.botToken !== undefined ? webApi(deps, channel.apiUrl, secrets.botToken) : undefined;
  const who = (userId: string): Promise<SlackPerson> => whoIs(deps, db, slackId, api, userId);
  const person = await who(body.userId);
  const people = new Map<string, string>();
  for (const userId of namedIn(body.text)) people.set(userId, (await who(userId)).name);
  const text = fromSlack(body.text, { people, emoji: new Map() }).trim();
  const source = { apiUrl: channel?.apiUrl ?? '', token: secrets?.botToken, by: slackId };
  const mediaIds = await takeFiles(deps, db, source, body.files);
  if (text === '' && mediaIds.length === 0) throw new Refusal(words.nothingToSay);
  await db.transaction(async (tx) => {
    // Another process may have been faster.
    if (!(await lockEvent(tx, event))) return;
    const key = threadKey(slackId, event.eventId);
    await queueAnswer(deps, tx, { slackId, conversationId, person, text, mediaIds, key });
    await finishEvent(tx, event, 'done');
  });
}

/** Tells its author, in the thread, why an answer did not go out. */
async function refuse(deps: HeardDeps, db: WorkspaceDb, event: EventRecord, reason: string): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await lockEvent(tx, event))) return;
    await finishEvent(tx, event, 'refused', reason.slice(0, 500));
    await deps.door.tell(tx, event.slackId, {
      id: newId(),
      type: REFUSED,
      conversationId: event.conversationId,
      createdAt: deps.clock.now(),
      refs: { eventId: event.eventId },
    });
  });
}

/** A person waits for what is asked here. */
const TIMEOUT_MS = 3_000;

export function webApi({ ask }: { readonly ask: WebApi['ask'] }, apiUrl: string, token: string): WebApi {
  return { apiUrl, token, ask, timeoutMs: TIMEOUT_MS };
}
