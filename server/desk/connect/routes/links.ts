import { composeLinkRoutes } from '../../../../contract/api/index.ts';
import { baseErrors } from '../../../../contract/errors/base.ts';
import { connectErrors } from '../../../../contract/errors/connect.ts';
import { AppError, keepDeleted, newId, route } from '../../../base/index.ts';
import { deleteLink, insertLink, type LinkRecord, listLinks, MOST_LINKS } from '../../../handles/index.ts';
import { actorOf } from '../../../people/index.ts';
import type { ConnectDeps } from '../deps.ts';

/** Named links that open a message to a handle. */
export function addLinkRoutes({ http, db, clock, handles, audit }: ConnectDeps): void {
  route(http, composeLinkRoutes.list, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const handle = await handles.get(workspace, params.id);
    return { links: (await listLinks(workspace, handle.id)).map((one) => present(one, one.conversations)) };
  });

  route(http, composeLinkRoutes.create, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const link: LinkRecord = {
      id: newId(),
      handleId: params.id,
      name: body.name.trim(),
      firstWords: body.firstWords.trim(),
      welcomeMessageId: body.welcomeMessageId,
      createdAt: clock.now(),
    };
    if (link.firstWords === '' && link.welcomeMessageId === null)
      throw new AppError(connectErrors.link_not_told_apart);
    await workspace.transaction(async (tx) => {
      await handles.get(tx, params.id);
      const values = { name: link.name, most: MOST_LINKS };
      if ((await listLinks(tx, params.id)).length >= MOST_LINKS)
        throw new AppError(connectErrors.too_many_links, { values });
      if (!(await insertLink(tx, link))) throw new AppError(connectErrors.link_name_taken, { values });
      const subject = { subjectKind: 'handle', subjectId: params.id, facts: { linkId: link.id } };
      await audit(tx, { actor: actorOf(caller), action: 'handle.link_added', ...subject });
    });
    return present(link, 0);
  });

  route(http, composeLinkRoutes.remove, async ({ caller, params }) => {
    await db.workspace(caller.workspaceId).transaction(async (tx) => {
      await handles.get(tx, params.id);
      await keepDeleted(tx, { kind: 'compose_link', id: params.linkId, by: caller.id }, clock.now());
      if (!(await deleteLink(tx, params.id, params.linkId)))
        throw new AppError(baseErrors.not_found, { values: { what: 'link' } });
      const subject = { subjectKind: 'handle', subjectId: params.id, facts: { linkId: params.linkId } };
      await audit(tx, { actor: actorOf(caller), action: 'handle.link_removed', ...subject });
    });
  });
}

function present(link: LinkRecord, conversations: number) {
  const { id, name, firstWords, welcomeMessageId, createdAt } = link;
  return { id, name, firstWords, welcomeMessageId, conversations, createdAt: createdAt.toISOString() };
}
