import { programEventRoutes } from '../../../contract/api/index.ts';
import { type Db, type HttpServer, route } from '../../base/index.ts';
import type { MessagingParts } from '../parts.ts';
import { createWebhookPorts } from './ports.ts';
import { readRecent } from './recent.ts';

/** What happens, as programs are told of it, for whoever looks in the browser. */
export function addProgramEventRoutes(
  parts: Pick<MessagingParts, 'files' | 'findNames'> & { readonly http: HttpServer; readonly db: Db },
): void {
  const ports = createWebhookPorts(parts);
  route(parts.http, programEventRoutes.list, async ({ caller, query }) => {
    const { events, next, more } = await readRecent(
      ports,
      parts.db,
      parts.db.workspace(caller.workspaceId),
      query.after,
    );
    return { events: [...events], next, more };
  });
}
