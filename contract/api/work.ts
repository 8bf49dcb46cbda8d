import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, Time } from './common.ts';
import { WorkItem } from './conversations.ts';
import { route } from './route.ts';

/** One assignment attempt to one agent: an offer, a stretch of work, a consultation. */
export const SessionEntry = Type.Object({
  id: Id,
  workItemId: Id,
  memberId: Id,
  participation: Type.Enum(['primary', 'consult', 'monitor']),
  state: Type.Enum(['offered', 'accepted', 'ended']),
  how: Type.String(),
  byMemberId: Nullable(Id),
  startedAt: Time,
  acceptedAt: Nullable(Time),
  endedAt: Nullable(Time),
  endReason: Nullable(Type.String()),
});
export type SessionEntry = Static<typeof SessionEntry>;

const Answer = Type.Object({ workItem: WorkItem });

export const workRoutes = {
  pick: route({
    id: 'work.pick',
    method: 'POST',
    path: '/api/conversations/:id/pick',
    access: 'agent',
    permission: 'conversations.answer',
    summary:
      'Takes a conversation from the list, whatever capacity and presence; of a work stream that gives out only where it allows that.',
    params: IdParams,
    response: Answer,
  }),
  release: route({
    id: 'work.release',
    method: 'POST',
    path: '/api/conversations/:id/release',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'Gives a conversation back to its queue.',
    params: IdParams,
    response: Answer,
  }),
  end: route({
    id: 'work.end',
    method: 'POST',
    path: '/api/conversations/:id/end',
    access: 'agent',
    permission: 'conversations.close',
    summary: 'Ends the talk: wrap-up, until it is closed.',
    params: IdParams,
    response: Answer,
  }),
  putAside: route({
    id: 'work.putAside',
    method: 'POST',
    path: '/api/conversations/:id/put-aside',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'Waits for the customer: capacity is free at once, their next message brings it back.',
    params: IdParams,
    response: Answer,
  }),
  close: route({
    id: 'work.close',
    method: 'POST',
    path: '/api/conversations/:id/close',
    access: 'agent',
    permission: 'conversations.close',
    summary: "Closes the work item; the customer's next message opens another.",
    params: IdParams,
    response: Answer,
  }),
  reopen: route({
    id: 'work.reopen',
    method: 'POST',
    path: '/api/conversations/:id/reopen',
    access: 'agent',
    permission: 'conversations.answer',
    summary:
      'Takes a waiting conversation up again; after a closed work item opens the next one for the caller.',
    params: IdParams,
    response: Answer,
  }),
  sessions: route({
    id: 'work.sessions',
    method: 'GET',
    path: '/api/conversations/:id/sessions',
    access: 'agent',
    summary: 'Every attempt to assign this conversation and how it ended, newest first (at most 500).',
    params: IdParams,
    response: Type.Object({ sessions: Type.Array(SessionEntry) }),
  }),
};
