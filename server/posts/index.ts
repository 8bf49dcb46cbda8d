import type { HttpServer, Timers } from '../base/index.ts';
import type { PostsDeps } from './deps.ts';
import type { OnlySeen } from './present.ts';
import { addPostRoutes } from './routes.ts';
import { sendDue } from './send.ts';

export { type Arrival, noteSources } from './note-sources.ts';
export { type SeenPost, takeInPosts } from './take-in.ts';

const SWEEP_MS = 1_000;

export interface Posts {
  /** Waits for what is on its way. */
  stop(): Promise<void>;
}

/** What is said about the handles in public, and our answers to it. */
export function startPosts(
  deps: PostsDeps & { readonly http: HttpServer; readonly timers: Timers; readonly onlySeen: OnlySeen },
): Posts {
  let running: Promise<unknown> = Promise.resolve();
  const run = () => {
    const pass = running.then(() => sendDue(deps));
    running = pass.catch(() => undefined);
    return pass;
  };
  const wake = () => {
    // The sweep comes by as well: nothing depends on this one.
    run().catch((error: unknown) =>
      deps.logger.warn({ err: error }, 'public answers could not be sent at once'),
    );
  };
  addPostRoutes({ ...deps, wake });
  deps.timers.sweeper({ name: 'public-answers', everyMs: SWEEP_MS, run });
  return { stop: () => running.then(() => undefined) };
}
