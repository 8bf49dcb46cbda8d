import { Type, type Static } from 'typebox';
import { Cursor, Id, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

const Count = Type.Integer({ minimum: 0 });
const Address = Type.String({ minLength: 3, maxLength: 254 });
const Recipients = Type.Array(Address, { maxItems: 20 });
const Host = Type.String({ maxLength: 253 });
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
/** tls: encrypted from the first byte. starttls: after a greeting, or not at all. none: never. */
export const MailSecurity = OneOf(['tls', 'starttls', 'none']);
export type MailSecurity = Static<typeof MailSecurity>;

/** Conversations of a handle or a queue, mailed elsewhere than all others. The queue counts before the handle. */
const Route = Type.Object({
  kind: OneOf(['handle', 'queue']),
  id: Id,
  recipients: Type.Array(Address, { minItems: 1, maxItems: 20 }),
});

/** What administrators set. Passwords go in, and never come out. */
const fields = {
  enabled: Type.Boolean(),
  recipients: Recipients,
  routes: Type.Array(Route, { maxItems: 100 }),
  fromName: Type.String({ maxLength: 100 }),
  fromAddress: Address,
  /** Answers go to this address with a mark in it: `reply@…` becomes `reply+mark@…`. */
  replyAddress: Address,
  /** Answers that are written elsewhere are mailed as well. */
  copyAnswers: Type.Boolean(),
  /** Addresses, or domains as `@example.com`, from which answers are taken. */
  allowedSenders: Type.Array(Type.String({ minLength: 3, maxLength: 254 }), { maxItems: 200 }),
  /** Files up to this size go with a mail; larger ones are named. */
  mostFileMb: Type.Integer({ minimum: 0, maximum: 25 }),
  smtpHost: Host,
  smtpPort: Port,
  smtpSecurity: MailSecurity,
  smtpUser: Type.String({ maxLength: 254 }),
  /** How answers come in: our own SMTP listener, or a mailbox that is read by IMAP. */
  incoming: OneOf(['none', 'listener', 'imap']),
  imapHost: Host,
  imapPort: Port,
  imapSecurity: MailSecurity,
  imapUser: Type.String({ maxLength: 254 }),
  imapFolder: Type.String({ minLength: 1, maxLength: 200 }),
};

export const MailSetup = Type.Object(fields);
export type MailSetup = Static<typeof MailSetup>;

export const MailSystem = Type.Object({
  ...fields,
  hasSmtpPassword: Type.Boolean(),
  hasImapPassword: Type.Boolean(),
  /** `failures`: the mail server fails; it goes on by itself. */
  state: OneOf(['active', 'paused']),
  pausedAt: Nullable(Time),
  /** A sentence. */
  pauseReason: Nullable(Type.String()),
  probeAt: Nullable(Time),
  /** The last thing that went wrong on the way out, in a sentence. */
  lastError: Nullable(Type.String()),
  lastErrorAt: Nullable(Time),
  lastSentAt: Nullable(Time),
  /** Why no mail can be read now, in a sentence; null: all is well. */
  inError: Nullable(Type.String()),
  lastReceivedAt: Nullable(Time),
  /** The port of our own listener; null: this server has none. */
  listenerPort: Nullable(Type.Integer()),
  counts: Type.Object({ waiting: Count, sent: Count, dead: Count, received: Count, refused: Count }),
  updatedAt: Time,
});
export type MailSystem = Static<typeof MailSystem>;

/** Out: waiting to resent. In: taken, refused with an answer, or left alone. */
const EntryState = OneOf(['waiting', 'sent', 'dead', 'dropped', 'resent', 'taken', 'refused', 'ignored']);

/** One mail, either way. */
export const MailEntry = Type.Object({
  id: Id,
  direction: OneOf(['out', 'in']),
  state: EntryState,
  conversationId: Nullable(Id),
  at: Time,
  /** Out: whom it went to. In: who wrote it. */
  addresses: Type.Array(Type.String()),
  subject: Type.String(),
  tries: Count,
  dueAt: Nullable(Time),
  /** Why it was not sent or not taken, in a sentence. */
  reason: Nullable(Type.String()),
});
export type MailEntry = Static<typeof MailEntry>;

export const MailEntryDetail = Type.Object({
  ...MailEntry.properties,
  mailId: Nullable(Type.String()),
  attempts: Type.Array(Type.Object({ at: Time, tookMs: Count, error: Nullable(Type.String()) })),
  /** What the customer got of a mail that came in. */
  taken: Nullable(Type.String()),
  /** Its whole text, quotes and signature included; null for whoever may not see all conversations. */
  original: Nullable(Type.String()),
});
export type MailEntryDetail = Static<typeof MailEntryDetail>;

const access = { access: 'administrator', permission: 'setup.manage' } as const;
const EntryParams = Type.Object({ direction: OneOf(['out', 'in']), id: Id });

export const mailRoutes = {
  get: route({
    id: 'mail.get',
    method: 'GET',
    path: '/api/business/mail',
    ...access,
    summary: 'E-mail as a business system: how it is set up and how it fares.',
    response: Type.Object({ mail: Nullable(MailSystem), listenerPort: Nullable(Type.Integer()) }),
  }),
  set: route({
    id: 'mail.set',
    method: 'PUT',
    path: '/api/business/mail',
    ...access,
    summary: 'Sets e-mail up, or changes it. A password that is left out stays as it is.',
    body: Type.Object({
      ...fields,
      smtpPassword: Type.Optional(Type.String({ maxLength: 1_000 })),
      imapPassword: Type.Optional(Type.String({ maxLength: 1_000 })),
    }),
    response: MailSystem,
  }),
  remove: route({
    id: 'mail.remove',
    method: 'DELETE',
    path: '/api/business/mail',
    ...access,
    summary: 'Ends e-mail: what waits is not sent, the log goes, answers to old mails are refused.',
  }),
  resume: route({
    id: 'mail.resume',
    method: 'POST',
    path: '/api/business/mail/resume',
    ...access,
    summary: 'Tries the mail server again at once after it failed.',
  }),
  test: route({
    id: 'mail.test',
    method: 'POST',
    path: '/api/business/mail/test',
    ...access,
    summary: 'Sends a test mail to an address now and says in words what failed.',
    body: Type.Object({ to: Address }),
    response: Type.Object({
      ok: Type.Boolean(),
      steps: Type.Array(
        Type.Object({ what: OneOf(['send', 'read']), ok: Type.Boolean(), says: Type.String() }),
      ),
    }),
  }),
  log: route({
    id: 'mail.log',
    method: 'GET',
    path: '/api/business/mail/log',
    ...access,
    summary: 'Mails that went out, or came in, newest first.',
    query: Type.Object({
      direction: OneOf(['out', 'in']),
      state: Type.Optional(EntryState),
      limit: Limit(100, 30),
      cursor: Type.Optional(Cursor),
    }),
    response: Type.Object({ entries: Type.Array(MailEntry), next: Nullable(Type.String()) }),
  }),
  entry: route({
    id: 'mail.entry',
    method: 'GET',
    path: '/api/business/mail/log/:direction/:id',
    ...access,
    summary: 'One mail: each try, and what came in as it was written.',
    params: EntryParams,
    response: MailEntryDetail,
  }),
  again: route({
    id: 'mail.again',
    method: 'POST',
    path: '/api/business/mail/log/out/:id/again',
    ...access,
    summary: 'Sends a dead letter again.',
    params: Type.Object({ id: Id }),
  }),
};
