import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { messageOf } from '../../base/index.ts';
import { type Door, findDoor } from './doors.ts';
import { RateBound } from './rate-bound.ts';
import { readMail } from './read-mail.ts';
import { takeMail } from './take.ts';
import type { ListenerSettings, MailDeps } from './types.ts';

const MOST_RECIPIENTS = 5;
const MOST_WRONG = 5;
const PER_MINUTE = 60;
const CLIENTS = 100;

export interface MailListener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Takes mails to reply addresses, and no others: nothing is passed on, so that it is no relay. A mail is answered with
 * 250 once what came of it is stored.
 * @throws Error in words when the port cannot be had.
 */
export async function openListener(deps: MailDeps, settings: ListenerSettings): Promise<MailListener> {
  const { logger, mostBytes } = deps;
  const bound = new RateBound(PER_MINUTE, 60_000);
  const wrong = new WeakMap<SMTPServerSession, number>();
  const inWork = new Set<Promise<unknown>>();
  const server = new SMTPServer({
    name: 'rookery',
    banner: 'Rookery takes answers to its mails',
    disabledCommands: settings.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(settings.tls && { cert: settings.tls.certificate, key: settings.tls.key }),
    size: mostBytes,
    maxClients: CLIENTS,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    disableReverseLookup: true,
    logger: false,
    onMailFrom: (_address, session, done) => {
      if (bound.take(session.remoteAddress)) return done();
      done(refusal(451, 'Too many mails from this host; try again later'));
    },
    onRcptTo: (address, session, done) => {
      const check = async () => {
        if (session.envelope.rcptTo.length >= MOST_RECIPIENTS) return refusal(452, 'Too many recipients');
        if (await findDoor(deps, address.address)) return undefined;
        const count = (wrong.get(session) ?? 0) + 1;
        wrong.set(session, count);
        return count > MOST_WRONG
          ? refusal(421, 'Too many unknown recipients')
          : refusal(550, 'There is nobody with this address here');
      };
      check().then(
        (problem) => done(problem),
        (error: unknown) => done(later(error)),
      );
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        // What is too large is read to its end, and not kept.
        if (bytes <= mostBytes) chunks.push(chunk);
        else chunks.length = 0;
      });
      stream.on('error', (error: Error) => done(error));
      stream.on('end', () => {
        if (stream.sizeExceeded || bytes > mostBytes)
          return done(refusal(552, `A mail may have ${mostBytes / 1_048_576} MB at most`));
        const work = take(Buffer.concat(chunks), session).then(
          (problem) => done(problem),
          (error: unknown) => done(later(error)),
        );
        inWork.add(work);
        void work.finally(() => inWork.delete(work));
      });
    },
  });
  const take = async (raw: Buffer, session: SMTPServerSession): Promise<Error | undefined> => {
    const doors = new Map<string, Door>();
    for (const { address } of session.envelope.rcptTo) {
      const door = await findDoor(deps, address);
      if (door) doors.set(`${door.db.workspaceId}:${door.conversationId}`, door);
    }
    const mail = await readMail(raw).catch((error: unknown) => {
      logger.info({ err: error }, 'a mail could not be read');
    });
    if (!mail) return refusal(554, 'This is no mail that can be read');
    let denied: string | null = null;
    // An empty sender is a report of a mail server, whatever its head says: RFC 5321, 4.5.5.
    const isReport = session.envelope.mailFrom !== false && session.envelope.mailFrom.address === '';
    const read =
      isReport && mail.automatic === undefined
        ? { ...mail, automatic: 'it has no sender to answer to' }
        : mail;
    for (const door of doors.values()) {
      const taken = await takeMail(deps, door.db, door.state, door.conversationId, read);
      if (taken.what === 'denied') denied = taken.reason;
    }
    return denied === null ? undefined : refusal(550, denied.replace(/[^\x20-\x7e]/g, '?'));
  };
  const later = (error: unknown) => {
    logger.warn({ err: error }, 'a mail could not be taken now');
    return refusal(451, 'It cannot be taken now; try again later');
  };
  server.on('error', (error) => logger.info({ err: error }, 'a sender of mail broke off'));
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) =>
      reject(
        new Error(
          `The SMTP listener cannot have port ${settings.port} at ${settings.host}: ${messageOf(error)}.`,
        ),
      );
    server.server.once('error', fail);
    server.listen(settings.port, settings.host, () => {
      server.server.off('error', fail);
      resolve();
    });
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : settings.port,
    close: async () => {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(inWork);
    },
  };
}

function refusal(responseCode: number, says: string): Error {
  return Object.assign(new Error(says), { responseCode });
}
