import { type ChildProcess, spawn } from 'node:child_process';
import { access, chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailEntry, MailSystem } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';
import { arrives, mailSetup, openPostOffice, type Post, type PostOffice, replyTo } from './mail-world.ts';

// A real IMAP server: Debian's dovecot-imapd, where it is installed; nothing of npm is one.
const DOVECOT = '/usr/sbin/dovecot';
const isThere = await access(DOVECOT).then(
  () => true,
  () => false,
);
if (!isThere)
  process.stderr.write(
    'Reading mailboxes is not tested: there is no IMAP server (apt-get install dovecot-imapd).\n',
  );

interface MailboxServer {
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A mail lands in the mailbox. */
  deliver(raw: Buffer): Promise<void>;
  /** Flags of each mail, in order. */
  flags(): Promise<string[][]>;
  close(): Promise<void>;
}

const USER = { user: 'answers', pass: 'mailbox' };

describe.skipIf(!isThere)('a mailbox that is read by IMAP', () => {
  let product: Product;
  let office: PostOffice;
  let mailbox: MailboxServer;
  let post: Post;

  beforeAll(async () => {
    mailbox = await openMailboxServer();
    product = await startProduct();
    office = await openPostOffice();
    for (const name of ['brand', 'wanda']) await product.x.user(name);
    await product.connect('brand');
  }, 120_000);
  afterAll(async () => {
    await product?.close();
    await office?.close();
    await mailbox?.close();
  });

  const setUp = () =>
    mailSetup(office, {
      incoming: 'imap',
      imapHost: '127.0.0.1',
      imapPort: mailbox.port,
      imapSecurity: 'none',
      imapUser: USER.user,
    });
  const look = async () => (await product.admin.ask<{ mail: MailSystem }>('GET', '/api/business/mail')).mail;
  const sent = (text: string) =>
    until(
      async () =>
        (await product.db.rows(sql`select 1 from message where text = ${text} and state = 'sent'`)).length ===
        1,
      { what: `X has “${text}”` },
    );

  it('answers are taken once and marked as read; all other mails are left alone', async () => {
    await mailbox.deliver(await written({ to: 'answers@acme.example', text: 'Lunch?' }));
    await product.admin.ask('PUT', '/api/business/mail', { ...setUp(), imapPassword: USER.pass });
    await product.x.write('wanda', 'brand', 'Are you open?');
    post = await arrives(office, 'Are you open?');
    const answer = await written({ to: replyTo(post), text: 'Until six.', messageId: '<six@acme.example>' });
    await mailbox.deliver(answer);
    await sent('Until six.');
    await mailbox.deliver(answer);
    await mailbox.deliver(await written({ to: replyTo(post), text: 'And on Sundays.' }));
    await sent('And on Sundays.');
    await until(async () => (await mailbox.flags()).filter((flags) => flags.includes('\\Seen')).length === 3);
    expect((await mailbox.flags())[0]).not.toContain('\\Seen');
    expect(await product.db.rows(sql`select 1 from message where text = 'Until six.'`)).toHaveLength(1);
  });

  it('news come by themselves: no look is waited for', async () => {
    const begin = performance.now();
    await mailbox.deliver(await written({ to: replyTo(post), text: 'At once.' }));
    await sent('At once.');
    expect(performance.now() - begin).toBeLessThan(45_000);
  });

  it('a sender who is not allowed, and a machine, are noted only', async () => {
    await mailbox.deliver(await written({ from: 'eve@evil.example', to: replyTo(post), text: 'Evil' }));
    await mailbox.deliver(
      await written({ to: replyTo(post), text: 'Away', headers: { 'Auto-Submitted': 'auto-replied' } }),
    );
    const states = await until(async () => {
      const { entries } = await product.admin.ask<{ entries: MailEntry[] }>(
        'GET',
        '/api/business/mail/log?direction=in',
      );
      const two = entries.slice(0, 2).map(({ state }) => state);
      return two.join() === 'ignored,refused' && two;
    });
    expect(states).toHaveLength(2);
    expect(office.got.some(({ to }) => to.includes('eve@evil.example'))).toBe(false);
  });

  it('a server that is down is said in words, and what came meanwhile is read when it is back', async () => {
    await mailbox.stop();
    await until(async () => (await look()).inError, { timeoutMs: 60_000 });
    const test = await product.admin.ask<{
      ok: boolean;
      steps: { what: string; ok: boolean; says: string }[];
    }>('POST', '/api/business/mail/test', { to: 'boss@acme.example' });
    expect(test.steps.find(({ what }) => what === 'read')).toMatchObject({
      ok: false,
      says: 'The mail server does not answer at this host and port.',
    });
    await mailbox.start();
    await mailbox.deliver(await written({ to: replyTo(post), text: 'Back again.' }));
    // Saving tries at once.
    await product.admin.ask('PUT', '/api/business/mail', { ...setUp(), smtpPassword: undefined });
    await sent('Back again.');
    await until(async () => (await look()).inError === null);
  });

  it('a wrong password is said in words', async () => {
    await product.admin.ask('PUT', '/api/business/mail', { ...setUp(), imapPassword: 'wrong' });
    const says = await until(
      async () => {
        const { inError } = await look();
        return inError?.includes('password') && inError;
      },
      { timeoutMs: 60_000 },
    );
    expect(says).toMatch(/^The mail server refused the user name or the password\./);
  });
});

