import type { MailEntry, MailSystem } from '../../../contract/api/index.ts';
import type { MailCounts } from './out-store.ts';
import type { InMail, MailState, OutMail } from './types.ts';

/** How mail is set up and fares, without a secret. */
export function presentSystem(
  { settings, ...state }: MailState,
  secrets: readonly string[],
  counts: MailCounts,
  listenerPort: number | null,
): MailSystem {
  const time = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...settings,
    hasSmtpPassword: secrets.includes('mail_smtp'),
    hasImapPassword: secrets.includes('mail_imap'),
    state: state.state,
    pausedAt: time(state.pausedAt),
    pauseReason: state.pauseReason,
    probeAt: time(state.probeAt),
    lastError: state.lastError,
    lastErrorAt: time(state.lastErrorAt),
    lastSentAt: time(state.lastSentAt),
    inError: settings.incoming === 'imap' ? state.inError : null,
    lastReceivedAt: time(state.lastReceivedAt),
    listenerPort,
    counts: { ...counts },
    updatedAt: state.updatedAt.toISOString(),
  };
}

export function presentOut(mail: OutMail): MailEntry {
  return {
    id: mail.id,
    direction: 'out',
    state: mail.state,
    conversationId: mail.kind === 'notice' ? null : mail.conversationId,
    at: mail.queuedAt.toISOString(),
    addresses: [...mail.recipients],
    subject: mail.subject,
    tries: mail.attempts.length,
    dueAt: mail.dueAt?.toISOString() ?? null,
    reason: mail.lastError,
  };
}

export function presentIn(mail: InMail): MailEntry {
  return {
    id: mail.id,
    direction: 'in',
    state: mail.state,
    conversationId: mail.conversationId,
    at: mail.receivedAt.toISOString(),
    addresses: mail.fromAddress === '' ? [] : [mail.fromAddress],
    subject: mail.subject,
    tries: 0,
    dueAt: null,
    reason: mail.reason,
  };
}
