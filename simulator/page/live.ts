import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { DeliveryRecord } from '../../contract/control/deliveries.ts';
import type { LiveEvent } from '../../contract/control/live.ts';
import type { SimEvent } from '../core/events.ts';
import type { LoggedRequest } from '../core/request-log.ts';
import type { Delivery } from '../events/delivery.ts';
import type { Sim } from '../sim.ts';

const TICK_MS = 500;
const MOST_AT_ONCE = 30;
const SHOWN_EARLIER = 12;
const MAX_READERS = 50;
/** The page only ever shows the last few, so a burst is cut rather than queued. */
const MAX_BUFFERED_BYTES = 256 * 1024;

type Shown<Kind extends LiveEvent['kind']> = Extract<LiveEvent, { kind: Kind }>;

const presentRequest = ({ id, method, path, status, at }: LoggedRequest): Shown<'request'> => ({
  kind: 'request',
  id: String(id),
  method,
  path,
  status,
  atMs: at,
});

const presentDelivery = (record: DeliveryRecord): Shown<'delivery'> => {
  const { id, eventType, outcome, status, attempt, error, tookMs, atMs } = record;
  return { kind: 'delivery', id, eventType, outcome, status, attempt, error, tookMs, atMs };
};

const translate = (sim: Sim, event: SimEvent): LiveEvent | null => {
  const participants = (conversationId: string) =>
    sim.dms.findConversation(conversationId)?.participantIds ?? [];
  switch (event.kind) {
    case 'dm.created': {
      const { conversationId } = event.event;
      return { kind: 'message', conversationId, participantIds: participants(conversationId) };
    }
    case 'dm.typing': {
      const { conversationId, senderId, recipientId } = event;
      return { kind: 'typing', conversationId, senderId, recipientId };
    }
    case 'dm.read':
      return {
        kind: 'read',
        conversationId: event.conversationId,
        participantIds: participants(event.conversationId),
      };
    case 'dm.deleted':
    case 'history.seeded':
    case 'state.replaced':
      return { kind: 'all' };
    case 'user.created':
    case 'user.revoked':
    case 'profile.updated':
      return { kind: 'people' };
    case 'follow.created':
    case 'follow.deleted':
    case 'block.created':
    case 'block.deleted':
    case 'mute.created':
    case 'mute.deleted':
      return { kind: 'changed', what: 'follows' };
    case 'post.created':
    case 'post.deleted':
    case 'like.created':
    case 'like.deleted':
      return { kind: 'changed', what: 'posts' };
    case 'chat.created':
    case 'chat.read':
      return { kind: 'changed', what: 'chat' };
    default:
      return null;
  }
};

/** `/_control/live`: what happens, as server-sent events, for the page. It is a hint to look again, not a log. */
export function registerLive(control: FastifyInstance, sim: Sim, delivery: Delivery): void {
  const readers = new Set<ServerResponse>();
  const write = (event: LiveEvent) => {
    const text = `data: ${JSON.stringify(event)}\n\n`;
    for (const reader of readers) if (reader.writableLength < MAX_BUFFERED_BYTES) reader.write(text);
  };

  sim.events.onAny((event) => {
    if (readers.size === 0) return;
    const live = translate(sim, event);
    if (live) write(live);
  });
  // Whoever changes something over the control API, another page or a test, changes it for every open page.
  control.addHook('onResponse', (request, reply, done) => {
    if (readers.size > 0 && request.method !== 'GET' && reply.statusCode < 400) {
      const [, , what = ''] = (request.url.split('?', 1)[0] ?? '').split('/');
      write({ kind: 'changed', what });
    }
    done();
  });
  delivery.book.onAdd((show) => {
    if (readers.size > 0) write(presentDelivery(show()));
  });

  let lastRequest = 0;
  const tick = () => {
    if (readers.size === 0) return;
    write({ kind: 'clock', nowMs: sim.clock.now(), rate: sim.clock.rate() });
    for (const entry of sim.log.list({ after: lastRequest, limit: 5000 }).slice(-MOST_AT_ONCE)) {
      lastRequest = entry.id;
      write(presentRequest(entry));
    }
  };
  const timer = setInterval(tick, TICK_MS);
  timer.unref();
  sim.onReset(() => {
    lastRequest = 0;
  });
  sim.onClose(() => {
    clearInterval(timer);
    for (const reader of readers) reader.destroy();
  });

  control.get('/live', async (request, reply) => {
    if (readers.size >= MAX_READERS) return reply.code(429).send({ error: 'too many pages are open' });
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    readers.add(raw);
    request.raw.on('close', () => readers.delete(raw));
    raw.write('retry: 1000\n\n');
    tick();
    // A page that opens late sees the latest traffic too, oldest first.
    const earlier = [
      ...sim.log
        .list({ after: Math.max(0, lastRequest - SHOWN_EARLIER), limit: SHOWN_EARLIER })
        .map(presentRequest),
      ...delivery.book.list(SHOWN_EARLIER, {}).map(presentDelivery),
    ].toSorted((a, b) => a.atMs - b.atMs);
    for (const event of earlier) raw.write(`data: ${JSON.stringify(event)}\n\n`);
    return reply;
  });
}
