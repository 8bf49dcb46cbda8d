import { boardRoutes } from '../../../contract/api/index.ts';
import { type Caller, route, type WorkspaceId } from '../../base/index.ts';
import { memberIdOf } from '../../people/index.ts';
import type { SupervisionDeps } from '../types.ts';
import { BoardFeed } from './feed.ts';
import { findFilter, saveFilter } from './filter-store.ts';

const RECHECK_MS = 30_000;
const BEAT_MS = 15_000;
/** Nobody watched for so long: the feed is let go. */
const REST_MS = 60_000;
const MOST_BUFFERED_BYTES = 32_000_000;

/** The live board: one feed for each workspace that is watched in this process. */
export function addBoardRoutes(deps: SupervisionDeps): { readonly stop: () => Promise<void> } {
  const { http, db, stillAllowed } = deps;
  const feeds = new Map<WorkspaceId, BoardFeed>();
  const restSince = new Map<WorkspaceId, number>();
  const feedOf = (workspaceId: WorkspaceId) => {
    const feed = feeds.get(workspaceId) ?? new BoardFeed(db.workspace(workspaceId), deps);
    feeds.set(workspaceId, feed);
    restSince.delete(workspaceId);
    return feed;
  };
  const rest = setInterval(() => {
    for (const [workspaceId, feed] of feeds) {
      if (feed.isWatched) continue;
      const since = restSince.get(workspaceId) ?? performance.now();
      restSince.set(workspaceId, since);
      if (performance.now() - since < REST_MS) continue;
      feeds.delete(workspaceId);
      void feed.stop();
    }
  }, BEAT_MS).unref();

  route(http, boardRoutes.now, async ({ caller }) => {
    const feed = feedOf(caller.workspaceId);
    await feed.start();
    return feed.whole();
  });

  route(http, boardRoutes.stream, async ({ caller, reply }) => {
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) response.setHeader(name, value);
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    response.write('retry: 1000\n\n');
    const write = (text: string) => {
      if (response.destroyed || response.writableEnded) return;
      response.write(text);
      // Reads so slowly that it is better off with a new beginning.
      if (response.writableLength > MOST_BUFFERED_BYTES) response.destroy();
    };
    const timers = [
      setInterval(() => write(': beat\n\n'), BEAT_MS).unref(),
      setInterval(() => void recheck(caller, stillAllowed, () => response.end()), RECHECK_MS).unref(),
    ];
    let stop: (() => void) | undefined;
    response.once('close', () => {
      for (const timer of timers) clearInterval(timer);
      stop?.();
    });
    try {
      stop = await feedOf(caller.workspaceId).watch(write);
      if (response.destroyed) stop();
    } catch (error) {
      response.destroy();
      throw error;
    }
  });

  route(http, boardRoutes.filter, async ({ caller }) => ({
    filter: (await findFilter(db.workspace(caller.workspaceId), memberIdOf(caller))) ?? null,
  }));

  route(http, boardRoutes.saveFilter, async ({ body, caller }) => {
    await saveFilter(db.workspace(caller.workspaceId), memberIdOf(caller), body);
    return { filter: body };
  });

  return {
    stop: async () => {
      clearInterval(rest);
      await Promise.all([...feeds.values()].map((feed) => feed.stop()));
    },
  };
}

async function recheck(
  caller: Caller,
  stillAllowed: SupervisionDeps['stillAllowed'],
  end: () => void,
): Promise<void> {
  // A database that is away says nothing about the caller: asked again next time.
  const allowed = await stillAllowed(caller).catch(() => true);
  if (!allowed) end();
}
