import type { Transport } from '../../contract/api/x-apps.ts';
import type { Id } from '../base/index.ts';

export type AppId = Id<'x_app'>;

/** An X app as it is recorded, without its secrets. */
export interface AppRecord {
  readonly id: AppId;
  readonly name: string;
  readonly network: 'x' | 'local';
  readonly consumerKey: string;
  readonly clientId: string | null;
  readonly environmentName: string | null;
  readonly transport: Transport;
  readonly transportReason: string | null;
  readonly transportWanted: Transport | null;
  readonly doorKey: string;
  readonly xWebhookId: string | null;
  readonly webhookCheckedAt: Date | null;
  readonly v1Dm: 'unknown' | 'enabled' | 'refused';
  readonly privacyAcceptedAt: Date | null;
  readonly privacyAcceptedBy: string | null;
  readonly createdAt: Date;
}

/** Fields of an app's secrets. */
export const CONSUMER_SECRET = 'consumer_secret';
export const CLIENT_SECRET = 'client_secret';
