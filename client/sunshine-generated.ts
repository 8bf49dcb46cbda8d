// Made by bin/sunshine-client.ts from contract/sunshine. Do not edit.
import type { OperationBody, OperationFilter, OperationQuery, OperationResponse } from '../contract/sunshine/operation.ts';
import type { appKeyOperations, appOperations, integrationKeyOperations } from '../contract/sunshine/apps.ts';
import type { attachmentOperations } from '../contract/sunshine/attachments.ts';
import type { conversationOperations, participantOperations } from '../contract/sunshine/conversations.ts';
import type { integrationOperations, webhookOperations } from '../contract/sunshine/integrations.ts';
import type { activityOperations, messageOperations } from '../contract/sunshine/messages.ts';
import type { oauthOperations } from '../contract/sunshine/oauth.ts';
import type { controlOperations, switchboardIntegrationOperations, switchboardOperations } from '../contract/sunshine/switchboards.ts';
import type { clientOperations, deviceOperations, userOperations } from '../contract/sunshine/users.ts';
import { callerOf, type Page, type SunshineCall, type SunshineOptions } from './sunshine-request.ts';

/** Every operation of version 2, by the name that its description gives it. The app is the one of the options. */
export function openSunshine(options: SunshineOptions) {
  const ask = callerOf(options);
  return {
    /** Makes a key; at most ten. */
    createAppKey: (body: OperationBody<typeof appKeyOperations.create>, call?: SunshineCall) =>
      ask<OperationResponse<typeof appKeyOperations.create>>('POST', '/v2/apps/:appId/keys', { body }, call),
    /** Keys with their secrets. */
    listAppKeys: (call?: SunshineCall) =>
      ask<OperationResponse<typeof appKeyOperations.list>>('GET', '/v2/apps/:appId/keys', {  }, call),
    /** One key with its secret. */
    getAppKey: (params: { keyId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof appKeyOperations.get>>('GET', '/v2/apps/:appId/keys/:keyId', { params }, call),
    /** Takes a key away; whoever has it is refused from then on. */
    deleteAppKey: (params: { keyId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof appKeyOperations.remove>>('DELETE', '/v2/apps/:appId/keys/:keyId', { params }, call),
    /** The apps of an account: the workspace of the key. */
    listApps: (more: { page?: Page } = {}, call?: SunshineCall) =>
      ask<OperationResponse<typeof appOperations.list>>('GET', '/v2/apps', { ...more }, call),
    /** The app: our workspace. */
    getApp: (call?: SunshineCall) =>
      ask<OperationResponse<typeof appOperations.get>>('GET', '/v2/apps/:appId', {  }, call),
    /** Changes name, settings and metadata; what is not named stays. */
    updateApp: (body: OperationBody<typeof appOperations.update>, call?: SunshineCall) =>
      ask<OperationResponse<typeof appOperations.update>>('PATCH', '/v2/apps/:appId', { body }, call),
    /** The app of the key or token that asks. */
    getTokenInfo: (call?: SunshineCall) =>
      ask<OperationResponse<typeof appOperations.info>>('GET', '/v2/tokenInfo', {  }, call),
    /** Makes a key; at most ten. */
    createCustomIntegrationKey: (params: { integrationId: string }, body: OperationBody<typeof integrationKeyOperations.create>, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationKeyOperations.create>>('POST', '/v2/apps/:appId/integrations/:integrationId/keys', { params, body }, call),
    /** Keys with their secrets. */
    listCustomIntegrationKeys: (params: { integrationId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationKeyOperations.list>>('GET', '/v2/apps/:appId/integrations/:integrationId/keys', { params }, call),
    /** One key with its secret. */
    getCustomIntegrationKey: (params: { integrationId: string; keyId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationKeyOperations.get>>('GET', '/v2/apps/:appId/integrations/:integrationId/keys/:keyId', { params }, call),
    /** Takes a key away; whoever has it is refused from then on. */
    deleteCustomIntegrationKey: (params: { integrationId: string; keyId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationKeyOperations.remove>>('DELETE', '/v2/apps/:appId/integrations/:integrationId/keys/:keyId', { params }, call),
    /** Keeps a file of at most 50 MB, to be named in messages. */
    uploadAttachment: (file: File, more: { query?: OperationQuery<typeof attachmentOperations.upload> } = {}, call?: SunshineCall) =>
      ask<OperationResponse<typeof attachmentOperations.upload>>('POST', '/v2/apps/:appId/attachments', { file, ...more }, call),
    /** Deletes a file that was kept; messages that went out with it stay. */
    deleteAttachment: (body: OperationBody<typeof attachmentOperations.remove>, call?: SunshineCall) =>
      ask<OperationResponse<typeof attachmentOperations.remove>>('POST', '/v2/apps/:appId/attachments/remove', { body }, call),
    /** Makes a conversation that only programs know; those with people of X begin when they write. */
    createConversation: (body: OperationBody<typeof conversationOperations.create>, call?: SunshineCall) =>
      ask<OperationResponse<typeof conversationOperations.create>>('POST', '/v2/apps/:appId/conversations', { body }, call),
    /** The conversations of one user. */
    listConversations: (more: { page?: Page; filter: OperationFilter<typeof conversationOperations.list> }, call?: SunshineCall) =>
      ask<OperationResponse<typeof conversationOperations.list>>('GET', '/v2/apps/:appId/conversations', { ...more }, call),
    /** One conversation. */
    getConversation: (params: { conversationId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof conversationOperations.get>>('GET', '/v2/apps/:appId/conversations/:conversationId', { params }, call),
    /** Changes name, description, picture and metadata; what is not named stays. */
    updateConversation: (params: { conversationId: string }, body: OperationBody<typeof conversationOperations.update>, call?: SunshineCall) =>
      ask<OperationResponse<typeof conversationOperations.update>>('PATCH', '/v2/apps/:appId/conversations/:conversationId', { params, body }, call),
    /** Deletes a conversation that only programs know; a thread of X stays: 400 `bad_request`. */
    deleteConversation: (params: { conversationId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof conversationOperations.remove>>('DELETE', '/v2/apps/:appId/conversations/:conversationId', { params }, call),
    /** Adds a user to a group that only programs know. */
    joinConversation: (params: { conversationId: string }, body: OperationBody<typeof participantOperations.join>, call?: SunshineCall) =>
      ask<OperationResponse<typeof participantOperations.join>>('POST', '/v2/apps/:appId/conversations/:conversationId/join', { params, body }, call),
    /** Who is in a conversation. */
    listParticipants: (params: { conversationId: string }, more: { page?: Page } = {}, call?: SunshineCall) =>
      ask<OperationResponse<typeof participantOperations.list>>('GET', '/v2/apps/:appId/conversations/:conversationId/participants', { params, ...more }, call),
    /** Takes a user out of a group that only programs know. */
    leaveConversation: (params: { conversationId: string }, body: OperationBody<typeof participantOperations.leave>, call?: SunshineCall) =>
      ask<OperationResponse<typeof participantOperations.leave>>('POST', '/v2/apps/:appId/conversations/:conversationId/leave', { params, body }, call),
    /** Connects an X account by its keys, or adds a bot or business system with its webhook. */
    createIntegration: (body: OperationBody<typeof integrationOperations.create>, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationOperations.create>>('POST', '/v2/apps/:appId/integrations', { body }, call),
    /** Handles, bots and business systems. */
    listIntegrations: (more: { page?: Page; filter: OperationFilter<typeof integrationOperations.list> }, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationOperations.list>>('GET', '/v2/apps/:appId/integrations', { ...more }, call),
    /** One of them. */
    getIntegration: (params: { integrationId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationOperations.get>>('GET', '/v2/apps/:appId/integrations/:integrationId', { params }, call),
    /** Renames it; keys cannot be changed, only made anew. */
    updateIntegration: (params: { integrationId: string }, body: OperationBody<typeof integrationOperations.update>, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationOperations.update>>('PATCH', '/v2/apps/:appId/integrations/:integrationId', { params, body }, call),
    /** Takes a handle out of use, or a bot or business system with its keys and webhook away. */
    deleteIntegration: (params: { integrationId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof integrationOperations.remove>>('DELETE', '/v2/apps/:appId/integrations/:integrationId', { params }, call),
    /** Adds an address that is told what happens. */
    createWebhook: (params: { integrationId: string }, body: OperationBody<typeof webhookOperations.create>, call?: SunshineCall) =>
      ask<OperationResponse<typeof webhookOperations.create>>('POST', '/v2/apps/:appId/integrations/:integrationId/webhooks', { params, body }, call),
    /** Addresses of one integration. */
    listWebhooks: (params: { integrationId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof webhookOperations.list>>('GET', '/v2/apps/:appId/integrations/:integrationId/webhooks', { params }, call),
    /** One address. */
    getWebhook: (params: { integrationId: string; webhookId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof webhookOperations.get>>('GET', '/v2/apps/:appId/integrations/:integrationId/webhooks/:webhookId', { params }, call),
    /** Changes address, triggers or what is included; what is not named stays. */
    updateWebhook: (params: { integrationId: string; webhookId: string }, body: OperationBody<typeof webhookOperations.update>, call?: SunshineCall) =>
      ask<OperationResponse<typeof webhookOperations.update>>('PATCH', '/v2/apps/:appId/integrations/:integrationId/webhooks/:webhookId', { params, body }, call),
    /** Takes an address away; what waits for it is not sent any more. */
    deleteWebhook: (params: { integrationId: string; webhookId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof webhookOperations.remove>>('DELETE', '/v2/apps/:appId/integrations/:integrationId/webhooks/:webhookId', { params }, call),
    /** Shows that an answer is being written, or that what was written has been read. */
    postActivity: (params: { conversationId: string }, body: OperationBody<typeof activityOperations.post>, call?: SunshineCall) =>
      ask<OperationResponse<typeof activityOperations.post>>('POST', '/v2/apps/:appId/conversations/:conversationId/activity', { params, body }, call),
    /** Says something to the customer, or as them; stored and queued before this answers. */
    postMessage: (params: { conversationId: string }, body: OperationBody<typeof messageOperations.post>, call?: SunshineCall) =>
      ask<OperationResponse<typeof messageOperations.post>>('POST', '/v2/apps/:appId/conversations/:conversationId/messages', { params, body }, call),
    /** What was said, a hundred at a time, the newest hundred first asked for. */
    listMessages: (params: { conversationId: string }, more: { page?: Page } = {}, call?: SunshineCall) =>
      ask<OperationResponse<typeof messageOperations.list>>('GET', '/v2/apps/:appId/conversations/:conversationId/messages', { params, ...more }, call),
    /** Deletes here what was said; what X holds stays at X. */
    deleteAllMessages: (params: { conversationId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof messageOperations.removeAll>>('DELETE', '/v2/apps/:appId/conversations/:conversationId/messages', { params }, call),
    /** Deletes one message here; what X holds stays at X. */
    deleteMessage: (params: { conversationId: string; messageId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof messageOperations.remove>>('DELETE', '/v2/apps/:appId/conversations/:conversationId/messages/:messageId', { params }, call),
    /** Takes the calling integration out of the app, with its keys, tokens and webhooks. */
    revokeAccess: (call?: SunshineCall) =>
      ask<OperationResponse<typeof oauthOperations.revoke>>('DELETE', '/oauth/authorization', {  }, call),
    /** Gives the conversation to another: by id, by name, by type, or `next`. */
    passControl: (params: { conversationId: string }, body: OperationBody<typeof controlOperations.pass>, call?: SunshineCall) =>
      ask<OperationResponse<typeof controlOperations.pass>>('POST', '/v2/apps/:appId/conversations/:conversationId/passControl', { params, body }, call),
    /** Offers the conversation to another, who may accept. */
    offerControl: (params: { conversationId: string }, body: OperationBody<typeof controlOperations.offer>, call?: SunshineCall) =>
      ask<OperationResponse<typeof controlOperations.offer>>('POST', '/v2/apps/:appId/conversations/:conversationId/offerControl', { params, body }, call),
    /** Takes the conversation that was offered. */
    acceptControl: (params: { conversationId: string }, body?: OperationBody<typeof controlOperations.accept>, call?: SunshineCall) =>
      ask<OperationResponse<typeof controlOperations.accept>>('POST', '/v2/apps/:appId/conversations/:conversationId/acceptControl', { params, body }, call),
    /** Lets the conversation go: the default has it at the customer’s next message. */
    releaseControl: (params: { conversationId: string }, body?: OperationBody<typeof controlOperations.release>, call?: SunshineCall) =>
      ask<OperationResponse<typeof controlOperations.release>>('POST', '/v2/apps/:appId/conversations/:conversationId/releaseControl', { params, body }, call),
    /** Connects a custom integration, or the desk (`integrationType` `rookery:desk`). */
    createSwitchboardIntegration: (params: { switchboardId: string }, body: OperationBody<typeof switchboardIntegrationOperations.create>, call?: SunshineCall) =>
      ask<OperationResponse<typeof switchboardIntegrationOperations.create>>('POST', '/v2/apps/:appId/switchboards/:switchboardId/switchboardIntegrations', { params, body }, call),
    /** What the switchboard connects. */
    listSwitchboardIntegrations: (params: { switchboardId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof switchboardIntegrationOperations.list>>('GET', '/v2/apps/:appId/switchboards/:switchboardId/switchboardIntegrations', { params }, call),
    /** Changes one of them; what is not named stays. */
    updateSwitchboardIntegration: (params: { switchboardId: string; switchboardIntegrationId: string }, body: OperationBody<typeof switchboardIntegrationOperations.update>, call?: SunshineCall) =>
      ask<OperationResponse<typeof switchboardIntegrationOperations.update>>('PATCH', '/v2/apps/:appId/switchboards/:switchboardId/switchboardIntegrations/:switchboardIntegrationId', { params, body }, call),
    /** Disconnects one; refused while it is the default or another’s next. */
    deleteSwitchboardIntegration: (params: { switchboardId: string; switchboardIntegrationId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof switchboardIntegrationOperations.remove>>('DELETE', '/v2/apps/:appId/switchboards/:switchboardId/switchboardIntegrations/:switchboardIntegrationId', { params }, call),
    /** Makes the app’s switchboard; there is one. */
    createSwitchboard: (call?: SunshineCall) =>
      ask<OperationResponse<typeof switchboardOperations.create>>('POST', '/v2/apps/:appId/switchboards', {  }, call),
    /** The app’s switchboard, if it has one. */
    listSwitchboards: (call?: SunshineCall) =>
      ask<OperationResponse<typeof switchboardOperations.list>>('GET', '/v2/apps/:appId/switchboards', {  }, call),
    /** Switches it on or off, and says who has conversations at first. */
    updateSwitchboard: (params: { switchboardId: string }, body: OperationBody<typeof switchboardOperations.update>, call?: SunshineCall) =>
      ask<OperationResponse<typeof switchboardOperations.update>>('PATCH', '/v2/apps/:appId/switchboards/:switchboardId', { params, body }, call),
    /** Takes it away with all that it connects; everybody is told everything again. */
    deleteSwitchboard: (params: { switchboardId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof switchboardOperations.remove>>('DELETE', '/v2/apps/:appId/switchboards/:switchboardId', { params }, call),
    /** The handles with which a user writes, each with their profile of X. */
    listClients: (params: { userIdOrExternalId: string }, more: { page?: Page } = {}, call?: SunshineCall) =>
      ask<OperationResponse<typeof clientOperations.list>>('GET', '/v2/apps/:appId/users/:userIdOrExternalId/clients', { params, ...more }, call),
    /** Devices that run an SDK: none, on X. */
    listDevices: (params: { userIdOrExternalId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof deviceOperations.list>>('GET', '/v2/apps/:appId/users/:userIdOrExternalId/devices', { params }, call),
    /** Makes a user under an id of the caller’s own. */
    createUser: (body: OperationBody<typeof userOperations.create>, call?: SunshineCall) =>
      ask<OperationResponse<typeof userOperations.create>>('POST', '/v2/apps/:appId/users', { body }, call),
    /** Users with this e-mail address. */
    listUsers: (more: { filter: OperationFilter<typeof userOperations.list> }, call?: SunshineCall) =>
      ask<OperationResponse<typeof userOperations.list>>('GET', '/v2/apps/:appId/users', { ...more }, call),
    /** One user, by our id or the caller’s own. */
    getUser: (params: { userIdOrExternalId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof userOperations.get>>('GET', '/v2/apps/:appId/users/:userIdOrExternalId', { params }, call),
    /** Changes profile and metadata; what is not named stays, null takes away. */
    updateUser: (params: { userIdOrExternalId: string }, body: OperationBody<typeof userOperations.update>, call?: SunshineCall) =>
      ask<OperationResponse<typeof userOperations.update>>('PATCH', '/v2/apps/:appId/users/:userIdOrExternalId', { params, body }, call),
    /** Deletes a user with everything they wrote: for a person of X, an erasure. */
    deleteUser: (params: { userIdOrExternalId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof userOperations.remove>>('DELETE', '/v2/apps/:appId/users/:userIdOrExternalId', { params }, call),
    /** Forgets name, picture, address and metadata; the conversation stays. */
    deleteUserPersonalInformation: (params: { userIdOrExternalId: string }, call?: SunshineCall) =>
      ask<OperationResponse<typeof userOperations.removePersonal>>('DELETE', '/v2/apps/:appId/users/:userIdOrExternalId/personalinformation', { params }, call),
  };
}
