import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { text as textOfStream } from 'node:stream/consumers';
import { dataServerErrors as errors } from '../../../contract/errors/data-servers.ts';
import {
  AppError,
  getUserUrl,
  isError,
  messageOf,
  UnexpectedStatus,
  type UrlRules,
} from '../../base/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { asRecord } from '../../x/index.ts';
import type { Column } from '../../datasets/index.ts';

/** Who asks, and where. */
export interface DomoSignIn {
  readonly host: string;
  readonly clientId: string;
  readonly secret: string;
}

export interface DomoDataset {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
}

export interface DomoClient {
  /** @throws AppError that says what is wrong with host, client or DataSet */
  dataset(id: string): Promise<DomoDataset>;
  /** Writes the rows with a header, as CSV, into a file. @throws AppError */
  download(id: string, path: string, signal: AbortSignal): Promise<void>;
}

const ASK_MS = 20_000;
const DOWNLOAD_MS = 15 * 60_000;
const MOST_MB = 1_024;
const MOST_ANSWER_BYTES = 4_000_000;
const TYPES: ReadonlySet<string> = new Set(['STRING', 'DECIMAL', 'LONG', 'DOUBLE', 'DATE', 'DATETIME']);

/** `api.domo.com` is https://api.domo.com. */
export const addressOf = (host: string): string =>
  (/^https?:\/\//i.test(host.trim()) ? host.trim() : `https://${host.trim()}`).replace(/\/+$/, '');

/** Signs in at a server with Domo's API. @throws AppError for a wrong host, client or secret */
export async function signIn(given: DomoSignIn, rules: UrlRules): Promise<DomoClient> {
  const { host, clientId, secret } = given;
  const base = addressOf(host);
  const ask = (path: string, options: Parameters<typeof getUserUrl>[2]) =>
    getUserUrl(`${base}${path}`, rules, options);

  const newToken = async (): Promise<string> => {
    const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
    try {
      const answer = await ask('/oauth/token?grant_type=client_credentials', {
        timeoutMs: ASK_MS,
        headers: { authorization, accept: 'application/json' },
      });
      const token = asRecord(await json(host, answer))?.['access_token'];
      if (typeof token === 'string' && token !== '') return token;
      throw new AppError(errors.data_server_host_wrong, { values: { host, why: 'It gave no token.' } });
    } catch (error) {
      throw faultOf(host, error, (status) => {
        if (status === 400 || status === 401 || status === 403) return errors.data_server_sign_in;
        return errors.data_server_host_wrong;
      });
    }
  };
  let token = await newToken();

  /** Once more with a new token where the old one has ended. */
  const asked = async (
    id: string,
    path: string,
    options: Parameters<typeof getUserUrl>[2],
  ): Promise<IncomingMessage> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask(path, {
          ...options,
          headers: { ...options.headers, authorization: `Bearer ${token}` },
        });
      } catch (error) {
        const { status } = error instanceof UnexpectedStatus ? error : { status: 0 };
        if (status === 401 && tries === 1) {
          token = await newToken();
          continue;
        }
        throw faultOf(
          host,
          error,
          (of) => {
            if (of === 401 || of === 403) return errors.data_server_forbidden;
            return of === 404 || of === 400 ? errors.data_server_no_dataset : errors.data_server_answer;
          },
          id,
        );
      }
    }
  };

  return {
    dataset: async (id) => {
      const answer = await asked(id, `/v1/datasets/${id}`, {
        timeoutMs: ASK_MS,
        headers: { accept: 'application/json' },
      });
      const found = asRecord(await json(host, answer));
      // Domo says 200 of what was deleted.
      if (found?.['deleted'] === true)
        throw new AppError(errors.data_server_no_dataset, { values: { host, id } });
      const columns = columnsOf(asRecord(found?.['schema'])?.['columns']);
      if (!columns) {
        throw new AppError(errors.data_server_answer, {
          values: { host, why: 'The DataSet has no columns.' },
        });
      }
      const { name, rows } = found ?? {};
      return {
        id,
        name: typeof name === 'string' ? name : id,
        rows: typeof rows === 'number' && Number.isInteger(rows) ? rows : 0,
        columns,
      };
    },
    download: async (id, path, signal) => {
      const answer = await asked(id, `/v1/datasets/${id}/data?includeHeader=true`, {
        timeoutMs: DOWNLOAD_MS,
        headers: { accept: 'text/csv' },
        signal,
      });
      let bytes = 0;
      try {
        await pipeline(
          answer,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              bytes += chunk.length;
              if (bytes > MOST_MB * 1_048_576) {
                throw new AppError(errors.data_server_too_big, { values: { host, id, most: MOST_MB } });
              }
              yield chunk;
            }
          },
          createWriteStream(path, { mode: 0o600 }),
          { signal },
        );
      } catch (error) {
        signal.throwIfAborted();
        throw faultOf(host, error, () => errors.data_server_answer, id);
      }
    },
  };
}

/** What a fault says to whoever chose the server. */
function faultOf(
  host: string,
  error: unknown,
  ofStatus: (status: number) => (typeof errors)[keyof typeof errors],
  id = '',
): unknown {
  if (error instanceof UnexpectedStatus) {
    const { status } = error;
    const why = `It answered with status ${status}.`;
    const isPassing = status === 429 || status >= 500;
    return new AppError(isPassing ? errors.data_server_away : ofStatus(status), {
      values: { host, id, why },
    });
  }
  if (isError(error, baseErrors.url_refused)) {
    return new AppError(errors.data_server_host_wrong, {
      values: { host, why: error.message },
      cause: error,
    });
  }
  if (error instanceof AppError) return error;
  return new AppError(errors.data_server_away, {
    values: { host, why: `(${messageOf(error)})` },
    cause: error,
  });
}

async function json(host: string, answer: IncomingMessage): Promise<unknown> {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) answer.destroy(new Error('the answer is too long'));
  });
  const text = await textOfStream(answer);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError(errors.data_server_host_wrong, {
      values: { host, why: 'It does not answer in JSON.' },
      cause,
    });
  }
}

function columnsOf(list: unknown): Column[] | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return list.flatMap((one): Column[] => {
    const { name, type } = asRecord(one) ?? {};
    if (typeof name !== 'string') return [];
    // A type that we do not know is read as text, like all others.
    return [
      { name, type: typeof type === 'string' && TYPES.has(type) ? (type as Column['type']) : 'STRING' },
    ];
  });
}
