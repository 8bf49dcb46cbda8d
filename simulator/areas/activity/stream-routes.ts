import type { FastifyInstance } from 'fastify';
import { XError, invalidRequest, problemType } from '../../core/errors.ts';
import { xRoute } from '../../core/route.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import { MAX_CONNECTIONS } from './streams.ts';

const MINUTE_MS = 60_000;
const MAX_BACKFILL_MINUTES = 5;

const tooManyConnections = () =>
  new XError('TooManyConnections', {
    status: 429,
    contentType: 'application/json; charset=utf-8',
    body: (vocabulary) => ({
      title: 'ConnectionException',
      detail: 'This stream is currently at the maximum allowed connection limit.',
      connection_issue: 'TooManyConnections',
      type: problemType('streaming-connection', vocabulary),
    }),
  });

const parseBackfill = (text: string | undefined): number => {
  if (text === undefined) return 0;
  const minutes = Number(text);
  if (/^\d+$/.test(text) && minutes <= MAX_BACKFILL_MINUTES) return minutes;
  throw invalidRequest(
    { backfill_minutes: [text] },
    `The \`backfill_minutes\` query parameter value [${text}] is not between 0 and ${MAX_BACKFILL_MINUTES}`,
  );
};

const parseTime = (name: string, text: string | undefined): number | null => {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(ms)) return ms;
  throw invalidRequest(
    { [name]: [text] },
    `The \`${name}\` query parameter value [${text}] is not a valid time`,
  );
};

/**
 * `GET /2/activity/stream`: every event of the app's subscriptions, one JSON object a line, until someone hangs up.
 * https://docs.x.com/x-api/activity/activity-stream
 */
export const registerStreamRoute = (x: FastifyInstance, sim: Sim, delivery: Delivery): void => {
  const { streams } = delivery;
  xRoute(x, sim, {
    method: 'GET',
    url: '/2/activity/stream',
    allow: { bearer: true },
    handle({ caller, query, reply }) {
      const minutes = parseBackfill(query['backfill_minutes']);
      const startMs = parseTime('start_time', query['start_time']);
      const endMs = parseTime('end_time', query['end_time']);
      if (streams.count(caller.app.id) >= MAX_CONNECTIONS) throw tooManyConnections();
      const backfillMs = minutes > 0 ? sim.clock.now() - minutes * MINUTE_MS : null;
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(reply.getHeaders())) headers[name] = String(value);
      reply.hijack();
      streams.open(caller.app.id, reply.raw, { headers, fromMs: startMs ?? backfillMs, endMs });
      return reply;
    },
  });
};
