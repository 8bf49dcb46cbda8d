import { asId, type WorkspaceDb } from '../../base/index.ts';
import { conversationOfMark, readReplyAddress } from './reply-address.ts';
import { findMailState, listByReplyAddress } from './system-store.ts';
import { type MailDeps, type MailState, SECRET, SECRET_OWNER } from './types.ts';

/** A conversation that an address leads to. */
export interface Door {
  readonly db: WorkspaceDb;
  readonly state: MailState;
  readonly conversationId: string;
}

/** Where an address leads, of all workspaces that our listener takes mails for; undefined: nowhere. */
export async function findDoor(deps: MailDeps, address: string): Promise<Door | undefined> {
  const reply = readReplyAddress(address);
  if (!reply) return undefined;
  for (const workspaceId of await listByReplyAddress(deps.db, reply.base)) {
    const db = deps.db.workspace(asId<'workspace'>(workspaceId));
    const door = await findDoorIn(deps, db, address);
    if (door) return door;
  }
  return undefined;
}

/** Where an address leads in one workspace. */
export async function findDoorIn(
  deps: MailDeps,
  db: WorkspaceDb,
  address: string,
): Promise<Door | undefined> {
  const reply = readReplyAddress(address);
  const state = reply && (await findMailState(db));
  if (!reply || !state?.settings.enabled || state.settings.replyAddress.toLowerCase() !== reply.base)
    return undefined;
  const key = await deps.secrets.find(db, SECRET_OWNER, SECRET.reply);
  const conversationId = key && conversationOfMark(reply.mark, key, db.workspaceId);
  return conversationId ? { db, state, conversationId } : undefined;
}
