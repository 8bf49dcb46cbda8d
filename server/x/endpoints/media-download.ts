import { xErrors } from '../../../contract/errors/x.ts';
import type { XClient } from '../client.ts';
import { XProblem } from '../problem.ts';
import type { XSite } from '../site.ts';
import { translateAnswer } from '../translate.ts';

/** Where X keeps media. Nothing else is ever fetched, whatever a message says. */
const MEDIA_HOSTS = /^((pbs|video|ton)\.twimg\.com|ton\.(twitter|x)\.com)$/;
/** Photos of direct messages are shown to their participants only. */
const PRIVATE_PATH = /^\/(1\.1\/ton|i\/ton|ton)\//;

export interface OpenMedia {
  readonly contentType: string;
  /** Of the whole file, when X says it. */
  readonly totalBytes: number | undefined;
  /** False when X answered with the whole file although a later start was asked for. */
  readonly resumed: boolean;
  /** @throws XProblem when it breaks: ask again from where it stopped. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface OpenMediaOptions {
  readonly fromByte?: number;
  /** For the whole download. */
  readonly timeoutMs: number;
}

/** True for an address at which X (or the local X) keeps media. */
export function isMediaUrl(site: XSite, url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false;
  if (site.network === 'local') return parsed.origin === new URL(site.hosts.api).origin;
  return parsed.protocol === 'https:' && parsed.port === '' && MEDIA_HOSTS.test(parsed.hostname);
}

/**
 * Opens a file of a message. Photos in direct messages need a request signed with OAuth 1.0a by a participant; an
 * OAuth 2.0 account gets them through `/2/dm_conversations/media` instead. @throws XProblem
 */
export async function openMedia(client: XClient, url: string, options: OpenMediaOptions): Promise<OpenMedia> {
  if (!isMediaUrl(client.site, url)) {
    throw new XProblem(xErrors.x_media_refused, {
      kind: 'refused',
      retryable: false,
      said: 'This address is not one at which X keeps media.',
    });
  }
  const fromByte = options.fromByte ?? 0;
  const { time } = client.site;
  const { corrections } = time;
  let response = await requestMedia(client, url, fromByte, options.timeoutMs);
  time.learn(response.headers.get('date'));
  // Signed by a clock that was off; the answer has just told X's.
  if (response.status === 401 && time.corrections > corrections) {
    await response.body?.cancel();
    response = await requestMedia(client, url, fromByte, options.timeoutMs);
  }
  if (!response.ok) {
    const bodyText = (await response.text().catch(() => '')).slice(0, 4000);
    throw translateAnswer({ status: response.status, bodyText, rate: {}, changes: false });
  }
  const resumed = response.status === 206;
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  return {
    contentType: response.headers.get('content-type') ?? 'application/octet-stream',
    totalBytes: Number.isSafeInteger(length) ? length + (resumed ? fromByte : 0) : undefined,
    resumed,
    bytes: readAll(response),
  };
}

async function requestMedia(
  client: XClient,
  url: string,
  fromByte: number,
  timeoutMs: number,
): Promise<Response> {
  const request = await authorised(client, url);
  try {
    return await fetch(request.url, {
      headers: {
        'user-agent': 'rookery',
        // Ranges count the bytes as stored.
        'accept-encoding': 'identity',
        ...(request.authorization !== undefined && { authorization: request.authorization }),
        ...(fromByte > 0 && { range: `bytes=${fromByte}-` }),
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw broken(error);
  }
}

async function authorised(client: XClient, url: string): Promise<{ url: string; authorization?: string }> {
  const { pathname } = new URL(url);
  if (!PRIVATE_PATH.test(pathname)) return { url };
  if (client.kinds.includes('oauth1')) {
    return { url, authorization: await client.authorization('oauth1', 'GET', url) };
  }
  const parts = /\/dm\/(\d+)\/(\d+)\/([^/]+)$/.exec(pathname);
  if (!parts) return { url };
  const byId = `${client.site.hosts.api}/2/dm_conversations/media/${parts[1]}/${parts[2]}/${parts[3]}`;
  return { url: byId, authorization: await client.authorization('oauth2', 'GET', byId) };
}

async function* readAll(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  try {
    for await (const chunk of response.body) yield chunk;
  } catch (error) {
    throw broken(error);
  }
}

function broken(error: unknown): XProblem {
  return new XProblem(xErrors.x_down, { kind: 'failed', retryable: true, cause: error });
}
