import { publicPostRoutes } from '../../contract/api/index.ts';
import { deskErrors } from '../../contract/errors/desk.ts';
import { publicPostErrors } from '../../contract/errors/public-posts.ts';
import { AppError, type Caller, type HttpServer, route, type WorkspaceDb } from '../base/index.ts';
import { answerPost, moveAside, settleAnswer, takeBackAnswer } from './answers.ts';
import type { PostsDeps } from './deps.ts';
import { type OnlySeen, presentPosts } from './present.ts';
import { countOpen, findPost, listPosts } from './store.ts';

const STANDARD = 50;

export interface PostRouteDeps extends PostsDeps {
  readonly http: HttpServer;
  readonly onlySeen: OnlySeen;
  /** An answer waits to be sent. */
  readonly wake: () => void;
}

/** Public mentions and their answers. */
export function addPostRoutes(deps: PostRouteDeps): void {
  const { http } = deps;
  const dbOf = (caller: Caller) => deps.db.workspace(caller.workspaceId);
  const show = async (db: WorkspaceDb, caller: Caller, id: string) => {
    const post = await findPost(db, id);
    const [shown] = post ? await presentPosts(deps, db, caller, [post]) : [];
    if (!shown) throw new AppError(publicPostErrors.public_post_not_found);
    return shown;
  };

  route(http, publicPostRoutes.list, async ({ query, caller }) => {
    const db = dbOf(caller);
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
    if (query.cursor !== undefined && !after) throw new AppError(deskErrors.cursor_not_valid);
    const limit = query.limit ?? STANDARD;
    const { state, handleId, q } = query;
    const posts = await listPosts(db, { state, handleId, q, after, limit });
    const last = posts.length === limit ? posts.at(-1) : undefined;
    return {
      posts: await presentPosts(deps, db, caller, posts),
      next: last ? Buffer.from(`${last.at.getTime()}.${last.id}`).toString('base64url') : null,
    };
  });

  route(http, publicPostRoutes.count, async ({ caller }) => ({ open: await countOpen(dbOf(caller)) }));

  route(http, publicPostRoutes.answer, async ({ params, body, caller }) => {
    const db = dbOf(caller);
    await answerPost(deps, db, caller, params.id, body.text);
    deps.wake();
    return show(db, caller, params.id);
  });

  route(http, publicPostRoutes.takeBack, async ({ params, caller }) => {
    await takeBackAnswer(deps, dbOf(caller), caller, params.id);
    return show(dbOf(caller), caller, params.id);
  });

  route(http, publicPostRoutes.settle, async ({ params, body, caller }) => {
    await settleAnswer(deps, dbOf(caller), caller, params.id, body.as);
    return show(dbOf(caller), caller, params.id);
  });

  route(http, publicPostRoutes.dismiss, async ({ params, caller }) => {
    await moveAside(deps, dbOf(caller), caller, params.id, 'dismissed');
    return show(dbOf(caller), caller, params.id);
  });

  route(http, publicPostRoutes.reopen, async ({ params, caller }) => {
    await moveAside(deps, dbOf(caller), caller, params.id, 'open');
    return show(dbOf(caller), caller, params.id);
  });
}

/** A place in the list; undefined for what is none. */
function readCursor(cursor: string): { at: Date; id: string } | undefined {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!at || !id || !/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) return undefined;
  return { at: new Date(Number(at)), id };
}
