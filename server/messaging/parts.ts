import type { Bus, Clock, Db, EventLog, HttpServer, Logger, Secrets, WorkspaceDb } from '../base/index.ts';
import type { HandleRecord } from '../handles/index.ts';
import type { Outbound } from '../outbound/index.ts';
import type { Actor } from '../people/index.ts';
import type { Webhooks } from '../webhooks/index.ts';
import type { FilesDeps } from './attachments/files.ts';
import type { Keys } from './keys/keys.ts';
import type { Posting } from './messages/posting.ts';
import type { Room } from './messages/room.ts';

/** What the foreign API is made of. */
export interface MessagingParts {
  readonly http: HttpServer;
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly secrets: Secrets;
  readonly publicUrl: string;
  readonly keys: Keys;
  readonly room: Room;
  readonly webhooks: Pick<Webhooks, 'endpoints'>;
  readonly handles: HandleDoor;
  readonly files: FilesDeps;
  /** Names of members by their id. */
  readonly findNames: (db: WorkspaceDb) => Promise<ReadonlyMap<string, string>>;
  readonly outbound: Pick<Outbound, 'queuePosts' | 'showTyping' | 'showRead'>;
  readonly posting: Posting;
  /** Begins to erase a person everywhere; what is still to be done goes on by itself. */
  readonly eraseCustomer: (db: WorkspaceDb, customerId: string, by: Actor) => Promise<void>;
}

/** Keys of an X app and of a user's permission to it. */
export interface GivenKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
  readonly name: string | null;
  readonly environmentName: string | null;
}

/** What connects X accounts, as the desk's set-up does. */
export interface HandleDoor {
  /** @throws XProblem when X refuses the keys. */
  connect(db: WorkspaceDb, keys: GivenKeys, by: Actor): Promise<HandleRecord>;
  rename(db: WorkspaceDb, id: string, name: string, by: Actor): Promise<void>;
  remove(db: WorkspaceDb, id: string, by: Actor): Promise<void>;
}
