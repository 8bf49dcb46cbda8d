import nodemailer, { type SendMailOptions } from 'nodemailer';
import type { MailSetup } from '../../../contract/api/index.ts';
import { readFailure } from './outcome.ts';

/**
 * What a failure is about. server: every mail would fail now. temporary: this one may go later. permanent: this one
 * never goes.
 */
export type Verdict = 'server' | 'temporary' | 'permanent';

export interface Answer {
  readonly verdict: 'sent' | Verdict;
  /** In words. */
  readonly says: string;
}

/** Hands mails to the workspace's mail server over connections that are kept for the moment. */
export interface Smtp {
  /** Never throws. */
  send(mail: SendMailOptions): Promise<Answer>;
  close(): void;
}

export type SmtpSetup = Pick<MailSetup, 'smtpHost' | 'smtpPort' | 'smtpSecurity' | 'smtpUser'>;

export function openSmtp(setup: SmtpSetup, password: string | undefined, timeoutMs: number): Smtp {
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: 4,
    host: setup.smtpHost,
    port: setup.smtpPort,
    secure: setup.smtpSecurity === 'tls',
    requireTLS: setup.smtpSecurity === 'starttls',
    ignoreTLS: setup.smtpSecurity === 'none',
    ...(setup.smtpUser !== '' && { auth: { user: setup.smtpUser, pass: password ?? '' } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: 2 * timeoutMs,
    // Nothing of a mail is read from files or addresses of its content.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A connection that breaks while nothing is sent: the next mail opens another.
  transport.on('error', () => undefined);
  return {
    send: async (mail) => {
      try {
        const info = await transport.sendMail(mail);
        const refused = info.rejected?.length ?? 0;
        return {
          verdict: 'sent',
          says:
            refused > 0 ? `Some recipients were refused: ${info.rejected.map(String).join(', ')}` : 'Sent.',
        };
      } catch (error) {
        return readFailure(error);
      }
    },
    close: () => transport.close(),
  };
}
