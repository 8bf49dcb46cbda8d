import { sql, type WorkspaceDb } from '../../base/index.ts';
import { type CostKind, PRICES_MICRO_USD } from '../prices.ts';

export interface CostOfDay {
  readonly appId: string;
  /** UTC, `2026-11-21`. */
  readonly day: string;
  readonly kind: string;
  readonly units: number;
  readonly microUsd: number;
}

/** What an app has cost at most, per UTC day. */
export class CostBook {
  readonly #db: WorkspaceDb;

  constructor(db: WorkspaceDb) {
    this.#db = db;
  }

  /** Notes billable units on today's page (X bills by UTC days). */
  async add(appId: string, kind: CostKind, units: number): Promise<void> {
    const microUsd = units * PRICES_MICRO_USD[kind];
    await this.#db.execute(sql`
      insert into x_cost as c (workspace_id, app_id, day, kind, units, micro_usd)
      values (${this.#db.workspaceId}, ${appId}, (clock_timestamp() at time zone 'UTC')::date, ${kind},
        ${units}, ${microUsd})
      on conflict (workspace_id, app_id, day, kind) do update
        set units = c.units + excluded.units, micro_usd = c.micro_usd + excluded.micro_usd`);
  }

  /** The pages of the last `days` days, newest first. */
  async list(appId: string, days: number): Promise<CostOfDay[]> {
    const rows = await this.#db.rows(sql<{
      day: string;
      kind: string;
      units: string;
      micro_usd: string;
    }>`
      select day::text as day, kind, units, micro_usd from x_cost
      where workspace_id = ${this.#db.workspaceId} and app_id = ${appId}
        and day > (clock_timestamp() at time zone 'UTC')::date - ${days}::int
      order by day desc, kind limit 2000`);
    return rows.map((row) => ({
      appId,
      day: row.day,
      kind: row.kind,
      units: Number(row.units),
      microUsd: Number(row.micro_usd),
    }));
  }
}
