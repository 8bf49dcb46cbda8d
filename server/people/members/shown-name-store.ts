import type { RawBuilder } from 'kysely';
import { sql } from '../../base/index.ts';

/**
 * What customers see of a member's name, in SQL, of the member table under this alias: the whole name, the first name or
 * the name that the member chose, as the workspace wants. Who chose none is called by the first name.
 */
export function shownName(workspaceId: string, alias: string): RawBuilder<string> {
  const name = sql.ref(`${alias}.name`);
  const first = sql`split_part(trim(${name}), ' ', 1)`;
  return sql<string>`case (select w.settings->'distribution'->>'agentName' from workspace w where w.id = ${workspaceId})
    when 'first' then ${first}
    when 'nickname' then coalesce(nullif(trim(${sql.ref(`${alias}.preferences`)}->>'nickname'), ''), ${first})
    else ${name} end`;
}
