import type { EventOf, WorkspaceTx } from '../../base/index.ts';
import { listMessages, type Message } from '../../conversations/index.ts';
import { findInByKey } from './in-store.ts';
import { keyOfMessage } from './message-key.ts';
import { type NewOutMail, queueMails } from './out-store.ts';
import { findMailState } from './system-store.ts';
import type { MailDeps, MailState } from './types.ts';
import { WAKE } from './types.ts';

const FOLLOWED = ['message.received', 'message.changed'] as const;
type Followed = EventOf<(typeof FOLLOWED)[number]>;

/** Queues a mail for what is said. Call before the log starts. */
export function followLog(deps: MailDeps): void {
  deps.log.consume({
    name: 'mail',
    start: 'now',
    kinds: FOLLOWED,
    wants: (event) => event.kind === 'message.received' || isEnd(event),
    giveWayMs: 500,
    handle: (tx, events) => follow(deps, tx, events),
  });
}

/** What an agent can still take back was never said: answers are told of once X has them. */
function isEnd(event: Followed): boolean {
  const { body } = event;
  return (
    event.kind === 'message.changed' &&
    body.direction === 'out' &&
    body.kind === 'message' &&
    'state' in body &&
    (body.state === 'sent' || body.state === 'failed')
  );
}

async function follow(deps: MailDeps, tx: WorkspaceTx, events: readonly Followed[]): Promise<void> {
  const state = await findMailState(tx);
  if (!state?.settings.enabled) return;
  const messages = await listMessages(tx, [...new Set(events.map(({ body }) => body.messageId))]);
  const byId = new Map<string, Message>(messages.map((one) => [one.id, one]));
  const mails: NewOutMail[] = [];
  for (const { body } of events) {
    const message = byId.get(body.messageId);
    // What was said before mail was set up, and is fetched later, is on the desk.
    if (!message || message.at < state.createdAt) continue;
    mails.push(...(await mailsOf(tx, state, message)));
  }
  if (mails.length === 0) return;
  await queueMails(tx, mails, deps.clock.now());
  tx.afterCommit(() => deps.bus.publish(WAKE, tx.workspaceId));
}

async function mailsOf(tx: WorkspaceTx, { settings }: MailState, message: Message): Promise<NewOutMail[]> {
  const { id: messageId, conversationId, direction } = message;
  const said = { once: `said:${messageId}`, conversationId, messageId, kind: 'message' } as const;
  if (direction === 'in') return [said];
  if (message.state === 'failed') {
    const key = keyOfMessage(message.idempotencyKey);
    const mail = key === undefined ? undefined : await findInByKey(tx, key, conversationId);
    if (!mail) return [];
    const detail = {
      to: mail.fromAddress,
      toName: mail.fromName,
      inReplyTo: mail.mailId,
      subject: mail.subject,
      reason: message.failure?.message ?? 'X did not take it.',
      text: message.text,
    };
    // Once for each failure: it may be sent again on the desk, and fail again.
    const once = `failed:${messageId}:${message.updatedAt.getTime()}`;
    return [{ once, conversationId, messageId, kind: 'failed', detail }];
  }
  return settings.copyAnswers && (message.state === 'sent' || message.authorKind === 'x') ? [said] : [];
}
