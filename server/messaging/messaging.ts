import type { Operation } from '../../contract/sunshine/operation.ts';
import { addAppOperations } from './apps/routes.ts';
import { addAttachmentOperations, addMediaAddress } from './attachments/routes.ts';
import { addConversationOperations } from './conversations/routes.ts';
import { openApi } from './http/serve.ts';
import { addProgramIntegrationRoutes } from './integrations/own-routes.ts';
import { addIntegrationOperations } from './integrations/routes.ts';
import { addProgramKeyRoutes } from './keys/routes.ts';
import { createKeys, type Keys } from './keys/keys.ts';
import { createPosting } from './messages/posting.ts';
import { createRoom, MOST_MESSAGES } from './messages/room.ts';
import { addMessageOperations } from './messages/routes.ts';
import { createClients } from './oauth/clients.ts';
import { createConsent } from './oauth/consent.ts';
import { addProgramClientRoutes } from './oauth/own-routes.ts';
import { addOAuthOperations } from './oauth/routes.ts';
import { openApiDocument } from './openapi/document.ts';
import type { MessagingParts } from './parts.ts';
import { addProgramEventRoutes } from './told/routes.ts';
import { addSwitchboardOperations } from './switchboard/routes.ts';
import { addUserOperations } from './users/routes.ts';
import { addVersion1 } from './v1/index.ts';
import type { Audit } from '../people/index.ts';
import { addWebhookOperations } from './webhooks/routes.ts';

export type MessagingOptions = Omit<MessagingParts, 'keys' | 'posting' | 'room'> & {
  readonly audit: Audit;
  /** Most messages of a conversation; tests have less patience than the contract. */
  readonly mostMessages?: number;
};

/** The Sunshine Conversations API over the workspace's conversations. */
export interface Messaging {
  readonly keys: Keys;
  /** Every operation that is served, for the walk through scopes and for the documentation. */
  readonly operations: readonly Operation[];
}

/** Opens the API. Uploads need the server's reader of multipart bodies, which `media` adds. */
export async function createMessaging(options: MessagingOptions): Promise<Messaging> {
  const keys = createKeys(options);
  const parts: MessagingParts = {
    ...options,
    keys,
    posting: createPosting(options.outbound),
    room: createRoom(options.mostMessages ?? MOST_MESSAGES),
  };
  const noting = { audit: options.audit, emit: options.log.append.bind(options.log) };
  const oauth = { ...parts, audit: options.audit, noting };
  const consent = createConsent(oauth);
  const operations = await openApi({ ...options, keys }, (serve, open) => {
    addAppOperations(serve, parts);
    addIntegrationOperations(serve, parts);
    addWebhookOperations(serve, parts);
    addUserOperations(serve, parts);
    addConversationOperations(serve, parts);
    addMessageOperations(serve, parts);
    addAttachmentOperations(serve, parts);
    addSwitchboardOperations(serve, parts);
    addOAuthOperations(serve, open, { ...oauth, consent });
    addVersion1(serve, parts);
  });
  addMediaAddress(parts);
  // Asked for by people and by tools, before they have a key: it tells nothing of a workspace.
  const document = JSON.stringify(openApiDocument());
  options.http.app.get('/sc/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document),
  );
  addProgramKeyRoutes({ ...options, keys });
  addProgramIntegrationRoutes({ ...options, keys });
  addProgramClientRoutes({ ...options, clients: createClients(oauth), consent });
  addProgramEventRoutes(options);
  return { keys, operations };
}
