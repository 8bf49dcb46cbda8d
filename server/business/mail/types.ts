import type { MailSetup } from '../../../contract/api/index.ts';
import type {
  BlobStore,
  Bus,
  Clock,
  Db,
  EventLog,
  Logger,
  Secrets,
  Timers,
  WorkspaceDb,
} from '../../base/index.ts';
import type { Outbound } from '../../outbound/index.ts';
import type { Audit } from '../../people/index.ts';

/** How e-mail of a workspace is set up and how it fares. */
export interface MailState {
  readonly settings: MailSetup;
  readonly state: 'active' | 'paused';
  readonly pausedAt: Date | null;
  readonly pauseReason: string | null;
  readonly probeAt: Date | null;
  readonly probes: number;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
  readonly lastSentAt: Date | null;
  readonly inError: string | null;
  readonly lastReceivedAt: Date | null;
  readonly imapValidity: string | null;
  readonly imapUid: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MailAttempt {
  readonly at: string;
  readonly tookMs: number;
  readonly error: string | null;
}

/** What a refusal says, or a notice to a member, and to whom. */
export interface RefusalDetail {
  readonly to?: string;
  readonly toName?: string;
  readonly inReplyTo?: string | null;
  readonly subject?: string;
  readonly reason?: string;
  /** What was not sent. */
  readonly text?: string;
  /** Of a notice: its paragraphs, and where it can be seen. */
  readonly lines?: readonly string[];
  readonly path?: string;
  readonly pathWords?: string;
}

export interface OutMail {
  readonly id: string;
  readonly seq: string;
  readonly conversationId: string;
  readonly messageId: string | null;
  /** `notice`: to a member, of no conversation. */
  readonly kind: 'message' | 'refused' | 'failed' | 'notice';
  readonly detail: RefusalDetail;
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly state: 'waiting' | 'sent' | 'dead' | 'dropped' | 'resent';
  readonly queuedAt: Date;
  readonly tries: number;
  readonly firstTryAt: Date | null;
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  readonly attempts: readonly MailAttempt[];
  readonly lastError: string | null;
}

export interface InMail {
  readonly id: string;
  readonly seq: string;
  readonly key: string;
  readonly mailId: string | null;
  readonly conversationId: string | null;
  readonly fromAddress: string;
  readonly fromName: string;
  readonly subject: string;
  readonly original: string;
  readonly taken: string;
  readonly state: 'taken' | 'refused' | 'ignored';
  readonly reason: string | null;
  readonly receivedAt: Date;
}

/** Our own SMTP listener, as the operator sets it. */
export interface ListenerSettings {
  readonly port: number;
  readonly host: string;
  /** PEM; null: STARTTLS is not offered. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
}

export interface MailDeps {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append' | 'consume'>;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly secrets: Secrets;
  readonly blobs: BlobStore;
  readonly audit: Audit;
  readonly outbound: Pick<Outbound, 'queueMessage'>;
  /** Names of members by their id. */
  readonly findNames: (db: WorkspaceDb) => Promise<ReadonlyMap<string, string>>;
  readonly publicUrl: string;
  /** No other process works on this database. */
  readonly alone: boolean;
  /** Of a mail that is taken. */
  readonly mostBytes: number;
  /** Undefined: this server has none. */
  readonly listener: ListenerSettings | undefined;
}

/** Fields of the sealed secrets of a workspace's mail. */
export const SECRET = { smtp: 'mail_smtp', imap: 'mail_imap', reply: 'mail_reply' } as const;
export const SECRET_OWNER = 'mail';
/** Bus topic: "there may be something to send or to read", with the workspace's id. */
export const WAKE = 'mail';
