import type { Operation } from '../operation.ts';
import { appUserOperations } from './app-users.ts';
import { appKeyOperationsV1, appOperationsV1, attachmentOperationsV1 } from './apps.ts';
import { emptyOperations, refusals } from './elsewhere.ts';
import { integrationOperationsV1 } from './integrations.ts';
import { conversationOperationsV1, messageOperationsV1 } from './messages.ts';
import { webhookOperationsV1 } from './webhooks.ts';

/** Every operation of version 1.1 that is declared, by subject. */
export const sunshineV1Operations: Readonly<Record<string, readonly Operation[]>> = {
  'Version 1.1: users': Object.values(appUserOperations),
  'Version 1.1: messages': [
    ...Object.values(messageOperationsV1),
    ...Object.values(conversationOperationsV1),
    ...Object.values(attachmentOperationsV1),
  ],
  'Version 1.1: webhooks': Object.values(webhookOperationsV1),
  'Version 1.1: apps and integrations': [
    ...Object.values(appOperationsV1),
    ...Object.values(appKeyOperationsV1),
    ...Object.values(integrationOperationsV1),
  ],
  'Version 1.1: what X has not': [...Object.values(emptyOperations), ...refusals.map((one) => one.operation)],
};
