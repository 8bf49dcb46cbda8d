import { type Db, sql, type WorkspaceId } from '../base/index.ts';
import type { AppSecrets } from './signature.ts';

/** An app's way in. */
export interface Door {
  readonly workspaceId: WorkspaceId;
  readonly appId: string;
  readonly secrets: AppSecrets;
}

/** The secrets of an X app; undefined when it has none. */
export type FindAppSecrets = (workspaceId: WorkspaceId, appId: string) => Promise<AppSecrets | undefined>;

export interface Doors {
  /** The app behind a door's key, or nothing. `fresh` asks the database even when the answer is known. */
  find(doorKey: string, fresh?: boolean): Promise<Door | undefined>;
  /** A wrong signature may mean that the secret was replaced: true when it is time to look again. */
  mayBeStale(doorKey: string): boolean;
}

const KEPT_MS = 30_000;
const AGAIN_MS = 1_000;
const MOST = 1_000;

/** Opened secrets are kept for half a minute: opening one for each delivery would be most of its work. */
export function createDoors(db: Db, findSecrets: FindAppSecrets): Doors {
  const known = new Map<string, { door: Door; readAtMs: number }>();
  return {
    find: async (doorKey, fresh = false) => {
      const kept = known.get(doorKey);
      if (kept && !fresh && performance.now() - kept.readAtMs < KEPT_MS) return kept.door;
      const door = await read(db, findSecrets, doorKey);
      if (!door) {
        known.delete(doorKey);
        return undefined;
      }
      if (known.size >= MOST) known.clear();
      known.set(doorKey, { door, readAtMs: performance.now() });
      return door;
    },
    mayBeStale: (doorKey) => {
      const kept = known.get(doorKey);
      return kept === undefined || performance.now() - kept.readAtMs > AGAIN_MS;
    },
  };
}

async function read(db: Db, findSecrets: FindAppSecrets, doorKey: string): Promise<Door | undefined> {
  const row = await db.findRow(sql<{ workspace_id: string; app_id: string }>`
    select workspace_id, app_id from x_app_door where door_key = ${doorKey}`);
  if (!row) return undefined;
  // The column holds nothing but ids made by newId.
  const workspaceId = row.workspace_id as WorkspaceId;
  const secrets = await findSecrets(workspaceId, row.app_id);
  return secrets && { workspaceId, appId: row.app_id, secrets };
}
