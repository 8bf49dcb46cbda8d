import {
  type BlobStore,
  type Clock,
  type Db,
  type Logger,
  messageOf,
  type Metrics,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../base/index.ts';
import { openMedia, type XClient, XProblem } from '../x/index.ts';
import {
  claimDueFiles,
  type DueFile,
  markFailed,
  markStored,
  postponeFetch,
  releaseClaims,
} from './store.ts';
import { ContentRefused, ContentTooLarge, takeBytes } from './take-bytes.ts';

export interface FetcherOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly blobs: BlobStore;
  readonly clientFor: (db: WorkspaceDb, accountId: string) => Promise<XClient>;
  /** A file of this message is here, or was given up: told in the same transaction. */
  readonly onChanged: (tx: WorkspaceTx, messageId: string) => Promise<void>;
  /** No other process works on this database: what a killed predecessor was fetching is due at once. */
  readonly alone: boolean;
}

const AT_ONCE = 4;
const LOOK_MS = 1_000;
const LEASE_MS = 60_000;
const RENEW_MS = 15_000;
const DOWNLOAD_MS = 10 * 60_000;
/** Between tries; after the last, a person may ask for another. */
const WAITS_MS = [2_000, 10_000, 60_000, 300_000, 1_800_000];

/** Fetches the files of messages from X, a few at a time. What is to do stands in the table, so that a crash loses nothing. */
export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #count;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #stopped = false;
  #unsubscribe: () => void = () => undefined;

  constructor(options: FetcherOptions) {
    this.#options = options;
    this.#count = options.metrics.counter('rookery_media_fetched_total', 'Files fetched from X.', [
      'outcome',
    ]);
  }

  async start(): Promise<void> {
    if (this.#options.alone) await releaseClaims(this.#options.db, this.#options.clock.now());
    this.#unsubscribe = this.#options.clock.onJump(() => this.wake());
    this.#timer = setInterval(() => this.wake(), LOOK_MS);
    this.wake();
  }

  /** There may be something to fetch. */
  wake(): void {
    if (this.#stopped || this.#looking || this.#running.size >= AT_ONCE) return;
    this.#looking = this.#look()
      .catch((error: unknown) =>
        this.#options.logger.debug({ reason: messageOf(error) }, 'media could not be looked for'),
      )
      .finally(() => {
        this.#looking = undefined;
      });
  }

  /** Waits for the fetches under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#unsubscribe();
    await this.#looking;
    await Promise.all(this.#running);
  }

  async #look(): Promise<void> {
    const { db, clock } = this.#options;
    const now = clock.now();
    const files = await claimDueFiles(db, now, later(now, LEASE_MS), AT_ONCE - this.#running.size);
    for (const file of files) {
      const run = this.#fetch(file)
        .catch((error: unknown) =>
          this.#options.logger.error({ err: error, mediaId: file.id }, 'a fetch broke off'),
        )
        .finally(() => {
          this.#running.delete(run);
          this.wake();
        });
      this.#running.add(run);
    }
  }

  async #fetch(file: DueFile): Promise<void> {
    const { db, blobs, clock, onChanged } = this.#options;
    const workspace = db.workspace(file.workspaceId);
    const renew = setInterval(() => {
      // A lease that could not be renewed means at worst a second fetch of the same bytes.
      postponeFetch(workspace, file.id, later(clock.now(), LEASE_MS)).catch(() => undefined);
    }, RENEW_MS);
    try {
      const blobKey = `media-${file.id}`;
      const taken = await takeBytes(
        blobs,
        { workspaceId: file.workspaceId, blobKey },
        await this.#open(workspace, file),
      );
      const { content, byteSize } = taken;
      // X turns a GIF into an MP4 without sound: what it was called counts.
      const kind = file.kind === 'gif' ? 'gif' : content.kind;
      await workspace.transaction(async (tx) => {
        const stored = {
          blobKey,
          byteSize,
          kind,
          contentType: content.contentType,
          width: content.width,
          height: content.height,
        };
        if (await markStored(tx, file.id, stored)) await this.#told(tx, file, onChanged);
      });
      this.#count.inc({ outcome: 'stored' });
    } catch (error) {
      await this.#failed(workspace, file, error);
    } finally {
      clearInterval(renew);
    }
  }

  async #open(workspace: WorkspaceDb, file: DueFile): Promise<AsyncIterable<Uint8Array>> {
    if (file.accountId === null || file.xUrl === null)
      throw new ContentRefused('nothing says where the file is');
    const client = await this.#options.clientFor(workspace, file.accountId);
    return download(client, file.xUrl);
  }

  async #failed(workspace: WorkspaceDb, file: DueFile, error: unknown): Promise<void> {
    const { clock, logger, onChanged } = this.#options;
    const waitMs = isWorthAnother(error) ? WAITS_MS[file.fetchTries - 1] : undefined;
    logger.info(
      { mediaId: file.id, tries: file.fetchTries, reason: messageOf(error), waitMs },
      'a file could not be fetched',
    );
    if (waitMs !== undefined) {
      this.#count.inc({ outcome: 'again' });
      return postponeFetch(workspace, file.id, later(clock.now(), waitMs));
    }
    this.#count.inc({ outcome: 'failed' });
    await workspace.transaction(async (tx) => {
      if (await markFailed(tx, file.id, sentenceOf(error))) await this.#told(tx, file, onChanged);
    });
  }

  async #told(tx: WorkspaceTx, file: DueFile, onChanged: FetcherOptions['onChanged']): Promise<void> {
    if (file.messageId !== null) await onChanged(tx, file.messageId);
  }
}

/** The bytes of a file; a connection that breaks is opened again where it stopped. */
async function* download(client: XClient, url: string): AsyncGenerator<Uint8Array> {
  let got = 0;
  for (let breaks = 0; ; breaks += 1) {
    const opened = await openMedia(client, url, { fromByte: got, timeoutMs: DOWNLOAD_MS });
    let skip = opened.resumed ? 0 : got;
    try {
      for await (const chunk of opened.bytes) {
        const part = chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - part.length;
        if (part.length === 0) continue;
        got += part.length;
        yield part;
      }
      return;
    } catch (error) {
      if (breaks >= 3 || !(error instanceof XProblem) || !error.retryable) throw error;
    }
  }
}

function isWorthAnother(error: unknown): boolean {
  if (error instanceof ContentRefused || error instanceof ContentTooLarge) return false;
  if (error instanceof XProblem) return error.retryable || error.kind === 'limited' || error.xStatus === 404;
  return true;
}

function sentenceOf(error: unknown): string {
  if (error instanceof ContentTooLarge) return 'The file is larger than X itself allows; it was not stored.';
  if (error instanceof ContentRefused) return 'The file is no photo, GIF or MP4 video; it was not stored.';
  if (error instanceof XProblem) return error.message;
  return 'The file could not be fetched.';
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
