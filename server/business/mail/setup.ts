import { randomBytes } from 'node:crypto';
import type { MailSetup } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { mailErrors } from '../../../contract/errors/mail.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { findHandle } from '../../handles/index.ts';
import type { Actor } from '../../people/index.ts';
import { readSetup } from '../../routing/index.ts';
import { domainOf, isAddress, isSenderRule, localPartOf } from './addresses.ts';
import { LONGEST_LOCAL_PART } from './reply-address.ts';
import { deleteMailSystem, findMailState, lockMailState, resumeMail, saveMailSetup } from './system-store.ts';
import { type MailDeps, SECRET, SECRET_OWNER, WAKE } from './types.ts';

/** Passwords that were given; those left out stay. */
export interface GivenSecrets {
  readonly smtpPassword?: string | undefined;
  readonly imapPassword?: string | undefined;
}

const KIND = 'mail';

/** Sets mail up or changes it. Audited by the names of the fields, never by their values. @throws AppError mail_field_wrong. */
export async function setMail(
  deps: MailDeps,
  db: WorkspaceDb,
  by: Actor,
  given: MailSetup,
  { smtpPassword, imapPassword }: GivenSecrets,
): Promise<void> {
  const settings = tidy(given);
  check(settings);
  await checkRoutes(db, settings);
  const { secrets, clock, audit } = deps;
  await db.transaction(async (tx) => {
    const before = await lockMailState(tx);
    // A password is for the server that it was given for: another host does not get to see it.
    const hosts = [
      ['smtp', before && !isSameServer(before.settings, settings, 'smtp'), smtpPassword],
      ['imap', before && !isSameServer(before.settings, settings, 'imap'), imapPassword],
    ] as const;
    for (const [which, isOther, password] of hosts) {
      const has = (await secrets.fields(tx, SECRET_OWNER)).includes(SECRET[which]);
      if (password !== undefined && password !== '')
        await secrets.put(tx, SECRET_OWNER, SECRET[which], password);
      else if (has && isOther)
        throw wrong(`${which}Password`, 'The server or the user changed: give the password again.');
    }
    if (!(await secrets.find(tx, SECRET_OWNER, SECRET.reply)))
      await secrets.put(tx, SECRET_OWNER, SECRET.reply, randomBytes(32).toString('base64url'));
    const isSameMailbox =
      before !== undefined &&
      isSameServer(before.settings, settings, 'imap') &&
      before.settings.imapFolder === settings.imapFolder;
    await saveMailSetup(tx, settings, isSameMailbox, clock.now());
    const names = Object.keys(settings) as (keyof MailSetup)[];
    const fields = names.filter(
      (name) => JSON.stringify(before?.settings[name]) !== JSON.stringify(settings[name]),
    );
    await audit(tx, {
      actor: by,
      action: before ? 'mail.changed' : 'mail.created',
      subjectKind: KIND,
      subjectId: tx.workspaceId,
      facts: before ? { fields: fields.join(' ') } : {},
    });
    tell(deps, tx, before ? 'changed' : 'created');
  });
}

/** @throws AppError not_found. */
export async function removeMail(deps: MailDeps, db: WorkspaceDb, by: Actor): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await deleteMailSystem(tx)))
      throw new AppError(baseErrors.not_found, { values: { what: 'e-mail' } });
    await deps.secrets.remove(tx, SECRET_OWNER);
    await deps.audit(tx, { actor: by, action: 'mail.removed', subjectKind: KIND, subjectId: tx.workspaceId });
    tell(deps, tx, 'removed');
  });
}

/** The mail server is tried at once. @throws AppError mail_not_set. */
export async function resumeByHand(deps: MailDeps, db: WorkspaceDb, by: Actor): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await findMailState(tx))) throw new AppError(mailErrors.mail_not_set);
    if (!(await resumeMail(tx))) return;
    await deps.audit(tx, { actor: by, action: 'mail.resumed', subjectKind: KIND, subjectId: tx.workspaceId });
    tell(deps, tx, 'changed');
  });
}

/** Tells browsers, and whoever sends and reads. */
export function tell(
  deps: Pick<MailDeps, 'log' | 'bus'>,
  tx: Parameters<MailDeps['log']['append']>[0],
  what: 'created' | 'changed' | 'removed',
): void {
  deps.log.append(tx, [{ kind: 'setup.changed', key: KIND, body: { kind: KIND, id: tx.workspaceId, what } }]);
  tx.afterCommit(() => deps.bus.publish(WAKE, `${tx.workspaceId}:set`));
}

