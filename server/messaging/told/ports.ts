import type { WebhookPorts } from '../../webhooks/index.ts';
import type { MessagingParts } from '../parts.ts';
import { isToldTo } from '../switchboard/standby.ts';
import { bodiesOf } from './bodies.ts';
import { toldKinds, translate } from './facts.ts';

/** What programs are told of, for the deliverer of webhooks. */
export function createWebhookPorts(parts: Pick<MessagingParts, 'files' | 'findNames'>): WebhookPorts {
  return {
    kinds: toldKinds,
    translate,
    receives: (_db, endpoint, fact) => isToldTo(endpoint.integrationId, fact),
    bodyOf: (db, endpoint, facts) => bodiesOf(parts, db, endpoint, facts),
  };
}
