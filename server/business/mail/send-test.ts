import { mailErrors } from '../../../contract/errors/mail.ts';
import { AppError, newId, type WorkspaceDb } from '../../base/index.ts';
import type { Actor } from '../../people/index.ts';
import { domainOf, isAddress } from './addresses.ts';
import { openImap } from './imap.ts';
import { wordsOf } from './outcome.ts';
import { OWN_HEADER } from './read-mail.ts';
import { openSmtp } from './smtp.ts';
import { findMailState } from './system-store.ts';
import { type MailDeps, type MailState, SECRET, SECRET_OWNER } from './types.ts';

export interface TestStep {
  readonly what: 'send' | 'read';
  readonly ok: boolean;
  /** In words. */
  readonly says: string;
}

/** Sends a mail now, and looks into the mailbox where one is read. @throws AppError mail_not_set, mail_field_wrong. */
export async function sendTest(
  deps: MailDeps,
  db: WorkspaceDb,
  by: Actor,
  to: string,
  timeoutMs: number,
): Promise<TestStep[]> {
  const state = await findMailState(db);
  if (!state) throw new AppError(mailErrors.mail_not_set);
  if (!isAddress(to))
    throw new AppError(mailErrors.mail_field_wrong, {
      values: { problem: `“${to}” is no e-mail address.` },
      details: { field: 'to' },
    });
  const steps = [await testSending(deps, db, state, to, timeoutMs)];
  if (state.settings.incoming === 'imap') steps.push(await testReading(deps, db, state, timeoutMs));
  await db.transaction((tx) =>
    deps.audit(tx, {
      actor: by,
      action: 'mail.tested',
      subjectKind: 'mail',
      subjectId: tx.workspaceId,
      facts: { ok: String(steps.every(({ ok }) => ok)) },
    }),
  );
  return steps;
}

async function testSending(
  deps: MailDeps,
  db: WorkspaceDb,
  { settings }: MailState,
  to: string,
  timeoutMs: number,
): Promise<TestStep> {
  const smtp = openSmtp(settings, await deps.secrets.find(db, SECRET_OWNER, SECRET.smtp), timeoutMs);
  const id = newId();
  try {
    const { verdict, says } = await smtp.send({
      from: { name: settings.fromName || 'Rookery', address: settings.fromAddress },
      to,
      subject: 'Test of the mail server',
      text: 'Rookery can send mails by this server.',
      messageId: `<${id}@${domainOf(settings.fromAddress)}>`,
      headers: { [OWN_HEADER]: id, 'Auto-Submitted': 'auto-generated' },
    });
    const ok = verdict === 'sent';
    return { what: 'send', ok, says: ok ? `The mail server took a mail to ${to}.` : says };
  } finally {
    smtp.close();
  }
}

async function testReading(
  deps: MailDeps,
  db: WorkspaceDb,
  { settings }: MailState,
  timeoutMs: number,
): Promise<TestStep> {
  const client = openImap(settings, await deps.secrets.find(db, SECRET_OWNER, SECRET.imap), timeoutMs);
  try {
    await client.connect();
    const { exists } = await client.mailboxOpen(settings.imapFolder, { readOnly: true });
    return { what: 'read', ok: true, says: `The mailbox can be read; it holds ${exists} mails.` };
  } catch (error) {
    return { what: 'read', ok: false, says: wordsOf(error) };
  } finally {
    client.close();
  }
}
