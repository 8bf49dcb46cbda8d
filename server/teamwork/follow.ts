import { asId, type EventOf, type Timers, type WorkspaceTx } from '../base/index.ts';
import { lockConversation } from '../conversations/index.ts';
import { findWorkItem } from '../routing/index.ts';
import { findTalk, findTalkOfSession, listLooking, saveTalk } from './store.ts';
import { announce, finish, look, talkChanged, type TalkDeps } from './talks.ts';
import type { SideTalk, TeamworkDeps } from './types.ts';

const LOOK_EVERY_MS = 1_000;

/** Keeps talks with what becomes of their offers and sessions, and looks for somebody of a queue. */
export function followTalks(deps: TeamworkDeps & { readonly timers: Timers }): void {
  deps.log.consume({
    name: 'side-talks',
    start: 'now',
    kinds: ['session.changed'],
    wants: ({ body }) => body.participation !== 'primary',
    batch: 100,
    handle: async (tx, events) => {
      for (const event of events) await follow(deps, tx, event);
    },
  });
  deps.timers.sweeper({
    name: 'side-talks',
    everyMs: LOOK_EVERY_MS,
    run: async () => {
      for (const { workspaceId, id, conversationId } of await listLooking(deps.db)) {
        const db = deps.db.workspace(asId<'workspace'>(workspaceId));
        await db.transaction((tx) => lookAgain(deps, tx, id, conversationId));
      }
    },
  });
}

async function follow(deps: TalkDeps, tx: WorkspaceTx, event: EventOf<'session.changed'>): Promise<void> {
  const { sessionId, state, reason, conversationId } = event.body;
  const known = await findTalkOfSession(tx, sessionId);
  if (!known || known.state === 'ended') return;
  const conversation = await lockConversation(tx, conversationId);
  const talk = await findTalk(tx, known.id);
  if (!talk || talk.state === 'ended' || talk.sessionId !== sessionId) return;
  if (state === 'accepted' && talk.state === 'asked') return begin(deps, tx, talk);
  if (state !== 'ended') return;
  const isRefused =
    reason === 'agent_reject' || reason === 'agent_timeout' || reason === 'agent_disconnected';
  if (talk.state === 'asked' && talk.queueId !== null && isRefused) {
    // The next of the queue is asked.
    const free = { ...talk, memberId: null, sessionId: null };
    await saveTalk(tx, free);
    const item = await findWorkItem(tx, conversationId);
    if (item) await look(deps, tx, free, item);
    deps.log.append(tx, [talkChanged(free, 'state')]);
    return;
  }
  await finish(deps, tx, conversation, talk, outcomeOf(talk, reason), 'agent_left');
}

async function begin(deps: TalkDeps, tx: WorkspaceTx, talk: SideTalk): Promise<void> {
  // A colleague was asked to answer as well; who gives advice reads along.
  const canAnswer = talk.kind === 'colleague';
  const active = { ...talk, state: 'active', canAnswer, acceptedAt: deps.clock.now() } as const;
  await saveTalk(tx, active);
  if (canAnswer && talk.memberId !== null) {
    await announce(deps, tx, talk.conversationId, talk.memberId, 'joined_chat', talk.byMemberId);
  }
  deps.log.append(tx, [talkChanged(active, 'state')]);
}

function outcomeOf(talk: SideTalk, reason: string | null): string {
  if (reason === 'agent_reject') return 'declined';
  if (reason === 'agent_timeout') return 'timed_out';
  return talk.state === 'asked' ? 'canceled' : reason === 'agent_left' ? 'finished' : 'conversation_closed';
}

async function lookAgain(deps: TalkDeps, tx: WorkspaceTx, id: string, conversationId: string): Promise<void> {
  const conversation = await lockConversation(tx, conversationId);
  const talk = await findTalk(tx, id);
  if (!talk || talk.state !== 'asked') return;
  const item = await findWorkItem(tx, conversationId);
  const now = deps.clock.now();
  if (!item || item.state === 'closed') {
    await finish(deps, tx, conversation, talk, 'conversation_closed', 'conversation_closed');
  } else if (talk.dueAt !== null && talk.dueAt <= now) {
    await finish(deps, tx, conversation, talk, 'nobody', 'agent_timeout');
  } else if (talk.sessionId === null) {
    // Nobody could be reached, or all have been asked: those who came since, or after a while everybody once more.
    await look(deps, tx, talk, item);
  }
}
