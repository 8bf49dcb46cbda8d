import { listParked, messageOf, pendingMigrations, sql, type WorkspaceId } from '../../base/index.ts';
import { type DoctorCheck, type Finding, note, ok, wrong } from './check.ts';

const LEAST_VERSION = 150_000;

export const database: DoctorCheck = {
  name: 'database',
  run: async ({ db, databaseError, config }) => {
    if (!db) {
      const remedy =
        config.databaseUrl === undefined
          ? `See ${config.dataDir}/postgres.log.`
          : 'Check DATABASE_URL, and that the server lets this machine in.';
      return [wrong(`it cannot be opened: ${messageOf(databaseError)}`, remedy)];
    }
    const found = await db.row(sql<{
      version: string;
      number: string;
      fsync: string;
      commit: string;
      encoding: string;
    }>`
      select current_setting('server_version') as version, current_setting('server_version_num') as number,
        current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('server_encoding') as encoding`);
    const findings: Finding[] = [ok(`PostgreSQL ${found.version}`)];
    if (Number(found.number) < LEAST_VERSION)
      findings.push(wrong('it is older than PostgreSQL 15', 'Move to a newer one.'));
    if (found.encoding !== 'UTF8')
      findings.push(wrong(`its encoding is ${found.encoding}`, 'Create the database with UTF8.'));
    if (found.fsync !== 'on' || found.commit === 'off') {
      const says = `it answers before data is on the disk (fsync ${found.fsync}, synchronous_commit ${found.commit})`;
      findings.push(wrong(says, 'Switch both on: messages that were accepted may be lost with the power.'));
    }
    return findings;
  },
};

export const migrations: DoctorCheck = {
  name: 'migrations',
  run: async ({ db }) => {
    if (!db) return [];
    try {
      const pending = await pendingMigrations(db);
      if (pending.length === 0) return [ok('the database is up to date')];
      return [
        note(
          `${pending.length} migrations are waiting`,
          'They run at the next start, or by rookery migrate.',
        ),
      ];
    } catch (error) {
      return [
        wrong(
          messageOf(error),
          'Do not edit applied migrations; start the version that the database belongs to.',
        ),
      ];
    }
  },
};

/** Entries of the log that no consumer could digest. */
export const parked: DoctorCheck = {
  name: 'log',
  run: async ({ db }) => {
    if (!db || (await isEmpty(db))) return [];
    const workspaces = await db.rows(sql<{ workspace_id: WorkspaceId }>`
      select distinct workspace_id from parked_event limit 100`);
    const findings: Finding[] = [];
    for (const { workspace_id } of workspaces) {
      const [first, ...rest] = await listParked(db.workspace(workspace_id));
      if (!first) continue;
      const says = `${rest.length + 1} entries are set aside in workspace ${workspace_id}; the last: ${first.error}`;
      findings.push(note(says, 'Look at them under Operations, and replay them when the cause is gone.'));
    }
    return findings.length > 0 ? findings : [ok('nothing is set aside')];
  },
};

/** True before the first migration. */
export async function isEmpty(db: {
  row: (q: ReturnType<typeof known>) => Promise<{ known: boolean }>;
}): Promise<boolean> {
  return !(await db.row(known())).known;
}

function known() {
  return sql<{ known: boolean }>`select to_regclass('parked_event') is not null as known`;
}
