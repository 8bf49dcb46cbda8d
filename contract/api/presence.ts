import { Type, type Static } from 'typebox';
import { Id, Nullable, Time } from './common.ts';
import { BasePresence } from './distribution.ts';
import { route } from './route.ts';
import { OfferScenario, OfferSound } from './templates.ts';

/** A standard presence has the name of its base as id; the workspace's own have ids. */
export const PresenceId = Type.String({ pattern: '^([a-z_]{3,20}|[0-9a-f]{24})$' });

export const PresenceOption = Type.Object({
  id: PresenceId,
  name: Type.String(),
  text: Type.String({ description: 'What colleagues see' }),
  base: BasePresence,
  description: Type.String(),
  standard: Type.Boolean(),
});
export type PresenceOption = Static<typeof PresenceOption>;

/** How an agent is right now. */
export const AgentPresence = Type.Object({
  memberId: Id,
  presenceId: PresenceId,
  text: Type.String(),
  base: BasePresence,
  /** Chosen by a person; otherwise it follows from the work. */
  chosen: Type.Boolean(),
  since: Time,
  connected: Type.Boolean(),
  capacityUnits: Type.Integer(),
  /** May exceed the capacity when a supervisor or the agent wanted more. */
  usedUnits: Type.Integer(),
  sessions: Type.Integer(),
});
export type AgentPresence = Static<typeof AgentPresence>;

export const presenceRoutes = {
  mine: route({
    id: 'presence.mine',
    method: 'GET',
    path: '/api/presence/mine',
    access: 'agent',
    summary: 'The own presence and capacity, and what can be chosen.',
    response: Type.Object({
      presence: AgentPresence,
      options: Type.Array(PresenceOption),
      /** Open sessions beyond which nothing more is offered. */
      maxSessions: Type.Integer(),
      /** Why the system changed it: an offer ran out, or was declined. Null: a person's choice, or the work. */
      reason: Nullable(Type.Enum(['missed', 'declined'])),
    }),
  }),
  choose: route({
    id: 'presence.choose',
    method: 'PUT',
    path: '/api/presence/mine',
    access: 'agent',
    summary:
      'Chooses the own presence. Available and Busy follow the work again from the next change on; Do not disturb, Away and Offline stay.',
    body: Type.Object({ presenceId: PresenceId }),
    response: AgentPresence,
  }),
  list: route({
    id: 'presence.list',
    method: 'GET',
    path: '/api/presence',
    access: 'agent',
    summary: 'How all agents are right now, for assigning, transferring and consulting.',
    query: Type.Object({ queueId: Type.Optional(Id) }),
    response: Type.Object({ agents: Type.Array(AgentPresence) }),
  }),
  set: route({
    id: 'presence.set',
    method: 'PUT',
    path: '/api/presence/:id',
    access: 'supervisor',
    permission: 'board.agents',
    summary: "Sets an agent's presence.",
    params: Type.Object({ id: Id }),
    body: Type.Object({ presenceId: PresenceId }),
    response: AgentPresence,
  }),
};

/** What an offer card shows: headings with values already resolved. */
export const Offer = Type.Object({
  sessionId: Id,
  conversationId: Id,
  workItemId: Id,
  number: Type.Integer(),
  scenario: OfferScenario,
  title: Type.String(),
  fields: Type.Array(
    Type.Object({
      heading: Type.String(),
      value: Type.String(),
      /** The value is the time since then, for screens that keep it ticking. */
      since: Type.Optional(Time),
    }),
  ),
  queueName: Nullable(Type.String()),
  byMemberId: Nullable(Id),
  offeredAt: Time,
  /** The server's; when it passes, the offer is gone whatever the screen says. */
  expiresAt: Time,
  countdownSeconds: Type.Integer(),
  showCountdown: Type.Boolean(),
  acceptText: Type.String(),
  /** Null: it cannot be declined. */
  declineText: Nullable(Type.String()),
  desktop: Type.Enum(['never', 'background', 'always']),
  sound: OfferSound,
  /** Rings until it is answered. */
  soundLoops: Type.Boolean(),
});
export type Offer = Static<typeof Offer>;

/** A session of the own, for the list at the left. */
export const AgentSession = Type.Object({
  sessionId: Id,
  conversationId: Id,
  workItemId: Id,
  participation: Type.Enum(['primary', 'consult', 'monitor']),
  how: Type.String(),
  startedAt: Time,
  acceptedAt: Nullable(Time),
});
export type AgentSession = Static<typeof AgentSession>;

export const offerRoutes = {
  list: route({
    id: 'offers.list',
    method: 'GET',
    path: '/api/offers',
    access: 'agent',
    summary: "What is offered to the caller now, oldest first, and the server's time to count down by.",
    response: Type.Object({ offers: Type.Array(Offer), now: Time }),
  }),
  accept: route({
    id: 'offers.accept',
    method: 'POST',
    path: '/api/offers/:id/accept',
    access: 'agent',
    summary: 'Accepts an offer; it is refused once it ran out or was taken back. Twice is once.',
    params: Type.Object({ id: Id }),
    response: Type.Object({ conversationId: Id }),
  }),
  decline: route({
    id: 'offers.decline',
    method: 'POST',
    path: '/api/offers/:id/decline',
    access: 'agent',
    summary: 'Declines an offer: the conversation goes on to the next agent.',
    params: Type.Object({ id: Id }),
  }),
  sessions: route({
    id: 'offers.sessions',
    method: 'GET',
    path: '/api/sessions/mine',
    access: 'agent',
    summary: "The caller's running sessions, newest first.",
    response: Type.Object({ sessions: Type.Array(AgentSession) }),
  }),
};
