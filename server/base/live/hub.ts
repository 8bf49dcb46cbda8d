import type { ServerResponse } from 'node:http';
import type { Bus } from '../bus/index.ts';
import type { Db } from '../db/index.ts';
import type { WorkspaceId } from '../ids.ts';
import { wakeTopic } from '../log/index.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { LiveClient, type LiveEnd } from './client.ts';
import { Tail, type ToLive } from './tail.ts';

export interface LiveHub {
  /**
   * Takes over the response and sends server-sent events until it closes. Durable events carry an id and are resumed
   * from `lastEventId` without loss; too far behind, the browser hears `reset`.
   */
  attach(stream: LiveStream): Promise<void>;
  /** Hears in this process what browsers of a workspace hear, from now on; the answer stops it. */
  listen(workspaceId: WorkspaceId, hear: (event: unknown) => void): () => void;
  /** A transient event (typing, viewing): no id, reaches whoever listens now, in all processes. */
  publish(workspaceId: WorkspaceId, event: object): void;
  /** Ends the streams of a sign-in, or of all of a member's, in all processes. */
  end(who: { readonly signInId: string } | { readonly memberId: string }): void;
  close(): void;
}

export interface LiveStream {
  readonly response: ServerResponse;
  readonly workspaceId: WorkspaceId;
  readonly memberId: string | null;
  readonly signInId: string | null;
  readonly lastEventId: string | undefined;
  /** Asked for every event. */
  readonly allows: (event: unknown) => boolean | Promise<boolean>;
}

const TRANSIENT = 'live';
const END = 'live-end';
const BEAT_MS = 15_000;
const POLL_MS = 500;

export function createLiveHub(options: {
  readonly db: Db;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly toLive: ToLive;
}): LiveHub {
  const { db, bus, logger } = options;
  const tails = new Map<WorkspaceId, Tail>();
  const unread = (error: unknown) => logger.debug({ err: error }, 'live updates could not be read');
  const follow = (tail: Tail) => {
    // A database that is away is asked again by the next poll.
    tail.read().catch(unread);
  };
  const compare = (tail: Tail) => {
    tail.compare().catch(unread);
  };
  const unsubscribe = [
    bus.subscribe(wakeTopic('event'), (payload) => {
      // `workspace:partition`, as log/append.ts writes it.
      const tail = tails.get(payload.split(':')[0] as WorkspaceId);
      if (tail) follow(tail);
    }),
    bus.subscribe(TRANSIENT, (payload) => {
      const { workspaceId, event } = JSON.parse(payload) as { workspaceId: WorkspaceId; event: object };
      for (const client of tails.get(workspaceId)?.clients ?? []) client.send(event);
    }),
    bus.subscribe(END, (payload) => {
      const who = JSON.parse(payload) as { signInId?: string; memberId?: string };
      for (const client of allClients(tails)) {
        if (who.signInId ? client.signInId === who.signInId : client.memberId === who.memberId) client.end();
      }
    }),
  ];
  const timers = [
    setInterval(() => tails.forEach(compare), POLL_MS).unref(),
    setInterval(() => {
      for (const client of allClients(tails)) client.beat();
    }, BEAT_MS).unref(),
  ];
  options.metrics.gauge('rookery_live_streams', 'Open streams of live updates.', [], (gauge) => {
    gauge.set([...allClients(tails)].length);
  });

  return {
    attach: async (stream) => {
      const client = openClient(stream);
      const tail = tails.get(stream.workspaceId) ?? new Tail(db, stream.workspaceId, options.toLive);
      tails.set(stream.workspaceId, tail);
      // A tail stays while anybody reads from it or is about to.
      tail.holders.add(client);
      client.onClose(() => {
        tail.clients.delete(client);
        tail.holders.delete(client);
        if (tail.holders.size === 0) tails.delete(stream.workspaceId);
      });
      try {
        await tail.join(client, stream.lastEventId);
      } catch (error) {
        client.end();
        throw error;
      }
      follow(tail);
    },
    listen: (workspaceId, hear) => {
      const tail = tails.get(workspaceId) ?? new Tail(db, workspaceId, options.toLive);
      tails.set(workspaceId, tail);
      let closed = false;
      const end: LiveEnd = {
        memberId: null,
        signInId: null,
        get closed() {
          return closed;
        },
        send: (event) => hear(event),
        mark: () => undefined,
        beat: () => undefined,
        end: () => undefined,
      };
      tail.holders.add(end);
      tail.join(end, undefined).then(
        () => follow(tail),
        (error: unknown) => logger.warn({ err: error }, 'a part of this process hears no live updates'),
      );
      return () => {
        closed = true;
        tail.clients.delete(end);
        tail.holders.delete(end);
        if (tail.holders.size === 0) tails.delete(workspaceId);
      };
    },
    publish: (workspaceId, event) => bus.publish(TRANSIENT, JSON.stringify({ workspaceId, event })),
    end: (who) => bus.publish(END, JSON.stringify(who)),
    close: () => {
      for (const stop of unsubscribe) stop();
      for (const timer of timers) clearInterval(timer);
      for (const client of allClients(tails)) client.end();
    },
  };
}

function* allClients(tails: ReadonlyMap<WorkspaceId, Tail>): Generator<LiveEnd> {
  for (const tail of tails.values()) yield* tail.clients;
}

function openClient(stream: LiveStream): LiveClient {
  stream.response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Buffering proxies would hold events back.
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  });
  stream.response.write('retry: 1000\n\n');
  return new LiveClient(stream);
}
