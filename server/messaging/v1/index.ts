import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';
import { addAppUsers } from './app-users.ts';
import { addAppsV1, addElsewhere } from './apps.ts';
import { addIntegrationsV1 } from './integrations.ts';
import { addMessagesV1 } from './messages.ts';
import { addWebhooksV1 } from './webhooks.ts';

/** Version 1.1 of the API: other forms for what version 2 does. */
export function addVersion1(serve: Serve, parts: MessagingParts): void {
  addAppUsers(serve, parts);
  addMessagesV1(serve, parts);
  addWebhooksV1(serve, parts);
  addAppsV1(serve, parts);
  addIntegrationsV1(serve, parts);
  addElsewhere(serve, parts);
}
