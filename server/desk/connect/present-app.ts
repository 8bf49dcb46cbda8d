import type { XApp } from '../../../contract/api/index.ts';
import type { AppRecord } from '../../accounts/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { ConnectDeps } from './deps.ts';
import { whyUnusable } from './webhook-url.ts';

/** An app as the API shows it: with its addresses, without its secrets. */
export async function presentApp(
  deps: Pick<ConnectDeps, 'accounts'>,
  db: WorkspaceDb,
  app: AppRecord,
): Promise<XApp> {
  const has = await deps.accounts.hasSecrets(db, app.id);
  const urls = deps.accounts.urls(app);
  return {
    id: app.id,
    name: app.name,
    network: app.network,
    consumerKey: app.consumerKey,
    hasConsumerSecret: has.consumerSecret,
    clientId: app.clientId,
    hasClientSecret: has.clientSecret,
    environmentName: app.environmentName,
    callbackUrl: urls.callbackUrl,
    oauth2CallbackUrl: urls.oauth2CallbackUrl,
    webhookUrl: urls.webhookUrl,
    webhookUsable: whyUnusable(urls.webhookUrl, app.network) === undefined,
    transport: app.transport,
    transportReason: app.transportReason,
    transportWanted: app.transportWanted,
    privacyAcceptedAt: app.privacyAcceptedAt?.toISOString() ?? null,
    createdAt: app.createdAt.toISOString(),
  };
}
