import { setTimeout as wait } from 'node:timers/promises';
import { xErrors } from '../../../contract/errors/x.ts';
import type { XClient } from '../client.ts';
import { XProblem } from '../problem.ts';
import { readRateHeaders } from '../rate-headers.ts';
import { translateAnswer } from '../translate.ts';

export interface StreamOptions {
  readonly signal: AbortSignal;
  /** X sends an empty line every 20 seconds; after this long without a byte the connection is dead. */
  readonly silenceMs?: number;
  /** Minutes of missed events to ask for at the first connection; 0 to 5. */
  readonly backfillMinutes?: number;
  readonly onConnected?: () => void;
  /** Told why a connection ended and how long until the next one. */
  readonly onBroken?: (problem: XProblem, waitMs: number) => void;
}

const SILENCE_MS = 45_000;
/** One event of a stream is a few kB; a line beyond this is not X's. */
const MAX_LINE_BYTES = 4_000_000;
const MAX_BACKFILL_MINUTES = 5;

/**
 * Yields the raw line of every event, reconnecting for ever and asking for what was missed in between, until
 * `signal` is raised. What a gap of more than five minutes lost must be fetched otherwise.
 */
export async function* followActivityStream(client: XClient, options: StreamOptions): AsyncGenerator<Buffer> {
  let backfillMinutes = options.backfillMinutes ?? 0;
  let failures = 0;
  // Not business time: how long ago the last byte came, by this process's own clock.
  let lastByteMs = performance.now();
  while (!options.signal.aborted) {
    let problem: XProblem;
    try {
      const lines = await openActivityStream(client, { ...options, backfillMinutes });
      failures = 0;
      lastByteMs = performance.now();
      options.onConnected?.();
      for await (const line of lines) {
        lastByteMs = performance.now();
        if (line.length > 0) yield line;
      }
      problem = ended();
    } catch (error) {
      if (options.signal.aborted) return;
      if (!(error instanceof XProblem)) throw error;
      problem = error;
    }
    failures += 1;
    const waitMs = reconnectDelayMs(problem, failures);
    options.onBroken?.(problem, waitMs);
    await wait(waitMs, undefined, { signal: options.signal }).catch(() => undefined);
    const missedMinutes = Math.ceil((performance.now() - lastByteMs) / 60_000);
    backfillMinutes = Math.min(MAX_BACKFILL_MINUTES, Math.max(1, missedMinutes));
  }
}

/**
 * X's rules for streams (https://docs.x.com/x-api/fundamentals/consuming-streaming-data): at once and then linear
 * after a broken connection, exponential from 5 s after an HTTP error, from 60 s after a 429.
 */
export function reconnectDelayMs(problem: XProblem, failures: number): number {
  if (problem.kind === 'limited') {
    return Math.max(problem.retryAfterMs ?? 0, Math.min(900_000, 60_000 * 2 ** (failures - 1)));
  }
  if (problem.xStatus !== undefined) return Math.min(320_000, 5_000 * 2 ** (failures - 1));
  return Math.min(16_000, 250 * (failures - 1));
}

/** One connection: its lines, empty ones (keep-alive) included, until X ends it. @throws XProblem */
export async function openActivityStream(
  client: XClient,
  options: Pick<StreamOptions, 'signal' | 'silenceMs' | 'backfillMinutes'>,
): Promise<AsyncGenerator<Buffer>> {
  const minutes = options.backfillMinutes ?? 0;
  const url = `${client.site.hosts.api}/2/activity/stream${minutes > 0 ? `?backfill_minutes=${minutes}` : ''}`;
  const silence = silenceGuard(options.silenceMs ?? SILENCE_MS);
  let response: Response;
  try {
    response = await fetch(url, {
      headers: {
        accept: 'application/json',
        'user-agent': 'rookery',
        authorization: await client.authorization('app', 'GET', url),
      },
      redirect: 'manual',
      signal: AbortSignal.any([options.signal, silence.signal]),
    });
  } catch (error) {
    silence.stop();
    if (error instanceof XProblem) throw error;
    throw new XProblem(xErrors.x_unreachable, { kind: 'not_sent', retryable: true, cause: error });
  }
  client.site.time.learn(response.headers.get('date'));
  if (!response.ok) {
    const bodyText = await response.text().catch(() => '');
    silence.stop();
    const rate = readRateHeaders(response.headers, client.site.time.nowMs());
    throw translateAnswer({ status: response.status, bodyText, rate, changes: false });
  }
  return readLines(response, silence);
}

async function* readLines(response: Response, silence: SilenceGuard): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of response.body ?? []) {
      silence.heard();
      rest = Buffer.concat([rest, chunk]);
      if (rest.length > MAX_LINE_BYTES) throw new Error('a line of the stream is too long');
      for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
        const line = rest.subarray(0, end > 0 && rest[end - 1] === 0x0d ? end - 1 : end);
        yield Buffer.from(line);
        rest = rest.subarray(end + 1);
      }
    }
  } catch (error) {
    throw new XProblem(xErrors.x_unreachable, { kind: 'not_sent', retryable: true, cause: error });
  } finally {
    silence.stop();
  }
}

interface SilenceGuard {
  readonly signal: AbortSignal;
  heard(): void;
  stop(): void;
}

function silenceGuard(silenceMs: number): SilenceGuard {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('the stream is silent')), silenceMs);
  return {
    signal: controller.signal,
    heard: () => timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}

function ended(): XProblem {
  return new XProblem(xErrors.x_unreachable, { kind: 'not_sent', retryable: true });
}
