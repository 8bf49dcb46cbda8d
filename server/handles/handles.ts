import type { AppEvent } from '../../contract/events/index.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { AppError, type Clock, newId, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { findHours } from '../hours/index.ts';
import { ensureFeed } from './feeds/store.ts';
import {
  findHandle,
  findHandleOfAccount,
  type HandleRecord,
  insertHandle,
  listHandles,
  updateHandle,
} from './store.ts';
import { findWorkStream, getDefaultWorkStream, insertDefaults } from './work-streams/store.ts';

export interface HandleChange {
  readonly name?: string | undefined;
  readonly language?: string | undefined;
  readonly workStreamId?: string | undefined;
  readonly hoursId?: string | null | undefined;
  readonly filesFromCustomers?: boolean | undefined;
  readonly filesFromAgents?: boolean | undefined;
  readonly publicMentions?: boolean | undefined;
  readonly enabled?: boolean | undefined;
}

export interface HandlesOptions {
  readonly clock: Clock;
  readonly emit: (tx: WorkspaceTx, events: readonly AppEvent[]) => void;
}

/** Accounts as channels of direct messages. */
export function createHandles({ clock, emit }: HandlesOptions) {
  const changed = (tx: WorkspaceTx, handle: HandleRecord): void =>
    emit(tx, [
      {
        kind: 'account.changed',
        key: handle.accountId,
        body: { accountId: handle.accountId, what: 'handle' },
      },
    ]);

  /** Gives a new workspace its default queue and work stream. */
  function ensureWorkspaceDefaults(tx: WorkspaceTx): Promise<void> {
    return insertDefaults(tx, clock.now());
  }

  /**
   * Makes the account a handle, or brings its removed handle back: conversations hang on its id. A handle in use stays
   * as it is but for what is given. Without a work stream it gets the default one. @throws AppError not_found.
   */
  async function ensure(
    tx: WorkspaceTx,
    accountId: string,
    input: HandleChange & { readonly name: string },
    given: { readonly name: boolean },
  ): Promise<HandleRecord> {
    await ensureFeed(tx, accountId);
    const existing = await findHandleOfAccount(tx, accountId);
    if (existing) {
      const { name, ...rest } = input;
      const handle = await applied(tx, existing, given.name ? { name, ...rest } : rest);
      const back = { ...handle, deletedAt: null, enabled: existing.deletedAt ? true : handle.enabled };
      await updateHandle(tx, back);
      changed(tx, back);
      return back;
    }
    const fresh: HandleRecord = {
      id: newId<'handle'>(),
      accountId,
      name: input.name.trim(),
      language: input.language ?? 'en',
      workStreamId: await workStreamOf(tx, input.workStreamId),
      hoursId: await hoursOf(tx, input.hoursId ?? null),
      filesFromCustomers: input.filesFromCustomers ?? true,
      filesFromAgents: input.filesFromAgents ?? true,
      publicMentions: input.publicMentions ?? true,
      enabled: input.enabled ?? true,
      createdAt: clock.now(),
      deletedAt: null,
    };
    await insertHandle(tx, fresh);
    changed(tx, fresh);
    return fresh;
  }

  /** @throws AppError not_found, also for a work stream that is not there. */
  async function update(tx: WorkspaceTx, id: string, change: HandleChange): Promise<HandleRecord> {
    const handle = await applied(tx, await get(tx, id), change);
    await updateHandle(tx, handle);
    changed(tx, handle);
    return handle;
  }

  /** Takes a handle out of use; its conversations stay. */
  async function remove(tx: WorkspaceTx, id: string): Promise<HandleRecord> {
    const handle = { ...(await get(tx, id)), deletedAt: clock.now(), enabled: false };
    await updateHandle(tx, handle);
    changed(tx, handle);
    return handle;
  }

  /** A handle in use. @throws AppError not_found. */
  async function get(db: WorkspaceDb, id: string): Promise<HandleRecord> {
    const handle = await findHandle(db, id);
    if (!handle || handle.deletedAt) throw new AppError(baseErrors.not_found, { values: { what: 'handle' } });
    return handle;
  }

  return {
    ensureWorkspaceDefaults,
    ensure,
    update,
    remove,
    get,
    find: findHandle,
    findOfAccount: findHandleOfAccount,
    list: listHandles,
  };
}

export type Handles = ReturnType<typeof createHandles>;

async function applied(db: WorkspaceDb, handle: HandleRecord, change: HandleChange): Promise<HandleRecord> {
  return {
    ...handle,
    name: change.name?.trim() || handle.name,
    language: change.language ?? handle.language,
    workStreamId:
      change.workStreamId === undefined ? handle.workStreamId : await workStreamOf(db, change.workStreamId),
    hoursId: change.hoursId === undefined ? handle.hoursId : await hoursOf(db, change.hoursId),
    filesFromCustomers: change.filesFromCustomers ?? handle.filesFromCustomers,
    filesFromAgents: change.filesFromAgents ?? handle.filesFromAgents,
    publicMentions: change.publicMentions ?? handle.publicMentions,
    enabled: change.enabled ?? handle.enabled,
  };
}

/** @throws AppError not_found. */
async function hoursOf(db: WorkspaceDb, wanted: string | null): Promise<string | null> {
  if (wanted === null || (await findHours(db, wanted))) return wanted;
  throw new AppError(baseErrors.not_found, { values: { what: 'opening hours' } });
}

async function workStreamOf(db: WorkspaceDb, wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return (await getDefaultWorkStream(db)).id;
  const found = await findWorkStream(db, wanted);
  if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'work stream' } });
  return found.id;
}