const writer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function written(mail: object): Promise<Buffer> {
  const { message } = await writer.sendMail({
    from: 'Ann <ann@acme.example>',
    subject: 'Re: yours',
    ...mail,
  });
  // `buffer` makes it one.
  return message as Buffer;
}

/** Dovecot with one user, in a directory of its own, as the user who runs the tests. */
async function openMailboxServer(): Promise<MailboxServer> {
  const directory = await mkdtemp(join(tmpdir(), 'dovecot-'));
  const port = await freePort();
  // It refuses to serve as root: then as nobody, by Debian's numbers.
  const me = userInfo();
  const owner = me.uid === 0 ? { user: 'nobody', group: 'nogroup', uid: 65_534, gid: 65_534 } : undefined;
  const { uid, gid } = owner ?? me;
  const user = owner?.user ?? me.username;
  for (const name of ['run', 'state', 'mail']) await mkdir(join(directory, name), { recursive: true });
  await chmod(directory, 0o755);
  if (owner) for (const path of [directory, join(directory, 'mail')]) await chown(path, uid, gid);
  const config = join(directory, 'dovecot.conf');
  await writeFile(join(directory, 'users'), `${USER.user}:{PLAIN}${USER.pass}::::${directory}::\n`);
  await writeFile(
    config,
    `protocols = imap
listen = 127.0.0.1
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${directory}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_login_user = ${user}
${owner ? `default_internal_group = ${owner.group}\n` : ''}
first_valid_uid = 0
first_valid_gid = 0
mail_uid = ${uid}
mail_gid = ${gid}
mail_location = maildir:${directory}/mail
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = passwd-file
  args = ${directory}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${directory}
}
`,
  );
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(DOVECOT, ['-F', '-c', config], { stdio: 'ignore' });
    await until(() => connects(port), { what: 'dovecot listens' });
  };
  const stop = async () => {
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    await until(async () => !(await connects(port)));
  };
  const visit = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: false,
      auth: USER,
      logger: false,
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  await start();
  return {
    port,
    start,
    stop,
    deliver: (raw) => visit(async (client) => void (await client.append('INBOX', raw))),
    flags: () =>
      visit(async (client) => {
        await client.mailboxOpen('INBOX', { readOnly: true });
        const found: string[][] = [];
        for await (const one of client.fetch('1:*', { flags: true })) found.push([...(one.flags ?? [])]);
        return found;
      }),
    close: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
