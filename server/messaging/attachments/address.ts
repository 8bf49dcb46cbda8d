import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isId, type Secrets, type WorkspaceDb } from '../../base/index.ts';
import { lockKind } from '../keys/store.ts';

const FIELD = 'media_address';

/** Where files are seen from outside. Only who was given an address can open it; it names no secret. */
export class MediaAddresses {
  readonly #secrets: Secrets;
  readonly #publicUrl: string;
  readonly #kept = new Map<string, string>();

  constructor(secrets: Secrets, publicUrl: string) {
    this.#secrets = secrets;
    this.#publicUrl = publicUrl;
  }

  /** What makes addresses of this workspace, ready to be used for many. */
  async maker(
    db: WorkspaceDb,
  ): Promise<(file: { readonly id: string; readonly extension: string }) => string> {
    const key = await this.#keyOf(db);
    return ({ id, extension }) =>
      `${this.#publicUrl}/sc/media/${db.workspaceId}/${id}-${signOf(key, id)}.${extension}`;
  }

  /** The file that an address of ours names, if it is one. */
  async read(db: WorkspaceDb, name: string): Promise<string | undefined> {
    const [, id = '', sign = ''] = /^([0-9a-f]{24})-([0-9a-f]{32})\.[a-z0-9]{1,8}$/.exec(name) ?? [];
    if (!isId(id)) return undefined;
    const wanted = signOf(await this.#keyOf(db), id);
    return timingSafeEqual(Buffer.from(wanted), Buffer.from(sign)) ? id : undefined;
  }

  /** The workspace and the name in an address of ours; nothing for another's. */
  split(url: string): { readonly workspaceId: string; readonly name: string } | undefined {
    const own = `${this.#publicUrl}/sc/media/`;
    if (!url.startsWith(own)) return undefined;
    const [workspaceId = '', name = ''] = url.slice(own.length).split('/');
    return { workspaceId, name };
  }

  async #keyOf(db: WorkspaceDb): Promise<string> {
    const kept = this.#kept.get(db.workspaceId);
    if (kept !== undefined) return kept;
    const key =
      (await this.#secrets.find(db, db.workspaceId, FIELD)) ??
      (await db.transaction(async (tx) => {
        await lockKind(tx, FIELD);
        const there = await this.#secrets.find(tx, tx.workspaceId, FIELD);
        if (there !== undefined) return there;
        const fresh = randomBytes(32).toString('base64url');
        await this.#secrets.put(tx, tx.workspaceId, FIELD, fresh);
        return fresh;
      }));
    this.#kept.set(db.workspaceId, key);
    return key;
  }
}

function signOf(key: string, id: string): string {
  return createHmac('sha256', key).update(id).digest('hex').slice(0, 32);
}
