import { appKeyOperations, appOperations, integrationKeyOperations } from './apps.ts';
import { attachmentOperations } from './attachments.ts';
import { conversationOperations, participantOperations } from './conversations.ts';
import { integrationOperations, webhookOperations } from './integrations.ts';
import { activityOperations, messageOperations } from './messages.ts';
import { oauthOperations } from './oauth.ts';
import type { Operation } from './operation.ts';
import {
  controlOperations,
  switchboardIntegrationOperations,
  switchboardOperations,
} from './switchboards.ts';
import { clientOperations, deviceOperations, userOperations } from './users.ts';

/** Every operation of version 2 that is declared, by subject. */
export const sunshineOperations: Readonly<Record<string, readonly Operation[]>> = {
  'Apps and keys': [...Object.values(appOperations), ...Object.values(appKeyOperations)],
  Integrations: [
    ...Object.values(integrationOperations),
    ...Object.values(integrationKeyOperations),
    ...Object.values(webhookOperations),
  ],
  Users: [
    ...Object.values(userOperations),
    ...Object.values(clientOperations),
    ...Object.values(deviceOperations),
  ],
  Conversations: [...Object.values(conversationOperations), ...Object.values(participantOperations)],
  Messages: [
    ...Object.values(messageOperations),
    ...Object.values(activityOperations),
    ...Object.values(attachmentOperations),
  ],
  Switchboard: [
    ...Object.values(switchboardOperations),
    ...Object.values(switchboardIntegrationOperations),
    ...Object.values(controlOperations),
  ],
  OAuth: Object.values(oauthOperations),
};
