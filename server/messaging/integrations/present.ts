import type { Static } from 'typebox';
import type {
  NoWebhook,
  SunshineIntegration,
  SunshineWebhook,
} from '../../../contract/sunshine/integrations.ts';
import { type AccountRecord, type AppRecord, listAccounts, listApps } from '../../accounts/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { HandleRecord } from '../../handles/index.ts';
import type { WebhookEndpoint } from '../../webhooks/index.ts';
import { shortened } from '../users/present.ts';
import type { CustomIntegration } from './store.ts';

/** Handles as integrations. Secrets are never among what is shown; the token's key is only hinted at. */
export async function presentHandles(
  db: WorkspaceDb,
  handles: readonly HandleRecord[],
): Promise<SunshineIntegration[]> {
  if (handles.length === 0) return [];
  const [accounts, apps] = await Promise.all([listAccounts(db), listApps(db)]);
  const accountOf = new Map<string, AccountRecord>(accounts.map((one) => [one.id, one]));
  const appOf = new Map<string, AppRecord>(apps.map((one) => [one.id, one]));
  return handles.map((handle) => {
    const account = accountOf.get(handle.accountId);
    const app = account && appOf.get(account.appId);
    return {
      id: handle.id,
      type: 'twitter',
      status: statusOf(handle, account),
      displayName: shortened(handle.name, 100),
      tier: 'enterprise',
      ...(app?.environmentName ? { envName: app.environmentName } : {}),
      // Strict clients read no empty key.
      consumerKey: app?.consumerKey || HIDDEN,
      accessTokenKey: `${account?.xUserId ?? ''}-${HIDDEN}`,
      userId: account?.xUserId ?? '',
      username: account?.username ?? '',
    };
  });
}

const HIDDEN = '********';

function statusOf(handle: HandleRecord, account: AccountRecord | undefined): 'active' | 'inactive' | 'error' {
  if (!account || account.status === 'revoked' || account.status === 'reconnect') return 'error';
  return handle.enabled ? 'active' : 'inactive';
}

export function presentCustom(
  integration: CustomIntegration,
  endpoints: readonly WebhookEndpoint[],
): SunshineIntegration {
  return {
    id: integration.id,
    type: 'custom',
    status: 'active',
    displayName: integration.displayName,
    // Strict clients fail at anything but one.
    webhooks: [endpoints[0] ? presentWebhook(endpoints[0]) : NO_WEBHOOK],
  };
}

const NO_WEBHOOK: Static<typeof NoWebhook> = {
  version: 'v2',
  target: '',
  triggers: [],
  includeFullUser: false,
  includeFullSource: false,
};

export function presentWebhook(endpoint: WebhookEndpoint): SunshineWebhook {
  const { id, version, target, triggers, secret, includeFullUser, includeFullSource } = endpoint;
  return { id, version, target, triggers: [...triggers], secret, includeFullUser, includeFullSource };
}
