import { notifications } from '@mantine/notifications';
import type { LiveEvent } from '../../contract/api/index.ts';
import { announce } from '../../ui/index.ts';
import { membersQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { findSession } from '../api/session.ts';
import { commonTexts } from '../texts/everywhere.ts';
import { teamTexts } from '../texts/team.ts';

type SessionEvent = Extract<LiveEvent, { type: 'session' }>;

/** A colleague whom I asked did not take it: said wherever I am, with the way to the conversation. */
export function tellRefusal({
  state,
  reason,
  byMemberId,
  memberId,
  sessionId,
  conversationId,
}: SessionEvent): void {
  if (state !== 'ended' || byMemberId === null || byMemberId !== findSession()?.member?.id) return;
  if (reason !== 'agent_reject' && reason !== 'agent_timeout') return;
  void show(memberId, reason === 'agent_reject', sessionId, conversationId);
}

async function show(memberId: string, declined: boolean, sessionId: string, conversationId: string) {
  const known = await queryClient.ensureQueryData(membersQuery).catch(() => undefined);
  const who = known?.members.find((member) => member.id === memberId)?.name ?? '…';
  const message = declined ? teamTexts.refused(who) : teamTexts.missed(who);
  notifications.show({
    id: `refusal-${sessionId}`,
    color: 'yellow',
    title: message,
    message: teamTexts.refusedHint,
    autoClose: 12_000,
    onClick: () => dispatchEvent(new CustomEvent('rookery-open', { detail: conversationId })),
    style: { cursor: 'pointer' },
    closeButtonProps: { 'aria-label': commonTexts.close },
  });
  announce(message, 'now');
}
