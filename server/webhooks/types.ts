import type { EventKind } from '../../contract/events/index.ts';
import type {
  Bus,
  Clock,
  Db,
  EventLog,
  EventOf,
  Logger,
  Metrics,
  Secrets,
  Timers,
  WorkspaceDb,
  WorkspaceTx,
} from '../base/index.ts';
import type { Audit } from '../people/index.ts';
import type { Answer, Poster } from './post.ts';

/** An address of a program that is told what happens. */
export interface WebhookEndpoint {
  /** 24 hex. */
  readonly id: string;
  /** Who takes its deliveries there: `webhook` is our own POST. */
  readonly carrier: string;
  /** Whose it is; null: the workspace's own. */
  readonly integrationId: string | null;
  readonly name: string;
  readonly target: string;
  readonly triggers: readonly string[];
  readonly version: 'v1.1' | 'v2';
  readonly includeFullUser: boolean;
  readonly includeFullSource: boolean;
  readonly includeClient: boolean;
  /** Goes on trying after the first quarter of an hour, for a day. */
  readonly retryForDay: boolean;
  readonly secret: string;
  readonly state: 'active' | 'paused';
  /** `failures`: by itself, and it resumes by itself. */
  readonly pausedBy: 'failures' | 'person' | null;
  readonly pausedAt: Date | null;
  readonly pauseReason: string | null;
  /** When it last came back from a pause. */
  readonly resumedAt: Date | null;
  readonly probeAt: Date | null;
  /** How often the receiver was looked at since the pause. */
  readonly probes: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What somebody may set of an endpoint. */
export interface EndpointInput {
  readonly integrationId: string | null;
  readonly name: string;
  readonly target: string;
  readonly triggers: readonly string[];
  readonly version: WebhookEndpoint['version'];
  readonly includeFullUser: boolean;
  readonly includeFullSource: boolean;
  readonly includeClient: boolean;
  readonly retryForDay: boolean;
}

/** Something that happened, as endpoints are told of it. */
export interface WebhookFact {
  /** 24 hex, made from the place in the log (`factId`), so that running twice gives the same. */
  readonly id: string;
  /** In the words of v2: `conversation:message`. */
  readonly type: string;
  /** Order is kept within a conversation; null: it stands alone, and no body of it is kept in the log. */
  readonly conversationId: string | null;
  readonly createdAt: Date;
  /**
   * Ids and single words, no text. `messageId`, where there is one, is what erasure finds the body by;
   * `author` (`user` or `business`) decides which triggers of v1.1 it fits.
   */
  readonly refs: Readonly<Record<string, string>>;
}

/** An entry of the log that may mean something to programs. */
export type LoggedEvent = EventOf<EventKind>;

/** What the module asks of those who know the product's subjects. */
export interface WebhookPorts {
  /** Kinds of entries that can mean something. */
  readonly kinds: readonly EventKind[];
  /** Which facts entries of one workspace mean, for all its endpoints. */
  readonly translate: (tx: WorkspaceTx, events: readonly LoggedEvent[]) => Promise<readonly WebhookFact[]>;
  /** Whether an endpoint whose triggers fit gets it. */
  readonly receives: (
    db: WorkspaceDb,
    endpoint: WebhookEndpoint,
    fact: WebhookFact,
  ) => Promise<boolean> | boolean;
  /** The bodies to POST, masked, made when they are sent; undefined: there is nothing to say any more. */
  readonly bodyOf: (
    db: WorkspaceDb,
    endpoint: WebhookEndpoint,
    facts: readonly WebhookFact[],
  ) => Promise<readonly (object | undefined)[]>;
  /** The body of a test; without it an envelope with one event of the type `webhook:test`. */
  readonly testBodyOf?: (endpoint: WebhookEndpoint, eventId: string, at: Date) => object;
}

/** What is told, and with it what a carrier needs to do so. */
export interface Carriage {
  readonly fact: WebhookFact;
  /** As `bodyOf` made it. */
  readonly body: string;
  /** Tries before this one. */
  readonly tries: number;
  readonly queuedAt: Date;
  readonly timeoutMs: number;
  /** Asks an address, by the rules of addresses. Never throws. */
  readonly ask: Poster['ask'];
}

/** How one try of a carrier went. */
export interface Carried extends Answer {
  /** It will never be taken, or it may be on another day; undefined: by the status. */
  readonly isFinal?: boolean;
  /** Nothing leaves for this endpoint before; this try does not count. */
  readonly restMs?: number;
  /** It is too early to say anything of this: later, and this try does not count. */
  readonly laterMs?: number;
  /** There is nothing to be said of it after all. */
  readonly isNothing?: boolean;
  /** Nothing else would get through either, until a person acts: pauses the endpoint at once. */
  readonly isDown?: boolean;
}

/**
 * Another way to tell than our own POST, for who speaks another language. Queue, order, tries, pauses and log are the
 * engine's.
 */
export interface Carrier {
  readonly receives: WebhookPorts['receives'];
  readonly bodyOf: WebhookPorts['bodyOf'];
  /** Never throws but when the database is away. What it does may be repeated after a kill. */
  readonly carry: (db: WorkspaceDb, endpoint: WebhookEndpoint, carriage: Carriage) => Promise<Carried>;
  /** How many endpoints of it a workspace may have; standard: as many as of our own POST. */
  readonly most?: number;
}

export interface WebhooksDeps {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append' | 'consume'>;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly secrets: Secrets;
  readonly audit: Audit;
  /** Lets endpoints lie in private networks and speak plain http: the demo, tests, an operator's own network. */
  readonly allowPrivateUrls: boolean;
  /** No other process works on this database: leases of a killed predecessor are void at once. */
  readonly alone?: boolean;
  readonly ports: WebhookPorts;
  /** By the name that endpoints have them under. */
  readonly carriers?: Readonly<Record<string, Carrier>>;
  readonly pace?: Partial<WebhookPace>;
}

/** How the deliverer goes about it; tests hurry. */
export interface WebhookPace {
  /** A receiver has so long for its whole answer. */
  readonly timeoutMs: number;
  /** Requests at once to one endpoint, and of one process. */
  readonly slots: number;
  readonly slotsOfProcess: number;
  /** Failures in a row, over at least two conversations, that pause an endpoint. */
  readonly failuresToPause: number;
}

/** Our own POST. */
export const OWN_CARRIER = 'webhook';

export const PACE: WebhookPace = {
  timeoutMs: 20_000,
  slots: 8,
  slotsOfProcess: 256,
  failuresToPause: 10,
};
