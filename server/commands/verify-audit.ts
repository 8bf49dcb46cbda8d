import { sql, type WorkspaceId } from '../base/index.ts';
import type { Config } from '../config.ts';
import { checkChain } from '../people/index.ts';
import { withDatabase } from './open.ts';

const AT_ONCE = 5_000;

/** Checks the audit log of every workspace and prints where each chain ends; false when one is broken. */
export async function runVerifyAudit(config: Config): Promise<boolean> {
  let intact = true;
  await withDatabase(config, async ({ db }) => {
    const workspaces = await db.rows(
      sql<{ id: WorkspaceId; name: string }>`select id, name from workspace order by id`,
    );
    for (const { id, name } of workspaces) {
      const workspace = db.workspace(id);
      let after = 0n;
      for (;;) {
        const { next, brokenAt, head } = await checkChain(workspace, after, AT_ONCE);
        if (brokenAt !== undefined) {
          intact = false;
          console.error(`${name}: broken at entry ${brokenAt} of ${head.seq}.`);
          break;
        }
        if (next === undefined) {
          console.log(`${name}: ${head.seq} entries, intact. The end is ${head.hash.toString('hex')}.`);
          break;
        }
        after = next;
      }
    }
  });
  return intact;
}
