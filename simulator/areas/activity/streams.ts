import type { ServerResponse } from 'node:http';
import type { StreamDisconnectInput } from '../../../contract/control/faults.ts';
import type { DeliverySettings } from '../../../contract/control/deliveries.ts';

/** Connections to the stream that an app may hold at once. */
export const MAX_CONNECTIONS = 2;
/** What is kept for a backfill: the five minutes that one may ask for, and no more than this of one app. */
const KEPT_MS = 5 * 60_000;
const KEPT_BYTES = 8 * 1024 * 1024;
/** A reader this far behind is cut off. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

type Line = { atMs: number; text: string };
type Connection = {
  response: ServerResponse;
  stalled: boolean;
  endMs: number | null;
  timer: NodeJS.Timeout | null;
};

export type StreamOptions = {
  headers: Record<string, string>;
  /** Events from this time on are sent first. `null`: only what happens from now on. */
  fromMs: number | null;
  /** The stream ends with the events of this time. */
  endMs: number | null;
};

export type Streams = {
  count(appId: string): number;
  open(appId: string, response: ServerResponse, options: StreamOptions): void;
  publish(appId: string, envelope: string, atMs: number): void;
  /** Returns how many connections it struck. */
  disconnect(how: StreamDisconnectInput['how'], appId: string | undefined, problemHost: string): number;
  close(): void;
};

/** The open activity streams of all apps, and their last events for whoever asks for a backfill. */
export const createStreams = (settings: DeliverySettings, nowMs: () => number): Streams => {
  const connections = new Map<string, Set<Connection>>();
  const kept = new Map<string, { lines: Line[]; first: number; bytes: number }>();
  const of = (appId: string) => connections.get(appId) ?? new Set<Connection>();

  const drop = (appId: string, connection: Connection) => {
    if (connection.timer) clearTimeout(connection.timer);
    connections.get(appId)?.delete(connection);
  };

  const keepAlive = (connection: Connection) => {
    connection.timer = setTimeout(() => {
      if (!connection.stalled) connection.response.write('\r\n');
      keepAlive(connection);
    }, settings.streamKeepAliveMs).unref();
  };

  const write = (appId: string, connection: Connection, text: string) => {
    if (connection.stalled) return;
    connection.response.write(`${text}\r\n`);
    if (connection.response.writableLength <= MAX_BUFFERED_BYTES) return;
    connection.response.destroy();
    drop(appId, connection);
  };

  const remember = (appId: string, line: Line) => {
    const own = kept.get(appId) ?? { lines: [], first: 0, bytes: 0 };
    kept.set(appId, own);
    own.lines.push(line);
    own.bytes += line.text.length;
    for (let oldest = own.lines[own.first]; oldest; oldest = own.lines[own.first]) {
      if (own.bytes <= KEPT_BYTES && oldest.atMs > line.atMs - KEPT_MS) break;
      own.bytes -= oldest.text.length;
      own.first++;
    }
    if (own.first < 1024 || own.first * 2 < own.lines.length) return;
    own.lines = own.lines.slice(own.first);
    own.first = 0;
  };

  const keptOf = (appId: string): Line[] => {
    const own = kept.get(appId);
    return own ? own.lines.slice(own.first) : [];
  };

  return {
    count: (appId) => of(appId).size,
    open(appId, response, options) {
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-cache',
        ...options.headers,
      });
      // Without a first chunk some clients do not learn that the stream is open until an event comes.
      response.flushHeaders();
      const connection: Connection = { response, stalled: false, endMs: options.endMs, timer: null };
      const own = of(appId);
      connections.set(appId, own);
      own.add(connection);
      response.on('close', () => drop(appId, connection));
      const { fromMs, endMs } = options;
      if (fromMs !== null)
        for (const line of keptOf(appId))
          if (line.atMs >= fromMs && (endMs === null || line.atMs <= endMs))
            write(appId, connection, line.text);
      if (endMs !== null && endMs <= nowMs()) response.end();
      else keepAlive(connection);
    },
    publish(appId, envelope, atMs) {
      remember(appId, { atMs, text: envelope });
      for (const connection of of(appId)) {
        if (connection.endMs !== null && atMs > connection.endMs) connection.response.end();
        else write(appId, connection, envelope);
      }
    },
    disconnect(how, appId, problemHost) {
      let struck = 0;
      for (const [owner, own] of connections) {
        if (appId !== undefined && owner !== appId) continue;
        for (const connection of own) {
          struck++;
          if (how === 'stall') connection.stalled = true;
          else if (how === 'reset') connection.response.destroy();
          else connection.response.end(`${JSON.stringify(operationalDisconnect(problemHost))}\r\n`);
          if (how !== 'stall') drop(owner, connection);
        }
      }
      return struck;
    },
    close() {
      for (const [appId, own] of connections)
        for (const connection of own) {
          drop(appId, connection);
          connection.response.destroy();
        }
      kept.clear();
    },
  };
};

const operationalDisconnect = (problemHost: string) => ({
  errors: [
    {
      title: 'operational-disconnect',
      disconnect_type: 'UpstreamOperationalDisconnect',
      detail: 'This stream has been disconnected upstream for operational reasons.',
      type: `https://${problemHost}/2/problems/operational-disconnect`,
    },
  ],
});