function tidy(given: MailSetup): MailSetup {
  const trimmed = (list: readonly string[]) => [
    ...new Set(list.map((one) => one.trim()).filter((one) => one !== '')),
  ];
  return {
    ...given,
    recipients: trimmed(given.recipients),
    routes: given.routes.map((one) => ({ ...one, recipients: trimmed(one.recipients) })),
    fromName: given.fromName.trim(),
    fromAddress: given.fromAddress.trim(),
    replyAddress: given.replyAddress.trim().toLowerCase(),
    allowedSenders: trimmed(given.allowedSenders).map((one) => one.toLowerCase()),
    smtpHost: given.smtpHost.trim(),
    smtpUser: given.smtpUser.trim(),
    imapHost: given.imapHost.trim(),
    imapUser: given.imapUser.trim(),
    imapFolder: given.imapFolder.trim() || 'INBOX',
  };
}

/** @throws AppError mail_field_wrong with the field. */
function check(settings: MailSetup): void {
  const { recipients, routes, fromName, fromAddress, replyAddress, allowedSenders, incoming } = settings;
  const bad = (list: readonly string[]) => list.find((one) => !isAddress(one));
  const noAddress = (text: string) => `“${text}” is no e-mail address.`;
  const wrongRecipient = bad(recipients);
  if (wrongRecipient !== undefined) throw wrong('recipients', noAddress(wrongRecipient));
  if (recipients.length === 0 && routes.length === 0)
    throw wrong('recipients', 'Give at least one address to mail to.');
  for (const { recipients: theirs } of routes) {
    const wrongOne = bad(theirs);
    if (wrongOne !== undefined || theirs.length === 0) throw wrong('routes', noAddress(wrongOne ?? ''));
  }
  if (/\p{Cc}/u.test(fromName)) throw wrong('fromName', 'The name must be one line.');
  if (!isAddress(fromAddress)) throw wrong('fromAddress', noAddress(fromAddress));
  if (!isAddress(replyAddress)) throw wrong('replyAddress', noAddress(replyAddress));
  const local = localPartOf(replyAddress);
  if (local.includes('+') || local.length > LONGEST_LOCAL_PART)
    throw wrong(
      'replyAddress',
      `Before the @ there may be at most ${LONGEST_LOCAL_PART} characters, and no plus.`,
    );
  const all = [...recipients, ...routes.flatMap((one) => one.recipients)].map((one) => one.toLowerCase());
  if (all.includes(replyAddress))
    throw wrong('replyAddress', 'Mails would come back to us: it is one of the recipients.');
  const wrongRule = allowedSenders.find((one) => !isSenderRule(one));
  if (wrongRule !== undefined)
    throw wrong('allowedSenders', `“${wrongRule}” is neither an address nor a domain such as @example.com.`);
  if (incoming !== 'none' && allowedSenders.length === 0)
    throw wrong('allowedSenders', 'Say whose answers are taken: addresses, or domains such as @example.com.');
  const isHost = (text: string) => /^[a-z0-9.:_-]{1,253}$/i.test(text);
  if (!isHost(settings.smtpHost)) throw wrong('smtpHost', 'Give the host of the mail server.');
  if (incoming !== 'imap') return;
  if (!isHost(settings.imapHost)) throw wrong('imapHost', 'Give the host of the mailbox.');
  if (settings.imapUser === '') throw wrong('imapUser', 'Give the user of the mailbox.');
}

async function checkRoutes(db: WorkspaceDb, { routes }: MailSetup): Promise<void> {
  const queues = routes.some(({ kind }) => kind === 'queue') ? (await readSetup(db)).queues : undefined;
  const seen = new Set<string>();
  for (const { kind, id } of routes) {
    const isKnown = kind === 'queue' ? queues?.has(id) : await findHandle(db, id);
    if (!isKnown) throw wrong('routes', `One ${kind} is not there any more. Take its line out.`);
    if (seen.has(`${kind}:${id}`)) throw wrong('routes', `A ${kind} stands in two lines.`);
    seen.add(`${kind}:${id}`);
  }
}

function isSameServer(one: MailSetup, other: MailSetup, which: 'smtp' | 'imap'): boolean {
  const of = (setup: MailSetup) =>
    which === 'smtp'
      ? `${domainOf(`@${setup.smtpHost}`)} ${setup.smtpPort} ${setup.smtpUser}`
      : `${domainOf(`@${setup.imapHost}`)} ${setup.imapPort} ${setup.imapUser}`;
  return of(one) === of(other);
}

function wrong(field: string, problem: string): AppError {
  return new AppError(mailErrors.mail_field_wrong, { values: { problem }, details: { field } });
}
