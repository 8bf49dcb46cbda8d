import type { FastifyRequest } from 'fastify';
import { baseErrors } from '../../../contract/errors/base.ts';
import { conversationErrors } from '../../../contract/errors/conversations.ts';
import {
  AppError,
  type Caller,
  type CheckAccess,
  type Db,
  isId,
  type WorkspaceDb,
} from '../../base/index.ts';
import { findConversationOfMedia, isCustomerSeen, isFileWithheld, listSeen } from './store.ts';

/** Who looks: the part of a caller that visibility goes by. */
export type Viewer = Pick<Caller, 'permissions' | 'memberId'>;

/** Sees every conversation of the workspace. */
export function seesAll(viewer: Viewer): boolean {
  return viewer.permissions.has('conversations.see_all');
}

/** The ones of these conversations that the caller may see. */
export async function onlySeen(
  db: WorkspaceDb,
  viewer: Viewer,
  conversationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (seesAll(viewer)) return new Set(conversationIds);
  return conversationIds.length === 0 ? new Set() : listSeen(db, viewer.memberId, conversationIds);
}

/** True when the caller may see the conversation. */
export async function maySee(db: WorkspaceDb, viewer: Viewer, conversationId: string): Promise<boolean> {
  return (await onlySeen(db, viewer, [conversationId])).has(conversationId);
}

/**
 * Adds to the access check: whatever is addressed by a conversation, a customer or a file that the caller may not see is
 * not there for them, and no file is that a customer sent without agreeing to be read. It goes by the routes' addresses, so that a new route below them is covered without a word.
 */
export function guardConversations(db: Db, check: CheckAccess): CheckAccess {
  return async (request, descriptor) => {
    const caller = await check(request, descriptor);
    if (!caller || descriptor.access === 'public') return caller;
    const id = idOf(request);
    if (id === undefined) return caller;
    const workspace = db.workspace(caller.workspaceId);
    const { path } = descriptor;
    // Before the customer's yes a file is as hidden as a text, and from everybody.
    if (path.startsWith('/api/media/:id') && (await isFileWithheld(workspace, id))) {
      throw new AppError(baseErrors.not_found, { values: { what: 'file' } });
    }
    if (seesAll(caller)) return caller;
    if (path.startsWith('/api/conversations/:id') && !(await maySee(workspace, caller, id))) {
      throw new AppError(conversationErrors.conversation_not_found);
    }
    if (path.startsWith('/api/customers/:id') && !(await isCustomerSeen(workspace, caller.memberId, id))) {
      throw new AppError(baseErrors.not_found, { values: { what: 'customer' } });
    }
    if (path.startsWith('/api/media/:id')) {
      const conversationId = await findConversationOfMedia(workspace, id);
      if (conversationId !== undefined && !(await maySee(workspace, caller, conversationId))) {
        throw new AppError(baseErrors.not_found, { values: { what: 'file' } });
      }
    }
    return caller;
  };
}

/** The address's own id; what is no id is refused by the route's schema. */
function idOf(request: FastifyRequest): string | undefined {
  const { params } = request;
  const id = typeof params === 'object' && params !== null && 'id' in params ? params.id : undefined;
  return typeof id === 'string' && isId(id) ? id : undefined;
}
