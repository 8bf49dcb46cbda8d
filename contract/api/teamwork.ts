import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time } from './common.ts';
import { WorkItem } from './conversations.ts';
import { BasePresence } from './distribution.ts';
import { route } from './route.ts';

/** A queue that a conversation can go to, or where advice can be asked for. */
export const TargetQueue = Type.Object({
  id: Id,
  name: Type.String(),
  open: Type.Boolean(),
  /** Why it cannot be chosen, in a sentence. */
  reason: Nullable(Type.String()),
  /** Of a closed one: its next opening, where one is planned. */
  opensAt: Nullable(Time),
  waiting: Type.Integer(),
  agentsAvailable: Type.Integer(),
});
export type TargetQueue = Static<typeof TargetQueue>;

/** A colleague who can be asked. */
export const TargetAgent = Type.Object({
  memberId: Id,
  name: Type.String(),
  base: BasePresence,
  presenceText: Type.String(),
  usedUnits: Type.Integer(),
  capacityUnits: Type.Integer(),
  sessions: Type.Integer(),
  /** Is a member of the queue that the conversation is in. */
  sameQueue: Type.Boolean(),
  /** Of the skills that the conversation wants: how many this colleague has at the level wanted. */
  skillsMet: Type.Integer(),
  skillsWanted: Type.Integer(),
  /** Shown on demand only: why, in a sentence. */
  warning: Nullable(Type.String()),
});
export type TargetAgent = Static<typeof TargetAgent>;

const Target = Type.Union([Type.Object({ memberId: Id }), Type.Object({ queueId: Id })]);
const Note = Type.Optional(Type.String({ maxLength: 5_000 }));

/** A colleague beside the agent who answers. */
export const SideTalk = Type.Object({
  id: Id,
  conversationId: Id,
  kind: OneOf(['consult', 'colleague', 'monitor']),
  state: OneOf(['asked', 'active', 'ended']),
  byMemberId: Id,
  memberId: Nullable(Id),
  queueId: Nullable(Id),
  /** May write to the customer. */
  canAnswer: Type.Boolean(),
  /** Of an ended one: finished, declined, timed_out, canceled, nobody, conversation_closed. */
  outcome: Nullable(Type.String()),
  askedAt: Time,
  /** Until when somebody of a queue is looked for. */
  dueAt: Nullable(Time),
  acceptedAt: Nullable(Time),
  endedAt: Nullable(Time),
});
export type SideTalk = Static<typeof SideTalk>;

export const SideMessage = Type.Object({ id: Id, authorId: Id, text: Type.String(), at: Time });
export type SideMessage = Static<typeof SideMessage>;

export const teamworkRoutes = {
  targets: route({
    id: 'teamwork.targets',
    method: 'GET',
    path: '/api/conversations/:id/targets',
    access: 'agent',
    summary: 'Queues and colleagues for a transfer or for advice, the best suited first.',
    params: IdParams,
    response: Type.Object({
      queues: Type.Array(TargetQueue),
      agents: Type.Array(TargetAgent),
      /** Whether an agent is asked before a conversation becomes theirs. */
      needsAcceptance: Type.Boolean(),
    }),
  }),
  transfer: route({
    id: 'teamwork.transfer',
    method: 'POST',
    path: '/api/conversations/:id/transfer',
    access: 'agent',
    permission: 'conversations.answer',
    summary:
      'Hands a conversation to an agent or a queue, with a note for whoever comes next. `override`: although they are away.',
    params: IdParams,
    body: Type.Object({ to: Target, note: Note, override: Type.Optional(Type.Boolean()) }),
    /** `pending`: the agent is asked first; until then it stays. */
    response: Type.Object({ workItem: WorkItem, pending: Type.Boolean() }),
  }),
  takeBack: route({
    id: 'teamwork.takeBack',
    method: 'DELETE',
    path: '/api/conversations/:id/transfer',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'Takes a handover back that is not answered yet: the conversation stays. Twice is once.',
    params: IdParams,
    response: Type.Object({ workItem: WorkItem }),
  }),
  list: route({
    id: 'teamwork.list',
    method: 'GET',
    path: '/api/conversations/:id/side-talks',
    access: 'agent',
    summary: 'Who is beside the agent in this conversation now.',
    params: IdParams,
    response: Type.Object({ talks: Type.Array(SideTalk) }),
  }),
  ask: route({
    id: 'teamwork.ask',
    method: 'POST',
    path: '/api/conversations/:id/side-talks',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'Asks a colleague or a queue for advice, or a colleague to answer as well.',
    params: IdParams,
    body: Type.Object({
      kind: OneOf(['consult', 'colleague']),
      to: Target,
      note: Note,
      override: Type.Optional(Type.Boolean()),
    }),
    response: SideTalk,
    status: 201,
  }),
  messages: route({
    id: 'teamwork.messages',
    method: 'GET',
    path: '/api/side-talks/:id/messages',
    access: 'agent',
    summary: 'What was said in the private pane, in order (the newest 500).',
    params: IdParams,
    response: Type.Object({ talk: SideTalk, messages: Type.Array(SideMessage) }),
  }),
  say: route({
    id: 'teamwork.say',
    method: 'POST',
    path: '/api/side-talks/:id/messages',
    access: 'agent',
    summary: 'Says something in the private pane; never sent to X.',
    params: IdParams,
    body: Type.Object({
      text: Type.String({ minLength: 1, maxLength: 5_000, pattern: '\\S' }),
      idempotencyKey: Type.String({ minLength: 8, maxLength: 100 }),
    }),
    response: SideMessage,
    status: 201,
  }),
  addToChat: route({
    id: 'teamwork.addToChat',
    method: 'POST',
    path: '/api/side-talks/:id/add-to-chat',
    access: 'agent',
    summary: 'Lets a colleague who gives advice write to the customer as well; the thread says so.',
    params: IdParams,
    response: SideTalk,
  }),
  end: route({
    id: 'teamwork.end',
    method: 'POST',
    path: '/api/side-talks/:id/end',
    access: 'agent',
    summary: 'Ends a talk, or takes the question back. Twice is once.',
    params: IdParams,
    response: SideTalk,
  }),
};
