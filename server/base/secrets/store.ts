import { baseErrors } from '../../../contract/errors/base.ts';
import type { Clock } from '../clock/index.ts';
import { type Db, sql, type WorkspaceDb } from '../db/index.ts';
import { AppError } from '../errors.ts';
import { rewrap, seal, unseal } from './envelope.ts';
import type { Keyring } from './keyring.ts';

/** Sealed secrets by owner (an app, an account) and field. */
export interface Secrets {
  /** Seals and stores; the old value is gone. */
  put(db: WorkspaceDb, ownerId: string, field: string, plain: string): Promise<void>;
  /** @throws AppError `secret_unreadable` when its master key is not in the ring. */
  find(db: WorkspaceDb, ownerId: string, field: string): Promise<string | undefined>;
  /** Which fields an owner has. */
  fields(db: WorkspaceDb, ownerId: string): Promise<string[]>;
  /** One of them, or all of an owner's. */
  remove(db: WorkspaceDb, ownerId: string, field?: string): Promise<void>;
  /** Wraps everything under the ring's newest key, 500 at a time; answers how many were done. May run again at any time. */
  rotate(db: Db): Promise<number>;
}

interface SecretRow {
  readonly workspace_id: string;
  readonly owner_id: string;
  readonly field: string;
  readonly sealed: Buffer;
  readonly key_id: string;
}

export function createSecrets(keyring: Keyring, clock: Clock): Secrets {
  const keyOf = (id: string) => {
    const key = keyring.find(id);
    if (!key) throw new AppError(baseErrors.secret_unreadable, { values: { keyId: id } });
    return key;
  };
  return {
    put: async (db, ownerId, field, plain) => {
      const sealed = seal(keyring.current.key, { workspaceId: db.workspaceId, ownerId, field }, plain);
      await db.execute(sql`
        insert into secret (workspace_id, owner_id, field, sealed, key_id, updated_at)
        values (${db.workspaceId}, ${ownerId}, ${field}, ${sealed}, ${keyring.current.id}, ${clock.now()})
        on conflict (workspace_id, owner_id, field)
          do update set sealed = excluded.sealed, key_id = excluded.key_id, updated_at = excluded.updated_at`);
    },
    find: async (db, ownerId, field) => {
      const row = await db.findRow(sql<{ sealed: Buffer; key_id: string }>`
        select sealed, key_id from secret
        where workspace_id = ${db.workspaceId} and owner_id = ${ownerId} and field = ${field}`);
      if (!row) return undefined;
      return unseal(keyOf(row.key_id), { workspaceId: db.workspaceId, ownerId, field }, row.sealed);
    },
    fields: async (db, ownerId) => {
      const rows = await db.rows(sql<{ field: string }>`
        select field from secret where workspace_id = ${db.workspaceId} and owner_id = ${ownerId}`);
      return rows.map((row) => row.field);
    },
    remove: async (db, ownerId, field) => {
      await db.execute(sql`
        delete from secret where workspace_id = ${db.workspaceId} and owner_id = ${ownerId}
          and (${field ?? null}::text is null or field = ${field ?? null})`);
    },
    rotate: async (db) => {
      for (let done = 0; ; ) {
        const count = await db.transaction(async (tx) => {
          const rows = await tx.rows(sql<SecretRow>`
            select workspace_id, owner_id, field, sealed, key_id from secret
            where key_id <> ${keyring.current.id} limit 500 for update`);
          for (const row of rows) {
            const place = { workspaceId: row.workspace_id, ownerId: row.owner_id, field: row.field };
            const sealed = rewrap(keyOf(row.key_id), keyring.current.key, place, row.sealed);
            await tx.execute(sql`
              update secret set sealed = ${sealed}, key_id = ${keyring.current.id}
              where workspace_id = ${row.workspace_id} and owner_id = ${row.owner_id} and field = ${row.field}`);
          }
          return rows.length;
        });
        done += count;
        if (count === 0) return done;
      }
    },
  };
}
