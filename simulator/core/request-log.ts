export interface LoggedRequest {
  id: number;
  at: number;
  method: string;
  path: string;
  query: string;
  /** The pattern that answered, e.g. `/2/users/:id`. */
  route: string;
  status: number;
  durationMs: number;
  appId?: string;
  userId?: string;
  auth?: 'oauth1' | 'oauth2' | 'bearer';
  /** The first characters of a JSON or form body. */
  body?: string;
  headers?: Record<string, string>;
  responseHeaders?: Record<string, string>;
  /** The first characters of a textual answer. */
  responseBody?: string;
  /** What it cost its app, in dollars; absent when it has no price. */
  costUsd?: number;
}

type Headers = NodeJS.Dict<number | string | string[]>;

/** Both sides as they were met: only what somebody looks at is made into text. */
export interface Met {
  body?: Buffer;
  headers: Headers;
  responseHeaders: Headers;
  responseBody?: string;
}

/** Of a body, and of an answer. */
export const shownCharacters = 16_384;

export interface RequestFilter {
  /** Part of the path. */
  path?: string;
  method?: string;
  status?: number;
  /** 2 to 5: the first digit of the status; 0 for a request that got no answer. */
  statusClass?: number;
  appId?: string;
  userId?: string;
  auth?: 'oauth1' | 'oauth2' | 'bearer' | 'none';
  /** Found in path, query, body or answer, whatever the case. */
  text?: string;
  after?: number;
  before?: number;
  limit: number;
}

export interface RequestLog {
  /** `met` completes the entry once somebody looks at it. */
  add(entry: Omit<LoggedRequest, 'id'>, met?: Met): void;
  find(id: number): LoggedRequest | undefined;
  /** Newest last; `after` and `before` are ids. The earliest of what was found, or with `latest` the last. */
  list(filter: RequestFilter, latest?: boolean): LoggedRequest[];
  /** How many requests were answered with each status, per "METHOD route". */
  counts(): Record<string, Record<string, number>>;
  reset(): void;
}

/** What bodies and headers of all kept requests may take together; the oldest lose theirs first. */
const keptCharacters = 24 * 1024 * 1024;

type Kept = LoggedRequest & { met?: Met; size: number };

const sizeOf = ({ body, responseBody }: { body?: string | Buffer; responseBody?: string }): number =>
  // Headers are some 500 characters each way.
  (body?.length ?? 0) + (responseBody?.length ?? 0) + 1000;

function flat(headers: Headers): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) found[name] = String(value);
  }
  return found;
}

/** Makes text of what was met, once. */
function whole(entry: Kept): Kept {
  const { met } = entry;
  if (!met) return entry;
  entry.body = met.body?.toString('utf8', 0, shownCharacters);
  entry.headers = flat(met.headers);
  entry.responseHeaders = flat(met.responseHeaders);
  entry.responseBody = met.responseBody;
  delete entry.met;
  return entry;
}

const shown = ({ met: _met, size: _size, ...entry }: Kept): LoggedRequest => entry;

const matches = (entry: Kept, filter: RequestFilter): boolean => {
  const { path, method, status, statusClass, appId, userId, auth, text } = filter;
  if (path !== undefined && !entry.path.includes(path)) return false;
  if (method !== undefined && entry.method !== method.toUpperCase()) return false;
  if (status !== undefined && entry.status !== status) return false;
  if (statusClass !== undefined && Math.floor(entry.status / 100) !== statusClass) return false;
  if (appId !== undefined && entry.appId !== appId) return false;
  if (userId !== undefined && entry.userId !== userId) return false;
  if (auth !== undefined && (entry.auth ?? 'none') !== auth) return false;
  if (text === undefined) return true;
  const wanted = text.toLowerCase();
  whole(entry);
  return [`${entry.path}?${entry.query}`, entry.body, entry.responseBody].some((part) =>
    part?.toLowerCase().includes(wanted),
  );
};

/** Keeps the last `capacity` requests. */
export function createRequestLog(capacity: number): RequestLog {
  let nextId = 1;
  let oldestWhole = 1;
  let characters = 0;
  const ring: Kept[] = [];
  const counts = new Map<string, Map<number, number>>();

  const at = (id: number): Kept | undefined => {
    const entry = ring[(id - 1) % capacity];
    return entry?.id === id ? entry : undefined;
  };
  const lighten = () => {
    for (; characters > keptCharacters && oldestWhole < nextId; oldestWhole++) {
      const entry = at(oldestWhole);
      if (!entry) continue;
      characters -= entry.size;
      delete entry.met;
      delete entry.body;
      delete entry.headers;
      delete entry.responseBody;
      delete entry.responseHeaders;
    }
  };

  return {
    add(entry, met) {
      const id = nextId++;
      const replaced = ring[(id - 1) % capacity];
      if (replaced && replaced.id >= oldestWhole) {
        characters -= replaced.size;
        oldestWhole = replaced.id + 1;
      }
      const size = sizeOf(met ?? entry);
      ring[(id - 1) % capacity] = { id, ...entry, met, size };
      characters += size;
      lighten();
      const key = `${entry.method} ${entry.route}`;
      const statuses = counts.get(key) ?? new Map<number, number>();
      if (counts.size < 10_000) counts.set(key, statuses);
      statuses.set(entry.status, (statuses.get(entry.status) ?? 0) + 1);
    },
    find(id) {
      const entry = at(id);
      return entry && shown(whole(entry));
    },
    list(filter, latest = false) {
      const { after = 0, before = nextId, limit } = filter;
      const first = Math.max(after + 1, nextId - capacity, 1);
      const end = Math.min(before, nextId);
      const found: LoggedRequest[] = [];
      for (let step = 0; step < end - first && found.length < limit; step++) {
        const entry = at(latest ? end - 1 - step : first + step);
        if (entry && matches(entry, filter)) found.push(shown(whole(entry)));
      }
      return latest ? found.reverse() : found;
    },
    counts: () =>
      Object.fromEntries([...counts].map(([key, statuses]) => [key, Object.fromEntries(statuses)])),
    reset() {
      // Ids go on, so that a reader's `after` stays true.
      ring.length = 0;
      counts.clear();
      characters = 0;
      oldestWhole = nextId;
    },
  };
}
