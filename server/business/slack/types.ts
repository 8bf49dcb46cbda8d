import type {
  BlobStore,
  Clock,
  Db,
  EventLog,
  HttpServer,
  Logger,
  Secrets,
  Timers,
  WorkspaceDb,
} from '../../base/index.ts';
import type { MediaFile } from '../../media/index.ts';
import type { Outbound } from '../../outbound/index.ts';
import type { Audit } from '../../people/index.ts';
import type { RoutingDeps } from '../../routing/index.ts';
import type { CarrierDoor } from '../../webhooks/index.ts';

/** The name of its carrier, and of what is audited. */
export const SLACK = 'slack';

/** A channel of Slack, beside its endpoint. */
export interface ChannelRecord {
  readonly id: string;
  /** Of the Web API, without a slash at its end. */
  readonly apiUrl: string;
  /** Slack's id; empty with an incoming webhook. */
  readonly channel: string;
  readonly command: string;
  /** Empty: all. */
  readonly handleIds: readonly string[];
  readonly queueIds: readonly string[];
  /** There is enough to post with. */
  readonly ready: boolean;
  readonly team: string | null;
  readonly botUserId: string | null;
}

/** A conversation in a channel. */
export interface ThreadRecord {
  readonly slackId: string;
  readonly conversationId: string;
  /** By which people name it. */
  readonly number: number;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly begunAt: Date | null;
}

/** What must never be seen again by a person. */
export interface ChannelSecrets {
  readonly webhookUrl: string | undefined;
  readonly botToken: string | undefined;
  readonly signingSecret: string | undefined;
}

/** Somebody in Slack. */
export interface SlackPerson {
  readonly name: string;
  /** Who they are with us, by their e-mail address. */
  readonly memberId: string | null;
}

/** The address under which people outside see a file of ours. */
export type FileAddresses = (db: WorkspaceDb) => Promise<(file: MediaFile) => string>;

export interface SlackDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly http: HttpServer;
  readonly timers: Timers;
  readonly secrets: Secrets;
  readonly blobs: BlobStore;
  readonly audit: Audit;
  readonly publicUrl: string;
  readonly allowPrivateUrls: boolean;
  readonly door: CarrierDoor;
  readonly outbound: Pick<Outbound, 'queueMessage'>;
  readonly routing: RoutingDeps;
  readonly findMembers: (
    db: WorkspaceDb,
  ) => Promise<readonly { readonly id: string; readonly email: string; readonly active: boolean }[]>;
}
