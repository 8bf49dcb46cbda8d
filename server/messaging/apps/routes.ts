import {
  appKeyOperations,
  appOperations,
  integrationKeyOperations,
} from '../../../contract/sunshine/apps.ts';
import type { SunshineApp } from '../../../contract/sunshine/apps.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { MOST_METADATA_BYTES } from '../../../contract/sunshine/fields.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { badRequest, forbidden, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { requireCustom } from '../integrations/store.ts';
import type { Keys, KeyWithSecret } from '../keys/keys.ts';
import type { MessagingParts } from '../parts.ts';
import { mergeApp, readApp } from './store.ts';

/** What an app has where nobody set it. */
const STANDARD = {
  appLocalizationEnabled: true,
  echoPostback: false,
  maskCreditCardNumbers: true,
  multiConvoEnabled: false,
  useAnimalNames: false,
} as const;

/** The app and its keys. */
export function addAppOperations(serve: Serve, { clock, keys }: MessagingParts): void {
  serve(appOperations.create, async () => {
    throw new SunshineError({
      status: 402,
      code: 'payment_required',
      title: 'A further app is a further workspace: an administrator of this installation makes it.',
    });
  });
  serve(appOperations.list, async ({ db }) => ({
    apps: [await present(db)],
    meta: { hasMore: false },
    links: {},
  }));
  serve(appOperations.get, async ({ db }) => ({ app: await present(db) }));
  serve(appOperations.info, async ({ db }) => ({ app: await present(db) }));
  serve(appOperations.update, async ({ db, body }) => {
    await db.transaction(async (tx) => {
      const before = await readApp(tx);
      if (before.settings.multiConvoEnabled && body.settings?.multiConvoEnabled === false) {
        throw badRequest('multiConvoEnabled cannot be disabled once it is enabled');
      }
      await mergeApp(
        tx,
        {
          ...(body.displayName === undefined ? {} : { name: body.displayName }),
          settings: body.settings ?? {},
          metadata: body.metadata ?? {},
        },
        clock.now(),
      );
      const { metadata } = await readApp(tx);
      if (Buffer.byteLength(JSON.stringify(metadata)) > MOST_METADATA_BYTES) {
        throw new SunshineError(sunshineErrors.metadata_size);
      }
    });
    return { app: await present(db) };
  });
  serve(appOperations.remove, async () => {
    throw forbidden('A workspace is deleted by an administrator of this installation.');
  });
  addKeyOperations(serve, keys);
}

async function present(db: WorkspaceDb): Promise<SunshineApp> {
  const { name, settings, metadata } = await readApp(db);
  return { id: db.workspaceId, displayName: name, settings: { ...STANDARD, ...settings }, metadata };
}

function addKeyOperations(serve: Serve, keys: Keys): void {
  serve(appKeyOperations.create, async ({ db, body, program }) => ({
    key: show(
      await keys.create(db, { scope: 'app', displayName: body.displayName, createdBy: program.keyId }),
    ),
  }));
  serve(appKeyOperations.list, async ({ db }) => ({ keys: await listOf(db, null) }));
  serve(appKeyOperations.get, async ({ db, params }) => ({
    key: await getOf(db, null, params['keyId'] ?? ''),
  }));
  serve(appKeyOperations.remove, async ({ db, params }) => {
    await removeOf(db, null, params['keyId'] ?? '');
    return {};
  });

  serve(integrationKeyOperations.create, async ({ db, params, body, program }) => {
    const integrationId = await customOf(db, params);
    const { displayName } = body;
    return {
      key: show(
        await keys.create(db, { scope: 'integration', integrationId, displayName, createdBy: program.keyId }),
      ),
    };
  });
  serve(integrationKeyOperations.list, async ({ db, params }) => ({
    keys: await listOf(db, await customOf(db, params)),
  }));
  serve(integrationKeyOperations.get, async ({ db, params }) => ({
    key: await getOf(db, await customOf(db, params), params['keyId'] ?? ''),
  }));
  serve(integrationKeyOperations.remove, async ({ db, params }) => {
    await removeOf(db, await customOf(db, params), params['keyId'] ?? '');
    return {};
  });

  async function listOf(db: WorkspaceDb, integrationId: string | null) {
    const found = (await keys.list(db, integrationId)).filter((one) => one.scope !== 'account');
    return Promise.all(found.map(async (one) => show(await keys.withSecret(db, one))));
  }

  async function getOf(db: WorkspaceDb, integrationId: string | null, id: string) {
    const found = await keys.find(db, id);
    // A key of the whole account is not an app's to see.
    if (!found || found.integrationId !== integrationId || found.scope === 'account') {
      throw new SunshineError(sunshineErrors.not_found);
    }
    return show(await keys.withSecret(db, found));
  }

  async function removeOf(db: WorkspaceDb, integrationId: string | null, id: string): Promise<void> {
    await getOf(db, integrationId, id);
    if (!(await keys.remove(db, id))) throw new SunshineError(sunshineErrors.not_found);
  }
}

async function customOf(db: WorkspaceDb, params: Readonly<Record<string, string>>): Promise<string> {
  return requireCustom(db, params['integrationId'] ?? '', sunshineErrors.keys_only_custom);
}

function show({ id, displayName, secret }: KeyWithSecret): {
  id: string;
  displayName: string;
  secret: string;
} {
  return { id, displayName, secret };
}
