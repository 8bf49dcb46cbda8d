import { templateRoutes } from '../../../contract/api/templates.ts';
import { type Db, type HttpServer, route } from '../../base/index.ts';
import { actorOf } from '../../people/index.ts';
import {
  changeTemplate,
  createTemplate,
  removeTemplate,
  showTemplates,
  type TemplateDeps,
} from './templates.ts';

/** Templates of offers, for whoever manages the set-up. */
export function addTemplateRoutes(deps: TemplateDeps & { readonly http: HttpServer; readonly db: Db }): void {
  const { http, db } = deps;

  route(http, templateRoutes.list, async ({ caller }) => ({
    templates: await showTemplates(db.workspace(caller.workspaceId)),
  }));

  route(http, templateRoutes.create, ({ caller, body }) =>
    createTemplate(deps, db.workspace(caller.workspaceId), body, actorOf(caller)),
  );

  route(http, templateRoutes.update, ({ caller, params, body }) =>
    changeTemplate(deps, db.workspace(caller.workspaceId), params.id, body, actorOf(caller)),
  );

  route(http, templateRoutes.remove, ({ caller, params }) =>
    removeTemplate(deps, db.workspace(caller.workspaceId), params.id, actorOf(caller)),
  );
}
