import { ImapFlow } from 'imapflow';
import type { MailSetup } from '../../../contract/api/index.ts';
import { giveLeaseBack, type Lease, takeLease, type WorkspaceDb } from '../../base/index.ts';
import { type Door, findDoorIn } from './doors.ts';
import { wordsOf } from './outcome.ts';
import { readMail } from './read-mail.ts';
import { findMailState, noteInError, noteRead } from './system-store.ts';
import { takeMail } from './take.ts';
import { type MailDeps, type MailState, SECRET, SECRET_OWNER } from './types.ts';

export const IMAP_LEASE_KIND = 'mail-in';
const RENEW_MS = 3_000;
/** Also without news: a server may forget to tell. */
const LOOK_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
const ADDRESS_HEADERS = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-delivered-to'];

type ImapSetup = Pick<MailSetup, 'imapHost' | 'imapPort' | 'imapSecurity' | 'imapUser' | 'imapFolder'>;

export function openImap(setup: ImapSetup, password: string | undefined, timeoutMs: number): ImapFlow {
  const client = new ImapFlow({
    host: setup.imapHost,
    port: setup.imapPort,
    secure: setup.imapSecurity === 'tls',
    doSTARTTLS: setup.imapSecurity === 'starttls',
    auth: { user: setup.imapUser, pass: password ?? '' },
    clientInfo: { name: 'Rookery' },
    logger: false,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    // News come by IDLE; it is begun anew so often that no router forgets the connection.
    maxIdleTime: 4 * 60_000,
    socketTimeout: 10 * 60_000,
  });
  // What breaks is seen by whoever waits for an answer, and by `close`.
  client.on('error', () => undefined);
  return client;
}

/** Reads a mailbox of one workspace: what is there, and then what comes. */
export class Reader {
  readonly #deps: MailDeps;
  readonly #db: WorkspaceDb;
  readonly #holder: string;
  readonly #timeoutMs: number;
  readonly #rest: (failed: boolean) => void;
  readonly #stop = Promise.withResolvers<void>();
  #stopped = false;

  /** `rest`: how long it is before another try is the caller's matter. */
  constructor(
    deps: MailDeps,
    db: WorkspaceDb,
    options: {
      readonly holder: string;
      readonly timeoutMs: number;
      readonly rest: (failed: boolean) => void;
    },
  ) {
    this.#deps = deps;
    this.#db = db;
    this.#holder = options.holder;
    this.#timeoutMs = options.timeoutMs;
    this.#rest = options.rest;
  }

  stop(): void {
    this.#stopped = true;
    this.#stop.resolve();
  }

  async run(): Promise<void> {
    const { db, secrets } = this.#deps;
    const state = await findMailState(this.#db);
    if (!state?.settings.enabled || state.settings.incoming !== 'imap') return;
    const name = `${IMAP_LEASE_KIND}:${this.#db.workspaceId}`;
    let lease: Lease | undefined = await takeLease(db, name, this.#holder);
    if (!lease) return;
    const renew = setInterval(() => {
      void takeLease(db, name, this.#holder).then(
        (renewed) => {
          lease = renewed;
          if (!renewed) this.stop();
        },
        () => undefined,
      );
    }, RENEW_MS);
    const password = await secrets.find(this.#db, SECRET_OWNER, SECRET.imap);
    const client = openImap(state.settings, password, this.#timeoutMs);
    try {
      await client.connect();
      await client.mailboxOpen(state.settings.imapFolder);
      await this.#noteError(null);
      this.#rest(false);
      await this.#follow(client, state);
    } catch (error) {
      this.#rest(true);
      if (!this.#stopped) await this.#noteError(wordsOf(error));
    } finally {
      clearInterval(renew);
      client.close();
      if (lease) await giveLeaseBack(db, lease).catch(() => undefined);
    }
  }

  async #follow(client: ImapFlow, state: MailState): Promise<void> {
    const closed = new Promise<'closed'>((resolve) => client.on('close', () => resolve('closed')));
    let news = Promise.withResolvers<void>();
    client.on('exists', () => news.resolve());
    while (!this.#stopped) {
      news = Promise.withResolvers<void>();
      await this.#readNew(client, state);
      const look = Promise.withResolvers<void>();
      const timer = setTimeout(look.resolve, LOOK_EVERY_MS);
      const end = await Promise.race([news.promise, look.promise, this.#stop.promise, closed]);
      clearTimeout(timer);
      if (end === 'closed' && !this.#stopped) throw new Error('The mail server ended the connection');
    }
  }

  async #readNew(client: ImapFlow, begun: MailState): Promise<void> {
    if (client.mailbox === false) throw new Error('The mailbox is not open');
    const validity = String(client.mailbox.uidValidity);
    const now = await findMailState(this.#db);
    const place = now?.imapValidity === validity ? (now.imapUid ?? undefined) : undefined;
    const wanted =
      place === undefined
        ? { since: new Date(begun.createdAt.getTime() - DAY_MS) }
        : { uid: `${place + 1}:*` };
    const found = (await client.search(wanted, { uid: true })) || [];
    // `*` means the last one, also when that is older.
    const uids = found.filter((uid) => uid > (place ?? 0)).toSorted((a, b) => a - b);
    for (const uid of uids) {
      if (this.#stopped) return;
      await this.#readOne(client, uid);
      await noteRead(this.#db, validity, uid);
    }
  }

  /** What is no answer to a mail of ours is left as it is. */
  async #readOne(client: ImapFlow, uid: number): Promise<void> {
    const head = await client.fetchOne(String(uid), { size: true, headers: ADDRESS_HEADERS }, { uid: true });
    if (!head) return;
    const doors = await this.#doorsOf(head.headers?.toString('latin1') ?? '');
    if (doors.length === 0) return;
    const isLarge = (head.size ?? 0) > this.#deps.mostBytes;
    const whole = await client.fetchOne(
      String(uid),
      isLarge ? { headers: true } : { source: { maxLength: this.#deps.mostBytes } },
      { uid: true },
    );
    const raw = whole && (isLarge ? whole.headers : whole.source);
    if (!raw) return;
    const mail = await readMail(raw).catch(() => undefined);
    if (!mail) return;
    const problem = isLarge ? `It is larger than ${this.#deps.mostBytes / 1_048_576} MB.` : undefined;
    for (const { db, state, conversationId } of doors)
      await takeMail(this.#deps, db, state, conversationId, mail, problem);
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
  }

  async #doorsOf(headers: string): Promise<Door[]> {
    const addresses = new Set(
      headers.toLowerCase().match(/[a-z0-9._-]{1,18}\+[a-z2-7]{45}@[a-z0-9.-]+/g) ?? [],
    );
    const doors: Door[] = [];
    for (const address of [...addresses].slice(0, 5)) {
      const door = await findDoorIn(this.#deps, this.#db, address);
      if (door) doors.push(door);
    }
    return doors;
  }

  async #noteError(error: string | null): Promise<void> {
    await this.#db.transaction(async (tx) => {
      if (!(await noteInError(tx, error))) return;
      const body = { kind: 'mail', id: tx.workspaceId, what: 'changed' as const };
      this.#deps.log.append(tx, [{ kind: 'setup.changed', key: 'mail', body }]);
    });
  }
}
