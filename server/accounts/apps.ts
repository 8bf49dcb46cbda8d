import { randomBytes } from 'node:crypto';
import { accountErrors } from '../../contract/errors/accounts.ts';
import { AppError, newId, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { ConsumerKeys, OAuth2Client, XSite } from '../x/index.ts';
import { type AppRecord, CLIENT_SECRET, CONSUMER_SECRET } from './app.ts';
import { type AppChange, changeAppRow, deleteAppRow, insertAppRow } from './app-store.ts';
import type { AccountsDeps } from './deps.ts';
import { findClientSecret, findConsumerSecret } from './tokens.ts';

export interface NewApp {
  readonly name: string;
  readonly network: AppRecord['network'];
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly clientId?: string | null;
  readonly clientSecret?: string | null;
  readonly environmentName?: string | null;
  readonly transportWanted?: AppRecord['transportWanted'];
}

/** Absent: stays. A secret that is given replaces the old one; null takes the client secret away. */
export interface AppEdit {
  readonly name?: string;
  readonly consumerSecret?: string;
  readonly clientId?: string | null;
  readonly clientSecret?: string | null;
  readonly environmentName?: string | null;
  readonly transportWanted?: AppRecord['transportWanted'];
}

type Deps = Pick<AccountsDeps, 'secrets' | 'clock' | 'publicUrl' | 'sites'>;

/** Records an X app with a door of its own. @throws AppError `x_app_key_taken`, `local_x_not_running` */
export async function insertApp(deps: Deps, tx: WorkspaceTx, app: NewApp): Promise<AppRecord> {
  siteOf(deps, app);
  const id = newId<'x_app'>();
  await insertAppRow(tx, {
    id,
    name: app.name,
    network: app.network,
    consumerKey: app.consumerKey,
    clientId: app.clientId ?? null,
    environmentName: app.environmentName ?? null,
    transportWanted: app.transportWanted ?? null,
    // Unguessable, so that nobody finds the webhook of an app by its key.
    doorKey: randomBytes(18).toString('base64url'),
    createdAt: deps.clock.now(),
  });
  await deps.secrets.put(tx, id, CONSUMER_SECRET, app.consumerSecret);
  if (app.clientSecret) await deps.secrets.put(tx, id, CLIENT_SECRET, app.clientSecret);
  return changeAppRow(tx, id, {});
}

/** @throws AppError `x_app_not_found` */
export async function updateApp(deps: Deps, tx: WorkspaceTx, id: string, edit: AppEdit): Promise<AppRecord> {
  const { consumerSecret, clientSecret, ...columns } = edit;
  const app = await changeAppRow(tx, id, columns);
  if (consumerSecret !== undefined) await deps.secrets.put(tx, id, CONSUMER_SECRET, consumerSecret);
  if (clientSecret) await deps.secrets.put(tx, id, CLIENT_SECRET, clientSecret);
  if (clientSecret === null) await removeClientSecret(deps, tx, id);
  return app;
}

/** The store of secrets removes an owner's secrets as a whole. */
async function removeClientSecret(deps: Deps, tx: WorkspaceTx, id: string): Promise<void> {
  const consumerSecret = await findConsumerSecret(deps.secrets, tx, id);
  await deps.secrets.remove(tx, id);
  if (consumerSecret !== undefined) await deps.secrets.put(tx, id, CONSUMER_SECRET, consumerSecret);
}

/** Closes the door, forgets the secrets, frees the key. @throws AppError `x_app_not_found` */
export async function removeApp(deps: Deps, tx: WorkspaceTx, id: string): Promise<void> {
  await deleteAppRow(tx, id, deps.clock.now());
  await deps.secrets.remove(tx, id);
}

/** Notes what the checks found out: transport, webhook, v1.1 access, the accepted notice. */
export function noteApp(
  tx: WorkspaceTx,
  id: string,
  found: Pick<
    AppChange,
    | 'transport'
    | 'transportReason'
    | 'xWebhookId'
    | 'webhookCheckedAt'
    | 'v1Dm'
    | 'privacyAcceptedAt'
    | 'privacyAcceptedBy'
  >,
): Promise<AppRecord> {
  return changeAppRow(tx, id, found);
}

export async function hasSecrets(
  deps: Deps,
  db: WorkspaceDb,
  appId: string,
): Promise<{ consumerSecret: boolean; clientSecret: boolean }> {
  const fields = await deps.secrets.fields(db, appId);
  return { consumerSecret: fields.includes(CONSUMER_SECRET), clientSecret: fields.includes(CLIENT_SECRET) };
}

/** What has to be entered at X, to the letter. */
export function appUrls(
  deps: Pick<Deps, 'publicUrl'>,
  app: Pick<AppRecord, 'doorKey'>,
): { callbackUrl: string; oauth2CallbackUrl: string; webhookUrl: string } {
  return {
    callbackUrl: `${deps.publicUrl}/x/callback`,
    oauth2CallbackUrl: `${deps.publicUrl}/x/callback2`,
    webhookUrl: `${deps.publicUrl}/x/webhooks/${app.doorKey}`,
  };
}

/** The X that an app lives at. @throws AppError `local_x_not_running` */
export function siteOf(deps: Pick<Deps, 'sites'>, app: Pick<AppRecord, 'network'>): XSite {
  if (app.network === 'x') return deps.sites.x;
  if (!deps.sites.local) throw new AppError(accountErrors.local_x_not_running);
  return deps.sites.local;
}

/** @throws AppError `x_app_secret_missing` */
export async function consumerKeys(deps: Deps, db: WorkspaceDb, app: AppRecord): Promise<ConsumerKeys> {
  const consumerSecret = await findConsumerSecret(deps.secrets, db, app.id);
  if (consumerSecret === undefined) throw new AppError(accountErrors.x_app_secret_missing);
  return { consumerKey: app.consumerKey, consumerSecret };
}

/** @throws AppError `oauth2_not_set_up` */
export async function oauth2Client(deps: Deps, db: WorkspaceDb, app: AppRecord): Promise<OAuth2Client> {
  if (app.clientId === null) throw new AppError(accountErrors.oauth2_not_set_up);
  return { clientId: app.clientId, clientSecret: await findClientSecret(deps.secrets, db, app.id) };
}
