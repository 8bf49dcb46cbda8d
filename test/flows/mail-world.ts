import nodemailer, { type SendMailOptions } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { MailSetup } from '../../contract/api/index.ts';
import type { Product } from '../product.ts';
import { until } from '../harness.ts';

/** A mail as the team's mail server got it. */
export interface Post {
  readonly from: string;
  readonly to: readonly string[];
  readonly mail: Email;
}

/** A real mail server: what we send arrives here, unless the test has it refuse. */
export interface PostOffice {
  readonly port: number;
  readonly got: Post[];
  /** Refuses a mail with a status and words; undefined: it takes it. */
  refuse: (post: Post) => { status: number; says: string } | undefined;
  /** The head of a mail by name. */
  close(): Promise<void>;
  /** Nobody listens any more; `open` again on the same port. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

export const TEAM_PASSWORD = 'the post office';

export async function openPostOffice(): Promise<PostOffice> {
  const got: Post[] = [];
  const office: { refuse: PostOffice['refuse'] } = { refuse: () => undefined };
  let port = 0;
  let server: SMTPServer;
  const open = async () => {
    server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      closeTimeout: 100,
      logger: false,
      onAuth: ({ username, password }, _session, done) =>
        password === TEAM_PASSWORD
          ? done(null, { user: username })
          : done(Object.assign(new Error('Who are you?'), { responseCode: 535 })),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            const post = {
              from: mailFrom === false ? '' : mailFrom.address,
              to: rcptTo.map(({ address }) => address),
              mail,
            };
            const no = office.refuse(post);
            if (no) return done(Object.assign(new Error(no.says), { responseCode: no.status }));
            got.push(post);
            done();
          });
        });
      },
    });
    // A client that is cut off.
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.server.address();
    if (typeof address === 'object' && address) port = address.port;
  };
  const shut = () => new Promise<void>((resolve) => server.close(() => resolve()));
  await open();
  return {
    get port() {
      return port;
    },
    got,
    get refuse() {
      return office.refuse;
    },
    set refuse(refuse) {
      office.refuse = refuse;
    },
    open,
    shut,
    close: shut,
  };
}

/** Mail set up towards that office; answers come to our own listener. */
export function mailSetup(office: Pick<PostOffice, 'port'>, more: Partial<MailSetup> = {}) {
  return {
    enabled: true,
    recipients: ['team@acme.example'],
    routes: [],
    fromName: 'Acme on X',
    fromAddress: 'desk@acme.example',
    replyAddress: 'reply@desk.acme.example',
    copyAnswers: true,
    allowedSenders: ['@acme.example'],
    mostFileMb: 10,
    smtpHost: '127.0.0.1',
    smtpPort: office.port,
    smtpSecurity: 'none',
    smtpUser: 'desk',
    smtpPassword: TEAM_PASSWORD,
    incoming: 'listener',
    imapHost: '',
    imapPort: 993,
    imapSecurity: 'tls',
    imapUser: '',
    imapFolder: 'INBOX',
    ...more,
  };
}

/** The address to which a mail is answered. */
export function replyTo(post: Post): string {
  const [address] = post.mail.replyTo ?? [];
  if (address?.address === undefined) throw new Error('the mail has no address to answer to');
  return address.address;
}

/** Answers a mail as a person's mail program does; answers what the listener said. */
export async function answerMail(
  product: Product,
  post: Post,
  text: string,
  more: SendMailOptions = {},
): Promise<string> {
  const port = product.app.modules.mail.listenerPort;
  if (port === null) throw new Error('nobody listens');
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    const quoted = (post.mail.text ?? '').replaceAll(/^/gm, '> ');
    const { response } = await transport.sendMail({
      from: 'Ann Agent <ann@acme.example>',
      to: replyTo(post),
      subject: `Re: ${post.mail.subject}`,
      ...(post.mail.messageId && { inReplyTo: post.mail.messageId, references: post.mail.messageId }),
      text: `${text}\n\nOn Mon, 30 Nov 2026 at 15:02, Acme <desk@acme.example> wrote:\n\n${quoted}`,
      ...more,
    });
    return response;
  } catch (error) {
    // What the server said is what the test looks at.
    if (error instanceof Error && 'response' in error) return String(error.response);
    throw error;
  } finally {
    transport.close();
  }
}

/** The mail whose text holds these words, once it is there. */
export function arrives(office: PostOffice, words: string): Promise<Post> {
  return until(() => office.got.find(({ mail }) => headOf(mail.text ?? '').includes(words)), {
    what: `a mail with “${words}” came`,
  });
}

/** What is new in a mail of ours: before the conversation that it quotes. */
function headOf(text: string): string {
  return text.split('Before that:')[0] ?? '';
}
