import { sql, type Db } from '../db/index.ts';
import { messageOf } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { HttpServer } from './server.ts';

/** Throws, with a sentence, when the part is not able to work. */
export type ReadyCheck = () => Promise<void>;

export interface HealthOptions {
  readonly db: Db;
  readonly metrics: Metrics;
  /** By name; the database is always asked. */
  readonly checks?: Readonly<Record<string, ReadyCheck>>;
  /** True while shutting down: balancers stop sending. */
  readonly isDraining: () => boolean;
}

/** `/healthz`: the process lives. `/ready`: it can do its work. `/metrics`: Prometheus. */
export function addHealth({ app }: HttpServer, options: HealthOptions): void {
  const checks: Record<string, ReadyCheck> = {
    database: async () => {
      await options.db.rows(sql`select 1`);
    },
    ...options.checks,
  };
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const parts: Record<string, string> = {};
    for (const [name, check] of Object.entries(checks)) {
      parts[name] = await check().then(
        () => 'ok',
        (error: unknown) => messageOf(error),
      );
    }
    if (options.isDraining()) parts['process'] = 'shutting down';
    const ready = Object.values(parts).every((state) => state === 'ok');
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', parts });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await options.metrics.text()),
  );
}
