import {
  CustomBody,
  integrationOperations,
  type SunshineIntegration,
  TwitterBody,
} from '../../../contract/sunshine/integrations.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, newId, type WorkspaceDb } from '../../base/index.ts';
import { findHandle, listHandles } from '../../handles/index.ts';
import { XProblem } from '../../x/index.ts';
import { actorOf, type Program } from '../http/authenticate.ts';
import { pageThrough } from '../http/pages.ts';
import { compileBody } from '../http/parse.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { listAllKeys } from '../keys/store.ts';
import type { MessagingParts } from '../parts.ts';
import { presentCustom, presentHandles } from './present.ts';
import {
  type CustomIntegration,
  deleteCustom,
  findCustom,
  insertCustom,
  listCustom,
  renameCustom,
} from './store.ts';

const checkTwitter = compileBody(TwitterBody);
const checkCustom = compileBody(CustomBody);

/** Channels, bots and business systems. */
export function addIntegrationOperations(serve: Serve, parts: MessagingParts): void {
  const { clock, keys, webhooks } = parts;

  serve(integrationOperations.create, async ({ db, body, program }) => {
    if (body.type === 'twitter') return { integration: await connect(db, checkTwitter(body), program) };
    if (body.type === 'custom') return { integration: await addCustom(db, checkCustom(body), program) };
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
    const own = (await listAllKeys(db)).filter((key) => key.integrationId === id);
    await db.transaction(async (tx) => {
      await webhooks.endpoints.removeOf(tx, actorOf(program), id);
      await deleteCustom(tx, id);
    });
    for (const key of own) await keys.remove(db, key.id);
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

  async function addCustom(
    db: WorkspaceDb,
    body: ReturnType<typeof checkCustom>,
    program: Program,
  ): Promise<SunshineIntegration> {
    const now = clock.now();
    const integration: CustomIntegration = {
      id: newId(),
      displayName: body.displayName ?? null,
      createdAt: now,
    };
    return db.transaction(async (tx) => {
      await insertCustom(tx, integration);
      const made = [];
      for (const one of body.webhooks) {
        made.push(
          await webhooks.endpoints.create(tx, actorOf(program), {
            ...one,
            integrationId: integration.id,
            ...(integration.displayName ? { name: integration.displayName } : {}),
          }),
        );
      }
      return presentCustom(integration, made);
    });
  }
}
