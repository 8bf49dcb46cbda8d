/** `/2/usage/*`: what an app has used, and what it has left. */
import { type Static, Type } from 'typebox';

const Day = Type.Object({
  /** Midnight UTC, `2026-11-21T00:00:00.000Z`. */
  date: Type.String(),
  /** Posts read, as text. */
  usage: Type.Optional(Type.String()),
});

/** `usage.fields` choose the members; numbers of posts are texts, as X sends them. */
export const XUsage = Type.Object({
  /** Days until the cap starts anew. */
  cap_reset_day: Type.Optional(Type.Integer()),
  project_cap: Type.Optional(Type.String()),
  project_id: Type.Optional(Type.String()),
  project_usage: Type.Optional(Type.String()),
  daily_project_usage: Type.Optional(
    Type.Object({ project_id: Type.Optional(Type.String()), usage: Type.Optional(Type.Array(Day)) }),
  ),
  daily_client_app_usage: Type.Optional(
    Type.Array(
      Type.Object({
        client_app_id: Type.Optional(Type.String()),
        usage: Type.Optional(Type.Array(Day)),
        usage_result_count: Type.Integer(),
      }),
    ),
  ),
});
export type XUsage = Static<typeof XUsage>;

/** US dollars; `total_balance` is the sum of the two others, and never below zero. */
export const XCredits = Type.Object({
  total_balance: Type.Number({ minimum: 0 }),
  prepaid_balance: Type.Number(),
  free_balance: Type.Number({ minimum: 0 }),
});
export type XCredits = Static<typeof XCredits>;
