import type { AppEvent } from '../../contract/events/index.ts';
import { routingErrors } from '../../contract/errors/routing.ts';
import { teamworkErrors } from '../../contract/errors/teamwork.ts';
import { AppError, newId, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { addSystemLine, type Conversation, lockConversation } from '../conversations/index.ts';
import {
  beginSideSession,
  endSideSession,
  findSession,
  findWorkItem,
  readSetup,
  type SessionEnd,
  type StoredWorkItem,
} from '../routing/index.ts';
import { findTalk, insertTalk, insertText, listNames, listRunningTalks, saveTalk } from './store.ts';
import { needReachable, nextOfQueue } from './targets.ts';
import type { Target } from './transfer.ts';
import type { Asker, SideTalk, TeamworkDeps } from './types.ts';

export type TalkDeps = Pick<TeamworkDeps, 'clock' | 'log' | 'routing'>;

/** Advice of a queue is looked for so long. */
const LOOK_MS = 5 * 60_000;
const MOST_TALKS = 10;

export interface Question {
  readonly kind: 'consult' | 'colleague';
  readonly to: Target;
  readonly note: string;
  readonly override: boolean;
}

/**
 * Asks a colleague, or somebody of a queue, to come into a conversation: they get an offer, and on their yes the talk
 * begins.
 * @throws AppError work_item_closed, not_your_conversation, to_yourself, queue_unknown, agent_unavailable, already_here
 */
export async function ask(
  deps: TalkDeps,
  db: WorkspaceDb,
  conversationId: string,
  question: Question,
  by: Asker,
): Promise<SideTalk> {
  const { to } = question;
  return db.transaction(async (tx) => {
    await lockConversation(tx, conversationId);
    const item = await needLive(tx, conversationId);
    const running = await listRunningTalks(tx, conversationId);
    const isIn = running.some((talk) => talk.memberId === by.memberId && talk.canAnswer);
    if (!by.supervises && item.assigneeId !== by.memberId && !isIn) {
      throw new AppError(teamworkErrors.not_your_conversation);
    }
    if (running.length >= MOST_TALKS) {
      throw new AppError(teamworkErrors.too_many_colleagues, { values: { most: MOST_TALKS } });
    }
    const setup = await readSetup(tx);
    const now = deps.clock.now();
    if ('queueId' in to && !setup.queues.has(to.queueId)) throw new AppError(routingErrors.queue_unknown);
    if ('memberId' in to) {
      if (to.memberId === by.memberId) throw new AppError(teamworkErrors.to_yourself);
      if (!setup.members.has(to.memberId)) throw new AppError(routingErrors.assignee_unknown);
      const isHere = item.assigneeId === to.memberId || running.some((talk) => talk.memberId === to.memberId);
      if (isHere) {
        const name = (await listNames(tx, [to.memberId])).get(to.memberId) ?? '';
        throw new AppError(teamworkErrors.already_here, { values: { name } });
      }
      if (!question.override) await needReachable(tx, to.memberId);
    }
    const talk: SideTalk = {
      id: newId(),
      conversationId,
      workItemId: item.id,
      kind: question.kind,
      byMemberId: by.memberId,
      memberId: null,
      queueId: 'queueId' in to ? to.queueId : null,
      sessionId: null,
      state: 'asked',
      canAnswer: false,
      outcome: null,
      tried: [],
      askedAt: now,
      dueAt: 'queueId' in to ? new Date(now.getTime() + LOOK_MS) : null,
      acceptedAt: null,
      endedAt: null,
    };
    await insertTalk(tx, talk);
    const text = question.note.trim();
    if (text !== '') {
      const said = { id: newId(), authorId: by.memberId, text, at: now, idempotencyKey: 'question' };
      await insertText(tx, talk.id, said);
    }
    deps.log.append(tx, [talkChanged(talk, 'state')]);
    return 'memberId' in to ? offer(deps, tx, talk, item, to.memberId) : look(deps, tx, talk, item);
  });
}

/** Asks the next of a queue who can be reached; with nobody there the talk waits for one until it is due. */
export async function look(
  deps: TalkDeps,
  tx: WorkspaceTx,
  talk: SideTalk,
  item: StoredWorkItem,
): Promise<SideTalk> {
  if (talk.queueId === null) return talk;
  const running = await listRunningTalks(tx, talk.conversationId);
  const except = [...talk.tried, talk.byMemberId, item.assigneeId, ...running.map((one) => one.memberId)];
  const next = await nextOfQueue(
    tx,
    await readSetup(tx),
    talk.queueId,
    new Set(except.filter((id) => id !== null)),
  );
  return next === undefined ? talk : offer(deps, tx, talk, item, next);
}

async function offer(
  deps: TalkDeps,
  tx: WorkspaceTx,
  talk: SideTalk,
  item: StoredWorkItem,
  memberId: string,
): Promise<SideTalk> {
  const side = { memberId, participation: 'consult', offered: true, by: talk.byMemberId } as const;
  const session = await beginSideSession(deps.routing, tx, item, side);
  const asked = { ...talk, memberId, sessionId: session.id, tried: [...talk.tried, memberId] };
  await saveTalk(tx, asked);
  deps.log.append(tx, [talkChanged(asked, 'state')]);
  return asked;
}

/** Begins to look on in a conversation; nobody is asked. The caller has judged that they may. */
export async function beginMonitor(
  deps: TalkDeps,
  db: WorkspaceDb,
  conversationId: string,
  memberId: string,
): Promise<SideTalk> {
  return db.transaction(async (tx) => {
    await lockConversation(tx, conversationId);
    const item = await needLive(tx, conversationId);
    const running = await listRunningTalks(tx, conversationId);
    const mine = running.find((talk) => talk.memberId === memberId && talk.state === 'active');
    if (mine) return mine;
    const side = { memberId, participation: 'monitor', offered: false, by: memberId } as const;
    const session = await beginSideSession(deps.routing, tx, item, side);
    const now = deps.clock.now();
    const talk: SideTalk = {
      id: newId(),
      conversationId,
      workItemId: item.id,
      kind: 'monitor',
      byMemberId: memberId,
      memberId,
      queueId: null,
      sessionId: session.id,
      state: 'active',
      canAnswer: false,
      outcome: null,
      tried: [],
      askedAt: now,
      dueAt: null,
      acceptedAt: now,
      endedAt: null,
    };
    await insertTalk(tx, talk);
    deps.log.append(tx, [talkChanged(talk, 'state')]);
    return talk;
  });
}

/**
 * Lets somebody who reads along write to the customer too; the thread says so.
 * @throws AppError talk_not_found, talk_over, talk_not_begun
 */
export async function addToChat(
  deps: TalkDeps,
  db: WorkspaceDb,
  talkId: string,
  by: Asker,
): Promise<SideTalk> {
  return change(deps, db, talkId, by, async (tx, talk, conversation) => {
    // Who looks on joins by themselves; who gives advice is let in by whoever asked or has the conversation.
    const isGuest = talk.memberId === by.memberId && talk.kind !== 'monitor';
    if (isGuest && !by.supervises) throw new AppError(teamworkErrors.not_your_conversation);
    if (talk.state === 'ended') throw new AppError(teamworkErrors.talk_over);
    if (talk.state === 'asked' || talk.memberId === null) throw new AppError(teamworkErrors.talk_not_begun);
    if (talk.canAnswer) return talk;
    const joined = { ...talk, canAnswer: true };
    await saveTalk(tx, joined);
    await announce(deps, tx, conversation.id, talk.memberId, 'joined_chat', by.memberId);
    deps.log.append(tx, [talkChanged(joined, 'state')]);
    return joined;
  });
}

/** Ends a talk, or takes the question back. Twice is once. @throws AppError talk_not_found */
export async function endTalk(deps: TalkDeps, db: WorkspaceDb, talkId: string, by: Asker): Promise<SideTalk> {
  return change(deps, db, talkId, by, async (tx, talk, conversation) => {
    if (talk.state === 'ended') return talk;
    const outcome = talk.state === 'asked' ? 'canceled' : 'finished';
    return finish(
      deps,
      tx,
      conversation,
      talk,
      outcome,
      talk.memberId === by.memberId ? 'agent_left' : 'supervisor_ended',
    );
  });
}

/** Writes the end of a talk with its session, and tells the thread of a colleague who wrote there. */
export async function finish(
  deps: TalkDeps,
  tx: WorkspaceTx,
  conversation: Conversation,
  talk: SideTalk,
  outcome: string,
  reason: SessionEnd,
): Promise<SideTalk> {
  const ended = { ...talk, state: 'ended', outcome, endedAt: deps.clock.now() } as const;
  await saveTalk(tx, ended);
  const session = talk.sessionId === null ? undefined : await findSession(tx, talk.sessionId);
  if (session && session.endedAt === null) await endSideSession(deps.routing, tx, session, reason);
  if (talk.canAnswer && talk.memberId !== null) {
    await announce(deps, tx, conversation.id, talk.memberId, 'left_chat', null);
  }
  deps.log.append(tx, [talkChanged(ended, 'state')]);
  return ended;
}

export async function announce(
  { clock, log }: TalkDeps,
  tx: WorkspaceTx,
  conversationId: string,
  memberId: string,
  what: 'joined_chat' | 'left_chat',
  by: string | null,
): Promise<void> {
  const current = await lockConversation(tx, conversationId);
  const added = await addSystemLine(tx, current, { what, facts: { member: memberId }, by }, clock.now());
  log.append(tx, added.events);
}

async function change(
  deps: TalkDeps,
  db: WorkspaceDb,
  talkId: string,
  by: Asker,
  act: (tx: WorkspaceTx, talk: SideTalk, conversation: Conversation) => Promise<SideTalk>,
): Promise<SideTalk> {
  const known = await findTalk(db, talkId);
  if (!known) throw new AppError(teamworkErrors.talk_not_found);
  return db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, known.conversationId);
    // Read again under the lock.
    const talk = await needOwnTalk(tx, talkId, by);
    return act(tx, talk, conversation);
  });
}

/** A talk of those who may see it: whoever asked, was asked, has the conversation, or supervises. */
export async function needOwnTalk(db: WorkspaceDb, talkId: string, by: Asker): Promise<SideTalk> {
  const talk = await findTalk(db, talkId);
  if (!talk) throw new AppError(teamworkErrors.talk_not_found);
  const { memberId } = by;
  if (by.supervises || talk.byMemberId === memberId || talk.memberId === memberId) return talk;
  const item = await findWorkItem(db, talk.conversationId);
  if (item?.assigneeId !== memberId) throw new AppError(teamworkErrors.talk_not_found);
  return talk;
}

async function needLive(tx: WorkspaceTx, conversationId: string): Promise<StoredWorkItem> {
  const item = await findWorkItem(tx, conversationId);
  if (!item || item.state === 'closed') throw new AppError(routingErrors.work_item_closed);
  return item;
}

export function talkChanged(talk: SideTalk, what: 'state' | 'said'): AppEvent {
  const { conversationId, id: talkId, memberId, byMemberId } = talk;
  return {
    kind: 'side_talk.changed',
    key: conversationId,
    body: { conversationId, talkId, memberId, byMemberId, what },
  };
}
