import type { HttpServer } from '../base/index.ts';
import { Fetcher, type FetcherOptions } from './fetcher.ts';
import { addBytesRoute } from './routes/bytes.ts';
import { addRetryRoute } from './routes/retry.ts';
import { addUploadRoute } from './routes/upload.ts';
import { deleteFile, listAbandonedUploads } from './store.ts';

export interface Media {
  addRoutes(http: HttpServer): Promise<void>;
  /** Begins to fetch; `wake` when something new is to be fetched. */
  start(): Promise<void>;
  wake(): void;
  stop(): Promise<void>;
  /** Removes uploads that were never sent; true when there are more. For an hourly sweep. */
  forgetAbandoned(): Promise<boolean>;
}

const ABANDONED_MS = 7 * 86_400_000;
const AT_ONCE = 100;

/** Files of messages: fetched from X, uploaded by people, shown to both. */
export function createMedia(options: FetcherOptions): Media {
  const { db, clock, blobs, onChanged } = options;
  const fetcher = new Fetcher(options);
  const wake = () => fetcher.wake();
  return {
    addRoutes: async (http) => {
      await addUploadRoute(http, { db, clock, blobs });
      addBytesRoute(http, { db, blobs });
      addRetryRoute(http, { db, clock, onChanged, wake });
    },
    start: () => fetcher.start(),
    wake,
    stop: () => fetcher.stop(),
    forgetAbandoned: async () => {
      const files = await listAbandonedUploads(db, new Date(clock.now().getTime() - ABANDONED_MS), AT_ONCE);
      for (const file of files) {
        const deleted = await deleteFile(db.workspace(file.workspaceId), file.id);
        // The row first: a blob without a row is waste, a row without a blob is a broken picture.
        if (deleted && file.blobKey !== null) await blobs.remove(file.workspaceId, file.blobKey);
      }
      return files.length === AT_ONCE;
    },
  };
}
