import type { ConversationDetail, LiveEvent } from '../../contract/api/index.ts';
import { findRow, noteChangedCounts, noteChangedRow, patchRow } from '../api/inbox.ts';
import { invitationsQuery, membersQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { findSession, sessionQuery } from '../api/session.ts';
import { noteChangedEntry } from '../api/thread.ts';
import { tellArrival } from './arrivals.ts';
import { forgetTyping, notePresent, noteTyping } from './transient.ts';

/** Brings what the stream says into what the browser knows. */
export function applyLiveEvent(event: LiveEvent): void {
  switch (event.type) {
    case 'entry':
      noteChangedEntry(event.conversationId, event.position);
      noteChangedRow(event.conversationId);
      if (event.change === 'added' && event.direction === 'in') {
        forgetTyping(event.conversationId);
        tellArrival(event.conversationId, event.messageId);
      }
      refreshSoon(['conversation', event.conversationId]);
      if (event.direction === 'out') refreshSoon(['handles']);
      return;
    case 'conversation':
      noteChangedRow(event.conversationId);
      refreshSoon(['conversation', event.conversationId]);
      refreshSoon(['work-items', event.conversationId]);
      return;
    case 'read':
      applyRead(event.conversationId, event.memberId, event.position);
      return;
    case 'customer':
      refreshSoon(['customer', event.customerId]);
      refreshRowsOf(event.customerId);
      return;
    case 'account':
      refreshSoon(['handles']);
      refreshSoon(['x-apps']);
      return;
    case 'sign_in':
      refreshSoon(['x-sign-in', event.signInId]);
      refreshSoon(['x-apps']);
      refreshSoon(['handles']);
      return;
    case 'session':
      refreshSoon(['offers']);
      refreshSoon(['sessions']);
      refreshSoon(['conversation', event.conversationId]);
      return;
    case 'presence':
      refreshSoon(['presence']);
      return;
    case 'setup':
      refreshSoon(['setup', event.kind]);
      refreshSoon(['work-streams']);
      // Names and numbers of other things stand in it.
      refreshSoon(['setup']);
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
