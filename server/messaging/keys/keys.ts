import { randomBytes } from 'node:crypto';
import type { Scope } from '../../../contract/sunshine/operation.ts';
import { messagingErrors } from '../../../contract/errors/messaging.ts';
import {
  AppError,
  type Bus,
  type Clock,
  type Db,
  newId,
  type Secrets,
  type WorkspaceDb,
  type WorkspaceId,
} from '../../base/index.ts';
import { type KeyRecord, MOST_KEYS, PREFIXES } from './key.ts';
import { deleteKey, findKey, findKeyAnywhere, insertKey, listKeys, lockKind, touchKey } from './store.ts';

export interface KeysDeps {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
}

export interface KnownKey {
  readonly workspaceId: WorkspaceId;
  readonly key: KeyRecord;
  readonly secret: string;
}

export type KeyWithSecret = KeyRecord & { readonly secret: string };

const SECRET = 'key';
const GONE = 'messaging.key';
const KEPT_MS = 5_000;
const MOST_KEPT = 5_000;
const TOUCH_EVERY_MS = 60_000;

/** Keys of programs: made, shown again, taken away, recognised. */
export function createKeys({ db, bus, clock, secrets }: KeysDeps) {
  // A key in use is looked up every few seconds only; one that is taken away is forgotten by every process at once.
  const kept = new Map<string, { readonly known: KnownKey | undefined; readonly untilMs: number }>();
  bus.subscribe(GONE, (id) => kept.delete(id));
  bus.onGap(() => kept.clear());

  async function create(
    workspace: WorkspaceDb,
    wanted: { scope: Scope; integrationId?: string | null; displayName: string; createdBy: string | null },
  ): Promise<KeyWithSecret> {
    return workspace.transaction(async (tx) => {
      await lockKind(tx, 'keys');
      const integrationId = wanted.integrationId ?? null;
      if ((await listKeys(tx, integrationId)).length >= MOST_KEYS) {
        throw new AppError(messagingErrors.program_key_limit, { values: { most: MOST_KEYS } });
      }
      const key: KeyRecord = {
        id: `${PREFIXES[wanted.scope]}_${newId()}`,
        scope: wanted.scope,
        integrationId,
        displayName: wanted.displayName,
        createdAt: clock.now(),
        lastUsedAt: null,
      };
      const secret = randomBytes(64).toString('base64url');
      await insertKey(tx, key, wanted.createdBy);
      await secrets.put(tx, key.id, SECRET, secret);
      return { ...key, secret };
    });
  }

  async function remove(workspace: WorkspaceDb, id: string): Promise<boolean> {
    const removed = await workspace.transaction(async (tx) => {
      await secrets.remove(tx, id);
      return (await deleteKey(tx, id)) > 0;
    });
    kept.delete(id);
    bus.publish(GONE, id);
    return removed;
  }

  async function withSecret(workspace: WorkspaceDb, key: KeyRecord): Promise<KeyWithSecret> {
    return { ...key, secret: (await secrets.find(workspace, key.id, SECRET)) ?? '' };
  }

  /** The key of this id with its secret, whichever workspace it is of. */
  async function recognise(id: string): Promise<KnownKey | undefined> {
    const before = kept.get(id);
    if (before && before.untilMs > performance.now()) return before.known;
    const known = await lookUp(id);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(id, { known, untilMs: performance.now() + KEPT_MS });
    return known;
  }

  async function lookUp(id: string): Promise<KnownKey | undefined> {
    const found = await findKeyAnywhere(db, id);
    if (!found) return undefined;
    const workspace = db.workspace(found.workspaceId);
    const secret = await secrets.find(workspace, id, SECRET);
    if (secret === undefined) return undefined;
    const now = clock.now();
    const { lastUsedAt } = found.key;
    if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() > TOUCH_EVERY_MS) {
      await touchKey(workspace, id, now);
    }
    return { ...found, secret };
  }

  return { create, remove, recognise, withSecret, find: findKey, list: listKeys };
}

export type Keys = ReturnType<typeof createKeys>;
