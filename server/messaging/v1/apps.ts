import { SignJWT } from 'jose';
import {
  appKeyOperationsV1,
  appOperationsV1,
  type AppV1,
  attachmentOperationsV1,
  type KeyV1,
} from '../../../contract/sunshine/v1/apps.ts';
import { emptyOperations, refusals } from '../../../contract/sunshine/v1/elsewhere.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { changeApp, presentApp } from '../apps/app.ts';
import { receive, removeNamed } from '../attachments/routes.ts';
import { SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { openIntegrations } from '../integrations/integrations.ts';
import { getShownKey, listShownKeys, removeKey, type ShownKey, showKey } from '../keys/shown.ts';
import type { MessagingParts } from '../parts.ts';
import { getUser } from '../users/users.ts';

/** The app, its keys and its files in the form of v1.1. */
export function addAppsV1(serve: Serve, { clock, keys, files }: MessagingParts): void {
  serve(appOperationsV1.create, async () => {
    throw new SunshineError(sunshineErrors.one_app);
  });
  serve(appOperationsV1.list, async ({ db, query: { offset } }) => ({
    apps: [await show(db)].slice(offset),
    hasMore: false,
    offset,
  }));
  serve(appOperationsV1.get, async ({ db }) => ({ app: await show(db) }));
  serve(appOperationsV1.update, async ({ db, body: { name, ...change } }) => {
    await changeApp(clock, db, { ...change, ...(name === undefined ? {} : { displayName: name }) });
    return { app: await show(db) };
  });
  serve(appOperationsV1.remove, async () => {
    throw new SunshineError(sunshineErrors.app_stays);
  });

  serve(appKeyOperationsV1.create, async ({ db, body: { name }, program }) => ({
    key: keyOf(showKey(await keys.create(db, { scope: 'app', displayName: name, createdBy: program.keyId }))),
  }));
  serve(appKeyOperationsV1.list, async ({ db }) => ({
    keys: (await listShownKeys(keys, db, null)).map(keyOf),
  }));
  serve(appKeyOperationsV1.get, async ({ db, params }) => ({
    key: keyOf(await getShownKey(keys, db, null, params['keyId'] ?? '')),
  }));
  serve(appKeyOperationsV1.jwt, async ({ db, params }) => {
    const { id, secret } = await getShownKey(keys, db, null, params['keyId'] ?? '');
    const token = new SignJWT({ scope: 'app' }).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: id });
    return { jwt: await token.sign(new TextEncoder().encode(secret)) };
  });
  serve(appKeyOperationsV1.remove, async ({ db, params }) => {
    await removeKey(keys, db, null, params['keyId'] ?? '');
    return {};
  });

  serve(attachmentOperationsV1.upload, ({ db, request, program }) =>
    receive(files, db, request, program.keyId),
  );
  serve(attachmentOperationsV1.remove, async ({ db, body }) => {
    await removeNamed(files, db, body.mediaUrl);
    return {};
  });
}

/** What other channels have: empty lists, and refusals. Whom or what a path names must be there all the same. */
export function addElsewhere(serve: Serve, parts: MessagingParts): void {
  const integrations = openIntegrations(parts);
  const menu = { menu: { items: [] } };
  serve(emptyOperations.menu, async () => menu);
  serve(emptyOperations.removeMenu, async () => menu);
  serve(emptyOperations.templates, async ({ query: { offset } }) => ({
    templates: [],
    hasMore: false,
    offset,
  }));
  serve(emptyOperations.serviceAccounts, async ({ query: { offset } }) => ({
    serviceAccounts: [],
    hasMore: false,
    offset,
  }));
  serve(emptyOperations.deployments, async () => ({ deployments: [] }));
  for (const { operation, problem } of refusals) {
    serve(operation, async ({ db, params: { userId, integrationId } }) => {
      if (userId !== undefined) await getUser(db, userId);
      if (integrationId !== undefined) await integrations.get(db, integrationId);
      throw new SunshineError(problem);
    });
  }
}

async function show(db: WorkspaceDb): Promise<AppV1> {
  const { id, displayName, settings, metadata } = await presentApp(db);
  return { _id: id, name: displayName, settings, metadata };
}

function keyOf({ id, displayName, secret }: ShownKey): KeyV1 {
  return { _id: id, name: displayName, secret };
}
