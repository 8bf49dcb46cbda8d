import type { LiveEvent } from '../../contract/api/index.ts';
import type { AppEvent, EventBodies, EventKind } from '../../contract/events/index.ts';
import type { StoredEvent } from '../base/index.ts';

type Translate = { readonly [K in EventKind]: (body: EventBodies[K]) => LiveEvent | undefined };

/** What browsers hear of each kind of event: which thing changed, never its content. */
const translate: Translate = {
  'message.received': (body) => ({
    ...entryOf(body),
    kind: body.kind,
    direction: body.direction,
    change: 'added',
  }),
  'message.queued': (body) => ({ ...entryOf(body), kind: 'message', direction: 'out', change: 'added' }),
  'message.changed': (body) => ({
    ...entryOf(body),
    kind: body.kind,
    direction: body.direction,
    change: 'changed',
  }),
  'entry.added': (body) => ({
    ...entryOf(body),
    kind: body.kind,
    direction: body.kind === 'message' ? 'out' : 'none',
    change: 'added',
  }),
  'conversation.read': ({ conversationId, memberId, position }) => ({
    type: 'read',
    conversationId,
    memberId,
    position,
  }),
  'mention.changed': ({ memberId, conversationId, messageId, what }) => ({
    type: 'mention',
    memberId,
    conversationId,
    messageId: what === 'added' ? messageId : null,
  }),
  'side_talk.changed': ({ conversationId, talkId }) => ({ type: 'side_talk', conversationId, talkId }),
  'work_item.changed': ({ conversationId, assigneeId, state }) => ({
    type: 'conversation',
    conversationId,
    assigneeId,
    state,
  }),
  'session.changed': ({ conversationId, sessionId, memberId, state, reason, byMemberId }) => ({
    type: 'session',
    conversationId,
    sessionId,
    memberId,
    state,
    reason,
    byMemberId,
  }),
  'presence.changed': ({ memberId }) => ({ type: 'presence', memberId }),
  // The pages of DataSets are refreshed like those of the set-up.
  'dataset.updated': () => ({ type: 'setup', kind: 'dataset' }),
  'report.changed': () => ({ type: 'setup', kind: 'report' }),
  'setup.changed': ({ kind }) => ({ type: 'setup', kind }),
  'webhook.changed': ({ endpointId }) => ({ type: 'webhook', endpointId }),
  'survey.answered': () => ({ type: 'setup', kind: 'survey_results' }),
  // Nobody on the desk sees what only programs say.
  'program.said': () => undefined,
  'program_conversation.changed': () => undefined,
  'participants.changed': () => undefined,
  'program_user.changed': () => undefined,
  // Browsers hear of it sooner, by a passing event.
  'customer.typed': () => undefined,
  'consent.changed': () => undefined,
  'control.changed': ({ conversationId }) => ({ type: 'control', conversationId }),
  // The message has been told.
  'hours.missed': () => undefined,
  'program.stopped': ({ conversationId }) => ({ type: 'control', conversationId }),
  'public_post.changed': ({ postId, what }) => ({ type: 'public_post', postId, isNew: what === 'added' }),
  'record.changed': ({ kind, id }) => ({ type: 'record', kind, recordId: id }),
  'customer.changed': ({ customerId }) => ({ type: 'customer', customerId }),
  'account.changed': ({ accountId }) => ({ type: 'account', accountId }),
  'x_sign_in.finished': ({ signInId }) => ({ type: 'sign_in', signInId }),
  'member.changed': ({ memberId }) => ({ type: 'member', memberId }),
  'preferences.changed': () => ({ type: 'preferences' }),
};

function entryOf(body: { conversationId: string; messageId: string; position: string }) {
  const { conversationId, messageId, position } = body;
  return { type: 'entry' as const, conversationId, messageId, position };
}

/** For the live hub. An event of a kind that this version does not know is not for browsers. */
export function toLive(event: StoredEvent): LiveEvent | undefined {
  if (!Object.hasOwn(translate, event.kind)) return undefined;
  // `append` takes only bodies of their kind's type.
  const known = event as unknown as AppEvent;
  return (translate[known.kind] as (body: AppEvent['body']) => LiveEvent | undefined)(known.body);
}
