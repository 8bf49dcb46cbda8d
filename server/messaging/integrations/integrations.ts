import {
  CustomBody,
  type SunshineIntegration,
  TwitterBody,
} from '../../../contract/sunshine/integrations.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, type WorkspaceDb } from '../../base/index.ts';
import { findHandle, listHandles } from '../../handles/index.ts';
import type { Actor } from '../../people/index.ts';
import { XProblem } from '../../x/index.ts';
import { compileBody } from '../http/parse.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { MessagingParts } from '../parts.ts';
import { addCustom, removeCustom } from './custom.ts';
import { presentCustom, presentHandles } from './present.ts';
import { findCustom, listCustom, renameCustom } from './store.ts';

const checkTwitter = compileBody(TwitterBody);
const checkCustom = compileBody(CustomBody);

/** Handles, bots and business systems, as both versions of the API set them up. */
export interface Integrations {
  /** @throws SunshineError 400 for another type, wrong fields, or keys that X refuses. */
  create(db: WorkspaceDb, body: { readonly type: string }, by: Actor): Promise<SunshineIntegration>;
  /** In the order of ids. `types`: their names, with commas between them. */
  list(db: WorkspaceDb, types: string | undefined): Promise<SunshineIntegration[]>;
  /** @throws SunshineError `integration_not_found` */
  get(db: WorkspaceDb, id: string): Promise<SunshineIntegration>;
  /** Undefined: it stays as it is; null takes the name away. @throws SunshineError `integration_not_found` */
  rename(
    db: WorkspaceDb,
    id: string,
    displayName: string | null | undefined,
    by: Actor,
  ): Promise<SunshineIntegration>;
  /** @throws SunshineError `integration_not_found` */
  remove(db: WorkspaceDb, id: string, by: Actor): Promise<void>;
}

export function openIntegrations(parts: MessagingParts): Integrations {
  const { clock, webhooks } = parts;

  return {
    get,
    async create(db, body, by) {
      if (body.type === 'twitter') return connect(db, checkTwitter(body), by);
      if (body.type === 'custom') {
        const { displayName, webhooks: told } = checkCustom(body);
        const wanted = { displayName: displayName ?? null, webhooks: told, by };
        const { integration, endpoints } = await addCustom(parts, db, wanted);
        return presentCustom(integration, endpoints);
      }
      throw new SunshineError(sunshineErrors.integration_type);
    },
    async list(db, given) {
      const types = given?.split(',').map((one) => one.trim());
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
      return [...handles, ...shown].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    async rename(db, id, displayName, by) {
      const before = await get(db, id);
      if (displayName === undefined) return before;
      if (before.type === 'custom') {
        await db.transaction((tx) => renameCustom(tx, id, displayName, clock.now()));
      } else {
        // Without a name it is called by its account again.
        await parts.handles.rename(db, id, displayName ?? `@${before.username}`, by);
      }
      return get(db, id);
    },
    async remove(db, id, by) {
      const before = await get(db, id);
      if (before.type === 'twitter') return parts.handles.remove(db, id, by);
      await removeCustom(parts, db, id, by);
    },
  };

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
    by: Actor,
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
        by,
      )
      .catch((error: unknown) => {
        throw error instanceof XProblem ? badRequest(`X refused these keys: ${error.message}`) : error;
      });
    return get(db, handle.id);
  }
}
