import { type Clock, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { SetupPart, SetupUse } from '../../base/index.ts';
import { copyRules } from './store.ts';

/** Which rules use a thing, so that it is not deleted under them; and what is copied with a work stream. */
export function rulesPart(clock: Pick<Clock, 'now'>): SetupPart {
  return {
    kind: 'rules',
    findUses: (db, _kind, id) => findRulesThatName(db, id),
    copied: async (tx: WorkspaceTx, kind, fromId, toId) => {
      if (kind === 'work_stream') await copyRules(tx, fromId, toId, clock.now());
    },
  };
}

/** Ids are unique over all kinds: a ruleset uses what it names anywhere in its rules. At most 100. */
async function findRulesThatName(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  const rows = await db.rows(sql<{ id: string; name: string; stream: string; kind: string }>`
    select r.id, r.name, r.kind, s.name as stream from rule_set r
    join work_stream s on s.workspace_id = r.workspace_id and s.id = r.work_stream_id
    where r.workspace_id = ${db.workspaceId} and r.work_stream_id <> ${id}
      and position(${`"${id}"`} in r.rules::text) > 0
    order by s.name, r.position limit 100`);
  return rows.map((row) => ({
    kind: 'ruleset',
    id: row.id,
    name: row.kind === 'route' ? `${row.stream}: route to queue` : `${row.stream}: ${row.name}`,
  }));
}
