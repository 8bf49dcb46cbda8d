import {
  appKeyOperations,
  appOperations,
  integrationKeyOperations,
} from '../../../contract/sunshine/apps.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { requireCustom } from '../integrations/store.ts';
import type { Keys } from '../keys/keys.ts';
import { getShownKey, listShownKeys, removeKey, showKey } from '../keys/shown.ts';
import type { MessagingParts } from '../parts.ts';
import { changeApp, presentApp } from './app.ts';

/** The app and its keys. */
export function addAppOperations(serve: Serve, { clock, keys }: MessagingParts): void {
  serve(appOperations.create, async () => {
    throw new SunshineError(sunshineErrors.one_app);
  });
  serve(appOperations.list, async ({ db }) => ({
    apps: [await presentApp(db)],
    meta: { hasMore: false },
    links: {},
  }));
  serve(appOperations.get, async ({ db }) => ({ app: await presentApp(db) }));
  serve(appOperations.info, async ({ db }) => ({ app: await presentApp(db) }));
  serve(appOperations.update, async ({ db, body }) => {
    await changeApp(clock, db, body);
    return { app: await presentApp(db) };
  });
  serve(appOperations.remove, async () => {
    throw new SunshineError(sunshineErrors.app_stays);
  });
  addKeyOperations(serve, keys);
}

function addKeyOperations(serve: Serve, keys: Keys): void {
  serve(appKeyOperations.create, async ({ db, body, program }) => ({
    key: showKey(
      await keys.create(db, { scope: 'app', displayName: body.displayName, createdBy: program.keyId }),
    ),
  }));
  serve(appKeyOperations.list, async ({ db }) => ({ keys: await listShownKeys(keys, db, null) }));
  serve(appKeyOperations.get, async ({ db, params }) => ({
    key: await getShownKey(keys, db, null, params['keyId'] ?? ''),
  }));
  serve(appKeyOperations.remove, async ({ db, params }) => {
    await removeKey(keys, db, null, params['keyId'] ?? '');
    return {};
  });

  serve(integrationKeyOperations.create, async ({ db, params, body, program }) => {
    const integrationId = await customOf(db, params);
    const { displayName } = body;
    return {
      key: showKey(
        await keys.create(db, { scope: 'integration', integrationId, displayName, createdBy: program.keyId }),
      ),
    };
  });
  serve(integrationKeyOperations.list, async ({ db, params }) => ({
    keys: await listShownKeys(keys, db, await customOf(db, params)),
  }));
  serve(integrationKeyOperations.get, async ({ db, params }) => ({
    key: await getShownKey(keys, db, await customOf(db, params), params['keyId'] ?? ''),
  }));
  serve(integrationKeyOperations.remove, async ({ db, params }) => {
    await removeKey(keys, db, await customOf(db, params), params['keyId'] ?? '');
    return {};
  });
}

async function customOf(db: WorkspaceDb, params: Readonly<Record<string, string>>): Promise<string> {
  return requireCustom(db, params['integrationId'] ?? '', sunshineErrors.keys_only_custom);
}
