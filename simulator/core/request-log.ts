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
}

export interface RequestLog {
  add(entry: Omit<LoggedRequest, 'id'>): void;
  /** Newest last; `after` is an id. */
  list(filter: {
    path?: string;
    method?: string;
    status?: number;
    appId?: string;
    after?: number;
    limit: number;
  }): LoggedRequest[];
  /** How many requests were answered with each status, per "METHOD route". */
  counts(): Record<string, Record<string, number>>;
  reset(): void;
}

/** Keeps the last `capacity` requests. */
export function createRequestLog(capacity: number): RequestLog {
  let nextId = 1;
  const ring: LoggedRequest[] = [];
  const counts = new Map<string, Map<number, number>>();
  return {
    add(entry) {
      const id = nextId++;
      ring[(id - 1) % capacity] = { id, ...entry };
      const key = `${entry.method} ${entry.route}`;
      const statuses = counts.get(key) ?? new Map<number, number>();
      if (counts.size < 10_000) counts.set(key, statuses);
      statuses.set(entry.status, (statuses.get(entry.status) ?? 0) + 1);
    },
    list({ path, method, status, appId, after = 0, limit }) {
      const found: LoggedRequest[] = [];
      for (let id = Math.max(after + 1, nextId - capacity, 1); id < nextId && found.length < limit; id++) {
        const entry = ring[(id - 1) % capacity];
        if (!entry || (path !== undefined && !entry.path.includes(path))) continue;
        if (method !== undefined && entry.method !== method.toUpperCase()) continue;
        if (status !== undefined && entry.status !== status) continue;
        if (appId !== undefined && entry.appId !== appId) continue;
        found.push(entry);
      }
      return found;
    },
    counts: () =>
      Object.fromEntries([...counts].map(([key, statuses]) => [key, Object.fromEntries(statuses)])),
    reset() {
      // Ids go on, so that a reader's `after` stays true.
      ring.length = 0;
      counts.clear();
    },
  };
}
