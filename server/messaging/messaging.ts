import type { Operation } from '../../contract/sunshine/operation.ts';
import { addAppOperations } from './apps/routes.ts';
import { addAttachmentOperations, addMediaAddress } from './attachments/routes.ts';
import { addConversationOperations } from './conversations/routes.ts';
import { openApi } from './http/serve.ts';
import { addProgramIntegrationRoutes } from './integrations/own-routes.ts';
import { addIntegrationOperations } from './integrations/routes.ts';
import { addProgramKeyRoutes } from './keys/routes.ts';
import { createKeys, type Keys } from './keys/keys.ts';
import { addMessageOperations } from './messages/routes.ts';
import type { MessagingParts } from './parts.ts';
import { addProgramSwitchboardRoutes } from './switchboard/own-routes.ts';
import { addSwitchboardOperations } from './switchboard/routes.ts';
import { addUserOperations } from './users/routes.ts';
import { addVersion1 } from './v1/index.ts';
import type { Audit } from '../people/index.ts';
import { addWebhookOperations } from './webhooks/routes.ts';

export type MessagingOptions = Omit<MessagingParts, 'keys'> & { readonly audit: Audit };

/** The Sunshine Conversations API over the workspace's conversations. */
export interface Messaging {
  readonly keys: Keys;
  /** Every operation that is served, for the walk through scopes and for the documentation. */
  readonly operations: readonly Operation[];
}

/** Opens the API. Uploads need the server's reader of multipart bodies, which `media` adds. */
export async function createMessaging(options: MessagingOptions): Promise<Messaging> {
  const keys = createKeys(options);
  const parts: MessagingParts = { ...options, keys };
  const operations = await openApi({ ...options, keys }, (serve) => {
    addAppOperations(serve, parts);
    addIntegrationOperations(serve, parts);
    addWebhookOperations(serve, parts);
    addUserOperations(serve, parts);
    addConversationOperations(serve, parts);
    addMessageOperations(serve, parts);
    addAttachmentOperations(serve, parts);
    addSwitchboardOperations(serve, parts);
    addVersion1(serve, parts);
  });
  addMediaAddress(parts);
  addProgramKeyRoutes({ ...options, keys });
  addProgramIntegrationRoutes({ ...options, keys });
  addProgramSwitchboardRoutes(options);
  return { keys, operations };
}
