import type { ConversationDetail, LiveEvent } from '../../contract/api/index.ts';
import { findRow, noteChangedCounts, noteChangedRow, patchRow } from '../api/inbox.ts';
import { invitationsQuery, membersQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { findSession, sessionQuery } from '../api/session.ts';
import { noteChangedEntry } from '../api/thread.ts';
import { tellMention } from './mentions.ts';
import { tellRefusal } from './refusals.ts';
import { tellArrival } from './arrivals.ts';
import { forgetTyping, notePresent, noteTyping } from './transient.ts';

/** Brings what the stream says into what the browser knows. */
export function applyLiveEvent(event: LiveEvent): void {
  switch (event.type) {
    case 'entry':
      refreshSoon(['program-events']);
      noteChangedEntry(event.conversationId, event.position);
      noteChangedRow(event.conversationId);
      if (event.change === 'added' && event.direction === 'in') {
        forgetTyping(event.conversationId);
        tellArrival(event.conversationId, event.messageId);
      }
      refreshSoon(['conversation', event.conversationId]);
      // Who writes or answers ends waiting, and frees a bot that was stopped.
      refreshSoon(['control', event.conversationId]);
      if (event.direction === 'out') refreshSoon(['handles']);
      return;
    case 'conversation':
      noteChangedRow(event.conversationId);
      refreshSoon(['conversation', event.conversationId]);
      refreshSoon(['work-items', event.conversationId]);
      refreshSoon(['item-record', event.conversationId]);
      return;
    case 'read':
      refreshSoon(['program-events']);
      applyRead(event.conversationId, event.memberId, event.position);
      return;
    case 'customer':
      refreshSoon(['customer', event.customerId]);
      refreshSoon(['timeline']);
      refreshRowsOf(event.customerId);
      return;
    case 'record':
      refreshSoon(['records', event.kind]);
      refreshSoon(['timeline']);
      refreshSoon(['item-record']);
      // Whoever is linked to it shows its values.
      refreshSoon(['customer']);
      return;
    case 'account':
      refreshSoon(['accounts']);
      refreshSoon(['handles']);
      refreshSoon(['x-apps']);
      return;
    case 'sign_in':
      refreshSoon(['x-sign-in', event.signInId]);
      refreshSoon(['x-apps']);
      refreshSoon(['handles']);
      return;
    case 'session':
      // What is offered to others changes no list of one's own.
      if (event.memberId === findSession()?.member?.id) {
        refreshSoon(['offers']);
        refreshSoon(['sessions']);
        refreshSoon(['presence', 'mine']);
      }
      refreshSoon(['conversation', event.conversationId]);
      tellRefusal(event);
      return;
    case 'presence':
      if (event.memberId === findSession()?.member?.id) refreshSoon(['presence', 'mine']);
      refreshPresencesOfOthers();
      return;
    case 'setup':
      refreshSoon(['setup', event.kind]);
      // Everybody is asked to accept it: the guards decide again.
      if (event.kind === 'monitoring_notice') refreshSoon(sessionQuery.queryKey);
      if (event.kind === 'presence') refreshSoon(['presence', 'mine']);
      refreshSoon(['work-streams']);
      // Names and numbers of other things stand in it.
      refreshSoon(['setup']);
      return;
    case 'webhook':
      refreshSoon(['webhooks']);
      refreshSoon(['setup', 'switchboard']);
      return;
    case 'typing':
      noteTyping(event.conversationId);
      return;
    case 'present':
      notePresent(event.conversationId, event.memberId, event.doing);
      return;
    case 'member':
      refreshSoon(membersQuery.queryKey);
      refreshSoon(invitationsQuery.queryKey);
      if (event.memberId === findSession()?.member?.id) refreshSoon(sessionQuery.queryKey);
      return;
    case 'mention':
      if (event.memberId !== findSession()?.member?.id) return;
      refreshSoon(['mentions']);
      if (event.messageId && event.conversationId) tellMention(event.conversationId, event.messageId);
      return;
    case 'public_post':
      refreshSoon(['public-posts']);
      return;
    case 'side_talk':
      refreshSoon(['side-talks', event.conversationId]);
      refreshSoon(['side-talk', event.talkId]);
      return;
    case 'control':
      noteChangedRow(event.conversationId);
      refreshSoon(['control', event.conversationId]);
      refreshSoon(['setup', 'switchboard']);
      return;
    case 'alert':
      refreshSoon(['alerts']);
      return;
    case 'preferences':
      refreshSoon(sessionQuery.queryKey);
      return;
    case 'reset':
      void queryClient.invalidateQueries();
      return;
  }
}

/** A read mark moved: the customer's (no member), the own one, or a colleague's, which concerns nobody here. */
function applyRead(conversationId: string, memberId: string | null, position: string): void {
  const mine = memberId !== null && memberId === findSession()?.member?.id;
  if (memberId !== null && !mine) return;
  queryClient.setQueryData<ConversationDetail>(['conversation', conversationId], (detail) => {
    if (!detail) return detail;
    return mine ? { ...detail, readPosition: position } : { ...detail, customerReadPosition: position };
  });
  if (!mine) return;
  const row = findRow(conversationId);
  if (row) patchRow(conversationId, { unread: BigInt(position) < BigInt(row.lastPosition) });
  noteChangedRow(conversationId);
  noteChangedCounts();
}

function refreshRowsOf(customerId: string): void {
  for (const [, list] of queryClient.getQueriesData<{
    rows: { customer: { id: string }; conversationId: string }[];
  }>({
    queryKey: ['inbox'],
  })) {
    for (const row of list?.rows ?? [])
      if (row.customer.id === customerId) noteChangedRow(row.conversationId);
  }
}

let presenceTimer: ReturnType<typeof setTimeout> | undefined;

/** In a big office somebody's presence changes all the time: lists of colleagues follow once a second. */
function refreshPresencesOfOthers(): void {
  presenceTimer ??= setTimeout(() => {
    presenceTimer = undefined;
    void queryClient.invalidateQueries({
      predicate: ({ queryKey: [kind, whose] }) => kind === 'presence' && whose !== 'mine',
    });
  }, 1_000);
}

const waitingKeys = new Map<string, readonly unknown[]>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Fetches again what is on the screen, once for many events of the same moment. */
function refreshSoon(queryKey: readonly unknown[]): void {
  waitingKeys.set(JSON.stringify(queryKey), queryKey);
  timer ??= setTimeout(() => {
    timer = undefined;
    const keys = [...waitingKeys.values()];
    waitingKeys.clear();
    for (const key of keys) void queryClient.invalidateQueries({ queryKey: key });
  }, 60);
}
