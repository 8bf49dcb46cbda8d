import {
  CustomBody,
  integrationOperations,
  type SunshineIntegration,
  TwitterBody,
} from '../../../contract/sunshine/integrations.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, type WorkspaceDb } from '../../base/index.ts';
import { findHandle, listHandles } from '../../handles/index.ts';
import { XProblem } from '../../x/index.ts';
import { actorOf, type Program } from '../http/authenticate.ts';
import { pageThrough } from '../http/pages.ts';
import { compileBody } from '../http/parse.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';
import { addCustom, removeCustom } from './custom.ts';
import { presentCustom, presentHandles } from './present.ts';
import { findCustom, listCustom, renameCustom } from './store.ts';

const checkTwitter = compileBody(TwitterBody);
const checkCustom = compileBody(CustomBody);

/** Channels, bots and business systems. */
export function addIntegrationOperations(serve: Serve, parts: MessagingParts): void {
  const { clock, webhooks } = parts;

  serve(integrationOperations.create, async ({ db, body, program }) => {
    if (body.type === 'twitter') return { integration: await connect(db, checkTwitter(body), program) };
    if (body.type === 'custom') {
      const { displayName, webhooks: told } = checkCustom(body);
      const wanted = { displayName: displayName ?? null, webhooks: told, by: actorOf(program) };
      const { integration, endpoints } = await addCustom(parts, db, wanted);
      return { integration: presentCustom(integration, endpoints) };
    }
    throw new SunshineError(sunshineErrors.integration_type);
  });

  serve(integrationOperations.list, async ({ db, page, filter, listUrl }) => {
    const types = filter.types?.split(',').map((one) => one.trim());
    const wants = (type: string) => types === undefined || types.includes(type);
    const handles = wants('twitter') ? await presentHandles(db, await listHandles(db)) : [];
    const custom = wants('custom') ? await listCustom(db) : [];
    const endpoints = custom.length > 0 ? await webhooks.endpoints.list(db) : [];
    const shown = custom.map((one) =>
      presentCustom(
        one,
        endpoints.filter(({ integrationId }) => integrationId === one.id),
      ),
    );
    const all = [...handles, ...shown].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const { items, meta, links } = pageThrough(all, page, listUrl);
    return { integrations: items, meta, links };
  });

  serve(integrationOperations.get, async ({ db, params }) => ({
    integration: await get(db, params['integrationId'] ?? ''),
  }));

  serve(integrationOperations.update, async ({ db, params, body, program }) => {
    const id = params['integrationId'] ?? '';
    const before = await get(db, id);
    const { displayName } = body;
    if (displayName === undefined) return { integration: before };
    if (before.type === 'custom') {
      await db.transaction((tx) => renameCustom(tx, id, displayName, clock.now()));
    } else {
      // Without a name it is called by its account again.
      await parts.handles.rename(db, id, displayName ?? `@${before.username}`, actorOf(program));
    }
    return { integration: await get(db, id) };
  });

  serve(integrationOperations.remove, async ({ db, params, program }) => {
    const id = params['integrationId'] ?? '';
    const before = await get(db, id);
    if (before.type === 'twitter') {
      await parts.handles.remove(db, id, actorOf(program));
      return {};
    }
    await removeCustom(parts, db, id, actorOf(program));
    return {};
  });

  async function get(db: WorkspaceDb, id: string): Promise<SunshineIntegration> {
    const custom = isId(id) ? await findCustom(db, id) : undefined;
    if (custom) return presentCustom(custom, await webhooks.endpoints.list(db, id));
    const handle = isId(id) ? await findHandle(db, id) : undefined;
    const [shown] = handle && handle.deletedAt === null ? await presentHandles(db, [handle]) : [];
    if (!shown) throw new SunshineError(sunshineErrors.integration_not_found);
    return shown;
  }

  async function connect(
    db: WorkspaceDb,
    body: ReturnType<typeof checkTwitter>,
    program: Program,
  ): Promise<SunshineIntegration> {
    const handle = await parts.handles
      .connect(
        db,
        {
          consumerKey: body.consumerKey,
          consumerSecret: body.consumerSecret,
          token: body.accessTokenKey,
          tokenSecret: body.accessTokenSecret,
          name: body.displayName ?? null,
          environmentName: body.envName ?? null,
        },
        actorOf(program),
      )
      .catch((error: unknown) => {
        throw error instanceof XProblem ? badRequest(`X refused these keys: ${error.message}`) : error;
      });
    return get(db, handle.id);
  }
}
