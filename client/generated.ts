// Made by bin/generate-client.ts from contract/api. Do not edit.
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, apiKeyRoutes, auditRoutes, consentRoutes, contactRoutes, conversationRoutes, customerRoutes, draftRoutes, handleRoutes, hoursRoutes, inboxRoutes, insightsRoutes, invitationAdminRoutes, invitationRoutes, liveRoutes, maskingRoutes, mediaRoutes, memberRoutes, messageRoutes, monitoringRoutes, noticeRoutes, offerRoutes, operationsRoutes, presenceRoutes, privacyRoutes, retentionRoutes, ruleRoutes, searchRoutes, sessionRoutes, surveyRoutes, tagRoutes, templateRoutes, timeoutRuleRoutes, traceRoutes, transcriptRoutes, workRoutes, workStreamRoutes, xAppRoutes } from '../contract/api/index.ts';
import { callApi, type CallOptions } from './request.ts';

export const api = {
  apiKeys: {
    /** Makes an API key; the secret is shown once. */
    create: (body: BodyOf<typeof apiKeyRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof apiKeyRoutes.create>>('POST', '/api/keys', { body }, options),
    /** The workspace's API keys. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof apiKeyRoutes.list>>('GET', '/api/keys', {  }, options),
    /** Revokes an API key at once. */
    revoke: (params: ParamsOf<typeof apiKeyRoutes.revoke>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/keys/:id', { params }, options),
  },
  audit: {
    /** Who did what, newest first; ids only, each entry chained to the one before. */
    list: (query: QueryOf<typeof auditRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof auditRoutes.list>>('GET', '/api/audit', { query }, options),
    /** Checks the next stretch of the chain, at most 5,000 entries; call it again from `next` on. */
    verify: (body: BodyOf<typeof auditRoutes.verify>, options?: CallOptions) =>
      callApi<ResponseOf<typeof auditRoutes.verify>>('POST', '/api/audit/verify', { body }, options),
  },
  consent: {
    /** What customers of a handle are told about privacy, and whether they are asked first. */
    getPrivacy: (params: ParamsOf<typeof consentRoutes.getPrivacy>, options?: CallOptions) =>
      callApi<ResponseOf<typeof consentRoutes.getPrivacy>>('GET', '/api/handles/:id/privacy', { params }, options),
    /** The words with which customers end and restore automatic messages. */
    getWords: (options?: CallOptions) =>
      callApi<ResponseOf<typeof consentRoutes.getWords>>('GET', '/api/opt-out-words', {  }, options),
    /** What a customer was told, agreed to and refused, newest first, with the wording of each (at most 100). */
    ofCustomer: (params: ParamsOf<typeof consentRoutes.ofCustomer>, options?: CallOptions) =>
      callApi<ResponseOf<typeof consentRoutes.ofCustomer>>('GET', '/api/customers/:id/consent', { params }, options),
    /** What a business tells its customers about privacy: the page that the notice links to. */
    page: (params: ParamsOf<typeof consentRoutes.page>, options?: CallOptions) =>
      callApi<ResponseOf<typeof consentRoutes.page>>('GET', '/api/public/privacy/:id', { params }, options),
    /** Sets what customers of a handle are told. With `ask`, agents see nothing of what a customer writes until the yes. */
    savePrivacy: (params: ParamsOf<typeof consentRoutes.savePrivacy>, body: BodyOf<typeof consentRoutes.savePrivacy>, options?: CallOptions) =>
      callApi<ResponseOf<typeof consentRoutes.savePrivacy>>('PUT', '/api/handles/:id/privacy', { params, body }, options),
    /** Sets those words. */
    saveWords: (body: BodyOf<typeof consentRoutes.saveWords>, options?: CallOptions) =>
      callApi<ResponseOf<typeof consentRoutes.saveWords>>('PUT', '/api/opt-out-words', { body }, options),
  },
  contacts: {
    /** Makes a contact, linked to a customer if given. */
    create: (body: BodyOf<typeof contactRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.create>>('POST', '/api/contacts', { body }, options),
    /** Contacts whose name, e-mail or company begins so (at most 20). */
    search: (query: QueryOf<typeof contactRoutes.search>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.search>>('GET', '/api/contacts', { query }, options),
    /** Changes a contact. */
    update: (params: ParamsOf<typeof contactRoutes.update>, body: BodyOf<typeof contactRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.update>>('PATCH', '/api/contacts/:id', { params, body }, options),
  },
  conversations: {
    /** The same change for up to 200 conversations; each answers for itself. */
    bulkUpdate: (body: BodyOf<typeof conversationRoutes.bulkUpdate>, options?: CallOptions) =>
      callApi<ResponseOf<typeof conversationRoutes.bulkUpdate>>('POST', '/api/conversations/bulk', { body }, options),
    /** A page of the thread in order; before, after, or around a position; newest page without one. */
    entries: (params: ParamsOf<typeof conversationRoutes.entries>, query: QueryOf<typeof conversationRoutes.entries>, options?: CallOptions) =>
      callApi<ResponseOf<typeof conversationRoutes.entries>>('GET', '/api/conversations/:id/entries', { params, query }, options),
    /** A conversation without its entries. */
    get: (params: ParamsOf<typeof conversationRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof conversationRoutes.get>>('GET', '/api/conversations/:id', { params }, options),
    /** All stretches of service on this conversation, newest first (at most 100). */
    items: (params: ParamsOf<typeof conversationRoutes.items>, options?: CallOptions) =>
      callApi<ResponseOf<typeof conversationRoutes.items>>('GET', '/api/conversations/:id/work-items', { params }, options),
    /** Moves the own read mark; `unread: true` shows the conversation as unread again. */
    markRead: (params: ParamsOf<typeof conversationRoutes.markRead>, body: BodyOf<typeof conversationRoutes.markRead>, options?: CallOptions) =>
      callApi<void>('PUT', '/api/conversations/:id/read', { params, body }, options),
    /** Says that one is viewing or composing here; renewed every 10 s, forgotten after 20. */
    present: (params: ParamsOf<typeof conversationRoutes.present>, body: BodyOf<typeof conversationRoutes.present>, options?: CallOptions) =>
      callApi<void>('PUT', '/api/conversations/:id/present', { params, body }, options),
    /** How the work item came to its queue and its agent: every rule with the values seen, the candidates, who was excluded and by what. */
    routingTrace: (params: ParamsOf<typeof traceRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof traceRoutes.get>>('GET', '/api/conversations/:id/routing-trace', { params }, options),
    /** Assigns, closes, reopens, snoozes, tags or ranks the open work item. Answers the state before, for undo. */
    update: (params: ParamsOf<typeof conversationRoutes.update>, body: BodyOf<typeof conversationRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof conversationRoutes.update>>('PATCH', '/api/conversations/:id', { params, body }, options),
  },
  customers: {
    /** A customer's profile, contact and conversations. */
    get: (params: ParamsOf<typeof customerRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.get>>('GET', '/api/customers/:id', { params }, options),
    /** Links a contact, or unlinks with null. */
    linkContact: (params: ParamsOf<typeof customerRoutes.linkContact>, body: BodyOf<typeof customerRoutes.linkContact>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.linkContact>>('PUT', '/api/customers/:id/contact', { params, body }, options),
    /** Reads the profile from X again, within the limits. */
    refresh: (params: ParamsOf<typeof customerRoutes.refresh>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.refresh>>('POST', '/api/customers/:id/refresh', { params }, options),
  },
  drafts: {
    /** Own drafts here, with the media they hold. */
    list: (params: ParamsOf<typeof draftRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof draftRoutes.list>>('GET', '/api/conversations/:id/drafts', { params }, options),
    /** Saves the own draft; an empty one is removed. */
    save: (params: ParamsOf<typeof draftRoutes.save>, body: BodyOf<typeof draftRoutes.save>, options?: CallOptions) =>
      callApi<ResponseOf<typeof draftRoutes.save>>('PUT', '/api/conversations/:id/drafts/:mode', { params, body }, options),
  },
  handles: {
    /** Reads missed messages from X now, within the limits. */
    fillGap: (params: ParamsOf<typeof handleRoutes.fillGap>, options?: CallOptions) =>
      callApi<ResponseOf<typeof handleRoutes.fillGap>>('POST', '/api/handles/:id/fill-gap', { params }, options),
    /** Handles with the state of their accounts: the strip at the foot of the desk. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof handleRoutes.list>>('GET', '/api/handles', {  }, options),
    /** Stops receiving and sending for a handle; its conversations stay. Unsubscribes at X. */
    remove: (params: ParamsOf<typeof handleRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/handles/:id', { params }, options),
    /** At the local X: a made-up customer writes to this handle, so that the whole road is seen working. */
    testDm: (params: ParamsOf<typeof handleRoutes.testDm>, options?: CallOptions) =>
      callApi<ResponseOf<typeof handleRoutes.testDm>>('POST', '/api/handles/:id/test-message', { params }, options),
    /** Changes a handle's name, language, work stream or switches. */
    update: (params: ParamsOf<typeof handleRoutes.update>, body: BodyOf<typeof handleRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof handleRoutes.update>>('PATCH', '/api/handles/:id', { params, body }, options),
  },
  hours: {
    /** Makes operating hours. Times that overlap are refused, with a sentence for each. */
    create: (body: BodyOf<typeof hoursRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof hoursRoutes.create>>('POST', '/api/hours', { body }, options),
    /** Operating hours by name, with how they stand now and who keeps them (at most 200). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof hoursRoutes.list>>('GET', '/api/hours', {  }, options),
    /** What hours that are not saved yet would mean: the next changes, and what is wrong with them. */
    preview: (body: BodyOf<typeof hoursRoutes.preview>, options?: CallOptions) =>
      callApi<ResponseOf<typeof hoursRoutes.preview>>('POST', '/api/hours/preview', { body }, options),
    /** Removes operating hours that no queue and no handle keeps. */
    remove: (params: ParamsOf<typeof hoursRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/hours/:id', { params }, options),
    /** Replaces operating hours. */
    update: (params: ParamsOf<typeof hoursRoutes.update>, body: BodyOf<typeof hoursRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof hoursRoutes.update>>('PUT', '/api/hours/:id', { params, body }, options),
  },
  inbox: {
    /** How many conversations each view holds (counted to 1,000). */
    counts: (options?: CallOptions) =>
      callApi<ResponseOf<typeof inboxRoutes.counts>>('GET', '/api/inbox/counts', {  }, options),
    /** A view of the inbox, newest activity first. */
    list: (query: QueryOf<typeof inboxRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof inboxRoutes.list>>('GET', '/api/inbox', { query }, options),
    /** The rows of some conversations, to refresh a list after live events. */
    rows: (query: QueryOf<typeof inboxRoutes.rows>, options?: CallOptions) =>
      callApi<ResponseOf<typeof inboxRoutes.rows>>('GET', '/api/inbox/rows', { query }, options),
  },
  insights: {
    /** The conversations behind a number, newest first. */
    conversations: (query: QueryOf<typeof insightsRoutes.conversations>, options?: CallOptions) =>
      callApi<ResponseOf<typeof insightsRoutes.conversations>>('GET', '/api/insights/conversations', { query }, options),
    /** All measures of a time, grouped; at most two years. */
    report: (query: QueryOf<typeof insightsRoutes.report>, options?: CallOptions) =>
      callApi<ResponseOf<typeof insightsRoutes.report>>('GET', '/api/insights/report', { query }, options),
    /** An agent's presences and sessions of a time of at most 31 days, the last day without one (the newest 2,000 of each). */
    timeline: (params: ParamsOf<typeof insightsRoutes.timeline>, query: QueryOf<typeof insightsRoutes.timeline>, options?: CallOptions) =>
      callApi<ResponseOf<typeof insightsRoutes.timeline>>('GET', '/api/insights/agents/:id/timeline', { params, query }, options),
    /** How it stands now, and the last 24 hours. */
    today: (query: QueryOf<typeof insightsRoutes.today>, options?: CallOptions) =>
      callApi<ResponseOf<typeof insightsRoutes.today>>('GET', '/api/insights/today', { query }, options),
  },
  invitations: {
    /** Accepts an invitation: makes the person and signs them in. */
    accept: (params: ParamsOf<typeof invitationRoutes.accept>, body: BodyOf<typeof invitationRoutes.accept>, options?: CallOptions) =>
      callApi<ResponseOf<typeof invitationRoutes.accept>>('POST', '/api/invitations/by-token/:token', { params, body }, options),
    /** Invites somebody; the link is shown once. */
    create: (body: BodyOf<typeof invitationAdminRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof invitationAdminRoutes.create>>('POST', '/api/invitations', { body }, options),
    /** Invitations that are open or were accepted. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof invitationAdminRoutes.list>>('GET', '/api/invitations', {  }, options),
    /** Withdraws an invitation. */
    remove: (params: ParamsOf<typeof invitationAdminRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/invitations/:id', { params }, options),
    /** What an invitation link is for. */
    show: (params: ParamsOf<typeof invitationRoutes.show>, options?: CallOptions) =>
      callApi<ResponseOf<typeof invitationRoutes.show>>('GET', '/api/invitations/by-token/:token', { params }, options),
  },
  masking: {
    /** Adds a masking rule; a pattern that cannot be read is refused with its place. */
    create: (body: BodyOf<typeof maskingRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof maskingRoutes.create>>('POST', '/api/masking/rules', { body }, options),
    /** Masking rules in the order of their names (at most 2,000 are listed; all apply), and the switches. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof maskingRoutes.list>>('GET', '/api/masking', {  }, options),
    /** An answer as the customer would get it. */
    preview: (body: BodyOf<typeof maskingRoutes.preview>, options?: CallOptions) =>
      callApi<ResponseOf<typeof maskingRoutes.preview>>('POST', '/api/masking/preview', { body }, options),
    /** Removes a masking rule. */
    remove: (params: ParamsOf<typeof maskingRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/masking/rules/:id', { params }, options),
    /** One entry without masking; written into the audit log. */
    reveal: (params: ParamsOf<typeof maskingRoutes.reveal>, options?: CallOptions) =>
      callApi<ResponseOf<typeof maskingRoutes.reveal>>('POST', '/api/conversations/:id/messages/:messageId/reveal', { params }, options),
    /** Switches masking of customers' data, and of colleagues' data, on or off. */
    setSwitches: (body: BodyOf<typeof maskingRoutes.setSwitches>, options?: CallOptions) =>
      callApi<ResponseOf<typeof maskingRoutes.setSwitches>>('PUT', '/api/masking/switches', { body }, options),
    /** Whether anything is masked for those who read, and for customers. */
    switches: (options?: CallOptions) =>
      callApi<ResponseOf<typeof maskingRoutes.switches>>('GET', '/api/masking/switches', {  }, options),
    /** Masks a text by the active rules of a direction, or by the given one alone, and says which rule hit. */
    test: (body: BodyOf<typeof maskingRoutes.test>, options?: CallOptions) =>
      callApi<ResponseOf<typeof maskingRoutes.test>>('POST', '/api/masking/test', { body }, options),
    /** Changes a masking rule. */
    update: (params: ParamsOf<typeof maskingRoutes.update>, body: BodyOf<typeof maskingRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof maskingRoutes.update>>('PATCH', '/api/masking/rules/:id', { params, body }, options),
  },
  media: {
    /** Fetches a file from X again that could not be fetched. */
    retry: (params: ParamsOf<typeof mediaRoutes.retry>, options?: CallOptions) =>
      callApi<ResponseOf<typeof mediaRoutes.retry>>('POST', '/api/media/:id/retry', { params }, options),
  },
  members: {
    /** Everybody in the workspace. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof memberRoutes.list>>('GET', '/api/members', {  }, options),
    /** Changes a member's name, role or access; the last administrator stays one. */
    update: (params: ParamsOf<typeof memberRoutes.update>, body: BodyOf<typeof memberRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof memberRoutes.update>>('PATCH', '/api/members/:id', { params, body }, options),
  },
  messages: {
    /** Takes back a message that is still queued; 409 once it is on its way. */
    cancel: (params: ParamsOf<typeof messageRoutes.cancel>, options?: CallOptions) =>
      callApi<ResponseOf<typeof messageRoutes.cancel>>('POST', '/api/conversations/:id/messages/:messageId/cancel', { params }, options),
    /** Adds a note that only colleagues see. */
    note: (params: ParamsOf<typeof messageRoutes.note>, body: BodyOf<typeof messageRoutes.note>, options?: CallOptions) =>
      callApi<ResponseOf<typeof messageRoutes.note>>('POST', '/api/conversations/:id/notes', { params, body }, options),
    /** Queues a failed message again, with other text if given. Refused while the outcome is unknown. */
    retry: (params: ParamsOf<typeof messageRoutes.retry>, body: BodyOf<typeof messageRoutes.retry>, options?: CallOptions) =>
      callApi<ResponseOf<typeof messageRoutes.retry>>('POST', '/api/conversations/:id/messages/:messageId/retry', { params, body }, options),
    /** Answers the customer: stored and queued before this returns. The same idempotency key gives the same message. */
    send: (params: ParamsOf<typeof messageRoutes.send>, body: BodyOf<typeof messageRoutes.send>, options?: CallOptions) =>
      callApi<ResponseOf<typeof messageRoutes.send>>('POST', '/api/conversations/:id/messages', { params, body }, options),
    /** A person decides about a message whose outcome stays unknown: it counts as sent, or as failed. */
    settle: (params: ParamsOf<typeof messageRoutes.settle>, body: BodyOf<typeof messageRoutes.settle>, options?: CallOptions) =>
      callApi<ResponseOf<typeof messageRoutes.settle>>('POST', '/api/conversations/:id/messages/:messageId/settle', { params, body }, options),
    /** Shows the customer that an answer is being written, where X can. */
    typing: (params: ParamsOf<typeof messageRoutes.typing>, options?: CallOptions) =>
      callApi<void>('POST', '/api/conversations/:id/typing', { params }, options),
  },
  monitoring: {
    /** Accepts the notice in the wording that was read; refused when it has another one meanwhile. */
    accept: (body: BodyOf<typeof monitoringRoutes.accept>, options?: CallOptions) =>
      callApi<void>('POST', '/api/monitoring-notice/accept', { body }, options),
    /** Who accepted which wording and when, newest first (at most 500). */
    acceptances: (options?: CallOptions) =>
      callApi<ResponseOf<typeof monitoringRoutes.acceptances>>('GET', '/api/monitoring-notice/acceptances', {  }, options),
    /** The notice about monitoring, and when the caller accepted this wording. */
    mine: (options?: CallOptions) =>
      callApi<ResponseOf<typeof monitoringRoutes.mine>>('GET', '/api/monitoring-notice', {  }, options),
    /** Sets the notice; everybody is asked to accept it before they go on. Empty: nobody is asked. */
    save: (body: BodyOf<typeof monitoringRoutes.save>, options?: CallOptions) =>
      callApi<ResponseOf<typeof monitoringRoutes.save>>('PUT', '/api/monitoring-notice', { body }, options),
  },
  notices: {
    /** Every automatic message as it holds for all handles, or for one. */
    list: (query: QueryOf<typeof noticeRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof noticeRoutes.list>>('GET', '/api/automatic-messages', { query }, options),
    /** Forgets what was set: a handle follows the channel again, the channel the standard, which is off. */
    reset: (params: ParamsOf<typeof noticeRoutes.reset>, query: QueryOf<typeof noticeRoutes.reset>, options?: CallOptions) =>
      callApi<ResponseOf<typeof noticeRoutes.reset>>('DELETE', '/api/automatic-messages/:trigger', { params, query }, options),
    /** Sets an automatic message for all handles, or for one, which then wins. A handle's inactive one sends nothing. */
    save: (params: ParamsOf<typeof noticeRoutes.save>, query: QueryOf<typeof noticeRoutes.save>, body: BodyOf<typeof noticeRoutes.save>, options?: CallOptions) =>
      callApi<ResponseOf<typeof noticeRoutes.save>>('PUT', '/api/automatic-messages/:trigger', { params, query, body }, options),
  },
  offers: {
    /** Accepts an offer; it is refused once it ran out or was taken back. Twice is once. */
    accept: (params: ParamsOf<typeof offerRoutes.accept>, options?: CallOptions) =>
      callApi<ResponseOf<typeof offerRoutes.accept>>('POST', '/api/offers/:id/accept', { params }, options),
    /** Declines an offer: the conversation goes on to the next agent. */
    decline: (params: ParamsOf<typeof offerRoutes.decline>, options?: CallOptions) =>
      callApi<void>('POST', '/api/offers/:id/decline', { params }, options),
    /** What is offered to the caller now, oldest first, and the server's time to count down by. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof offerRoutes.list>>('GET', '/api/offers', {  }, options),
    /** The caller's running sessions, newest first. */
    sessions: (options?: CallOptions) =>
      callApi<ResponseOf<typeof offerRoutes.sessions>>('GET', '/api/sessions/mine', {  }, options),
  },
  operations: {
    /** Deliveries from X that could not be taken in, kept for another try. */
    parked: (query: QueryOf<typeof operationsRoutes.parked>, options?: CallOptions) =>
      callApi<ResponseOf<typeof operationsRoutes.parked>>('GET', '/api/operations/parked', { query }, options),
    /** Tries a parked delivery again. */
    replay: (params: ParamsOf<typeof operationsRoutes.replay>, options?: CallOptions) =>
      callApi<ResponseOf<typeof operationsRoutes.replay>>('POST', '/api/operations/parked/:id/replay', { params }, options),
    /** Kinds of events from X that this version does not know, with counts. */
    unknownKinds: (options?: CallOptions) =>
      callApi<ResponseOf<typeof operationsRoutes.unknownKinds>>('GET', '/api/operations/unknown-kinds', {  }, options),
  },
  presence: {
    /** Chooses the own presence. Available and Busy follow the work again from the next change on; Do not disturb, Away and Offline stay. */
    choose: (body: BodyOf<typeof presenceRoutes.choose>, options?: CallOptions) =>
      callApi<ResponseOf<typeof presenceRoutes.choose>>('PUT', '/api/presence/mine', { body }, options),
    /** How all agents are right now, for assigning, transferring and consulting. */
    list: (query: QueryOf<typeof presenceRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof presenceRoutes.list>>('GET', '/api/presence', { query }, options),
    /** The own presence and capacity, and what can be chosen. */
    mine: (options?: CallOptions) =>
      callApi<ResponseOf<typeof presenceRoutes.mine>>('GET', '/api/presence/mine', {  }, options),
    /** Sets an agent's presence. */
    set: (params: ParamsOf<typeof presenceRoutes.set>, body: BodyOf<typeof presenceRoutes.set>, options?: CallOptions) =>
      callApi<ResponseOf<typeof presenceRoutes.set>>('PUT', '/api/presence/:id', { params, body }, options),
  },
  privacy: {
    /** The certificate of a finished erasure. */
    certificate: (params: ParamsOf<typeof privacyRoutes.certificate>, options?: CallOptions) =>
      callApi<ResponseOf<typeof privacyRoutes.certificate>>('GET', '/api/privacy/requests/:id/certificate', { params }, options),
    /** Finds a person by @name, X id or customer id, and counts what is held of them. */
    find: (body: BodyOf<typeof privacyRoutes.find>, options?: CallOptions) =>
      callApi<ResponseOf<typeof privacyRoutes.find>>('POST', '/api/privacy/person', { body }, options),
    /** One request. */
    get: (params: ParamsOf<typeof privacyRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof privacyRoutes.get>>('GET', '/api/privacy/requests/:id', { params }, options),
    /** Erasures and exports of people, newest first. */
    list: (query: QueryOf<typeof privacyRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof privacyRoutes.list>>('GET', '/api/privacy/requests', { query }, options),
    /** Erases or exports one person everywhere, in the background. An erasure is confirmed by typing the name. */
    request: (body: BodyOf<typeof privacyRoutes.request>, options?: CallOptions) =>
      callApi<ResponseOf<typeof privacyRoutes.request>>('POST', '/api/privacy/requests', { body }, options),
    /** Compares a certificate with its own hash and with the audit log. */
    verify: (body: BodyOf<typeof privacyRoutes.verify>, options?: CallOptions) =>
      callApi<ResponseOf<typeof privacyRoutes.verify>>('POST', '/api/privacy/certificates/verify', { body }, options),
  },
  retention: {
    /** How long each kind of data is kept. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof retentionRoutes.list>>('GET', '/api/privacy/retention', {  }, options),
    /** How much would go now with so many days (counted to 100,000). */
    preview: (body: BodyOf<typeof retentionRoutes.preview>, options?: CallOptions) =>
      callApi<ResponseOf<typeof retentionRoutes.preview>>('POST', '/api/privacy/retention/preview', { body }, options),
    /** Sets how long a kind of data is kept; what is older goes within the hour. */
    set: (body: BodyOf<typeof retentionRoutes.set>, options?: CallOptions) =>
      callApi<ResponseOf<typeof retentionRoutes.set>>('PUT', '/api/privacy/retention', { body }, options),
  },
  rules: {
    /** Adds a classification ruleset at the end, or at a place (at most 10). */
    create: (params: ParamsOf<typeof ruleRoutes.create>, body: BodyOf<typeof ruleRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.create>>('POST', '/api/work-streams/:id/rules', { params, body }, options),
    /** Tries rules on past conversations without writing, a page at a time; stored ones where no draft is given. */
    dryRun: (params: ParamsOf<typeof ruleRoutes.dryRun>, body: BodyOf<typeof ruleRoutes.dryRun>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.dryRun>>('POST', '/api/work-streams/:id/rules/dry-run', { params, body }, options),
    /** The fields that conditions may use, with their operators; an editor is built from them. */
    fields: (params: ParamsOf<typeof ruleRoutes.fields>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.fields>>('GET', '/api/work-streams/:id/rule-fields', { params }, options),
    /** A work stream's rules: classification rulesets in order, and the ruleset that chooses the queue. */
    get: (params: ParamsOf<typeof ruleRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.get>>('GET', '/api/work-streams/:id/rules', { params }, options),
    /** Orders the classification rulesets; all of them are named. */
    order: (params: ParamsOf<typeof ruleRoutes.order>, body: BodyOf<typeof ruleRoutes.order>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.order>>('PUT', '/api/work-streams/:id/rules/order', { params, body }, options),
    /** Removes a classification ruleset. */
    remove: (params: ParamsOf<typeof ruleRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/rule-sets/:id', { params }, options),
    /** Replaces the rules that choose the queue. */
    setRoute: (params: ParamsOf<typeof ruleRoutes.setRoute>, body: BodyOf<typeof ruleRoutes.setRoute>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.setRoute>>('PUT', '/api/work-streams/:id/rules/route', { params, body }, options),
    /** Replaces a classification ruleset. */
    update: (params: ParamsOf<typeof ruleRoutes.update>, body: BodyOf<typeof ruleRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.update>>('PUT', '/api/rule-sets/:id', { params, body }, options),
  },
  search: {
    /** Messages and customers that match, newest first; the last word may be unfinished. */
    messages: (query: QueryOf<typeof searchRoutes.messages>, options?: CallOptions) =>
      callApi<ResponseOf<typeof searchRoutes.messages>>('GET', '/api/search', { query }, options),
  },
  session: {
    /** Changes the own password and ends the other sign-ins. */
    changePassword: (body: BodyOf<typeof sessionRoutes.changePassword>, options?: CallOptions) =>
      callApi<void>('PUT', '/api/session/password', { body }, options),
    /** Signs in as one of the demo workspace's people; from this machine only, refused outside the demo. */
    demoSignIn: (body: BodyOf<typeof sessionRoutes.demoSignIn>, options?: CallOptions) =>
      callApi<ResponseOf<typeof sessionRoutes.demoSignIn>>('POST', '/api/session/demo', { body }, options),
    /** Who is signed in, and what the first screen is. */
    get: (options?: CallOptions) =>
      callApi<ResponseOf<typeof sessionRoutes.get>>('GET', '/api/session', {  }, options),
    /** Changes some of the own preferences. */
    setPreferences: (body: BodyOf<typeof sessionRoutes.setPreferences>, options?: CallOptions) =>
      callApi<ResponseOf<typeof sessionRoutes.setPreferences>>('PATCH', '/api/session/preferences', { body }, options),
    /** Makes the first workspace and its administrator; refused once there is one. */
    setUp: (body: BodyOf<typeof sessionRoutes.setUp>, options?: CallOptions) =>
      callApi<ResponseOf<typeof sessionRoutes.setUp>>('POST', '/api/setup', { body }, options),
    /** Signs in with e-mail and password. */
    signIn: (body: BodyOf<typeof sessionRoutes.signIn>, options?: CallOptions) =>
      callApi<ResponseOf<typeof sessionRoutes.signIn>>('POST', '/api/session', { body }, options),
    /** Signs out here. */
    signOut: (options?: CallOptions) =>
      callApi<void>('DELETE', '/api/session', {  }, options),
    /** Ends every sign-in of this person, this one too. */
    signOutEverywhere: (options?: CallOptions) =>
      callApi<void>('POST', '/api/session/sign-out-everywhere', {  }, options),
  },
  surveys: {
    /** Answers a survey; until its link ends, another answer takes the place of the first. */
    answer: (params: ParamsOf<typeof surveyRoutes.answer>, body: BodyOf<typeof surveyRoutes.answer>, options?: CallOptions) =>
      callApi<void>('PUT', '/api/public/surveys/:token', { params, body }, options),
    /** The survey of a handle; off until it is switched on. */
    get: (params: ParamsOf<typeof surveyRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof surveyRoutes.get>>('GET', '/api/handles/:id/survey', { params }, options),
    /** The answers themselves, newest first. */
    responses: (query: QueryOf<typeof surveyRoutes.responses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof surveyRoutes.responses>>('GET', '/api/survey-responses', { query }, options),
    /** Figures of the answers in a period (the last 30 days unless said), by handle, agent or queue. */
    results: (query: QueryOf<typeof surveyRoutes.results>, options?: CallOptions) =>
      callApi<ResponseOf<typeof surveyRoutes.results>>('GET', '/api/survey-results', { query }, options),
    /** Sets the survey of a handle. Links that were sent already keep the questions they were sent with. */
    save: (params: ParamsOf<typeof surveyRoutes.save>, body: BodyOf<typeof surveyRoutes.save>, options?: CallOptions) =>
      callApi<ResponseOf<typeof surveyRoutes.save>>('PUT', '/api/handles/:id/survey', { params, body }, options),
    /** A survey by its link, with what was answered already. */
    show: (params: ParamsOf<typeof surveyRoutes.show>, options?: CallOptions) =>
      callApi<ResponseOf<typeof surveyRoutes.show>>('GET', '/api/public/surveys/:token', { params }, options),
  },
  tags: {
    /** Tags in use, most used first (at most 200). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof tagRoutes.list>>('GET', '/api/tags', {  }, options),
  },
  templates: {
    /** Makes a template; what is left out is as in the standard one. */
    create: (body: BodyOf<typeof templateRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof templateRoutes.create>>('POST', '/api/templates', { body }, options),
    /** How offers can look, the standard one first, then by name (at most 200). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof templateRoutes.list>>('GET', '/api/templates', {  }, options),
    /** Removes a template; refused while a work stream uses it. */
    remove: (params: ParamsOf<typeof templateRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/templates/:id', { params }, options),
    /** Changes a template; offers made from then on follow it. */
    update: (params: ParamsOf<typeof templateRoutes.update>, body: BodyOf<typeof templateRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof templateRoutes.update>>('PATCH', '/api/templates/:id', { params, body }, options),
  },
  timeoutRules: {
    /** Makes a timeout rule, last in priority. */
    create: (body: BodyOf<typeof timeoutRuleRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof timeoutRuleRoutes.create>>('POST', '/api/timeout-rules', { body }, options),
    /** What happens when a customer or an agent stays silent, in the order of priority (at most 200). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof timeoutRuleRoutes.list>>('GET', '/api/timeout-rules', {  }, options),
    /** Sets the priority of timeout rules; those not named follow. */
    order: (body: BodyOf<typeof timeoutRuleRoutes.order>, options?: CallOptions) =>
      callApi<ResponseOf<typeof timeoutRuleRoutes.order>>('PUT', '/api/timeout-rules/order', { body }, options),
    /** Removes a timeout rule. */
    remove: (params: ParamsOf<typeof timeoutRuleRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/timeout-rules/:id', { params }, options),
    /** Replaces a timeout rule. */
    update: (params: ParamsOf<typeof timeoutRuleRoutes.update>, body: BodyOf<typeof timeoutRuleRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof timeoutRuleRoutes.update>>('PUT', '/api/timeout-rules/:id', { params, body }, options),
  },
  transcripts: {
    /** Makes transcripts of all conversations that fit, as a zip, in the background; kept for 7 days. */
    create: (body: BodyOf<typeof transcriptRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof transcriptRoutes.create>>('POST', '/api/transcripts', { body }, options),
    /** One export of transcripts. */
    get: (params: ParamsOf<typeof transcriptRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof transcriptRoutes.get>>('GET', '/api/transcripts/:id', { params }, options),
    /** Own exports of transcripts, newest first. */
    list: (query: QueryOf<typeof transcriptRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof transcriptRoutes.list>>('GET', '/api/transcripts', { query }, options),
  },
  work: {
    /** Closes the work item; the customer's next message opens another. */
    close: (params: ParamsOf<typeof workRoutes.close>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workRoutes.close>>('POST', '/api/conversations/:id/close', { params }, options),
    /** Ends the talk: wrap-up, until it is closed. */
    end: (params: ParamsOf<typeof workRoutes.end>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workRoutes.end>>('POST', '/api/conversations/:id/end', { params }, options),
    /** Takes a conversation from the list, whatever capacity and presence; of a work stream that gives out only where it allows that. */
    pick: (params: ParamsOf<typeof workRoutes.pick>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workRoutes.pick>>('POST', '/api/conversations/:id/pick', { params }, options),
    /** Waits for the customer: capacity is free at once, their next message brings it back. */
    putAside: (params: ParamsOf<typeof workRoutes.putAside>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workRoutes.putAside>>('POST', '/api/conversations/:id/put-aside', { params }, options),
    /** Gives a conversation back to its queue. */
    release: (params: ParamsOf<typeof workRoutes.release>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workRoutes.release>>('POST', '/api/conversations/:id/release', { params }, options),
    /** Takes a waiting conversation up again; after a closed work item opens the next one for the caller. */
    reopen: (params: ParamsOf<typeof workRoutes.reopen>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workRoutes.reopen>>('POST', '/api/conversations/:id/reopen', { params }, options),
    /** Every attempt to assign this conversation and how it ended, newest first (at most 500). */
    sessions: (params: ParamsOf<typeof workRoutes.sessions>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workRoutes.sessions>>('GET', '/api/conversations/:id/sessions', { params }, options),
  },
  workStreams: {
    /** Work streams and queues. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof workStreamRoutes.list>>('GET', '/api/work-streams', {  }, options),
  },
  xApps: {
    /** Accepts the privacy notice; logged with who and when. */
    acceptPrivacy: (params: ParamsOf<typeof xAppRoutes.acceptPrivacy>, body: BodyOf<typeof xAppRoutes.acceptPrivacy>, options?: CallOptions) =>
      callApi<ResponseOf<typeof xAppRoutes.acceptPrivacy>>('POST', '/api/x-apps/:id/privacy', { params, body }, options),
    /** Runs every check live, sets up webhook and subscriptions where missing, and chooses the transport. */
    check: (params: ParamsOf<typeof xAppRoutes.check>, options?: CallOptions) =>
      callApi<ResponseOf<typeof xAppRoutes.check>>('POST', '/api/x-apps/:id/check', { params }, options),
    /** Records an X app. Its callback and webhook URLs are in the answer. */
    create: (body: BodyOf<typeof xAppRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof xAppRoutes.create>>('POST', '/api/x-apps', { body }, options),
    /** Makes an app at the local X and records it here, or takes up one that has no handle yet: the demo button of the wizard. */
    createLocal: (body: BodyOf<typeof xAppRoutes.createLocal>, options?: CallOptions) =>
      callApi<ResponseOf<typeof xAppRoutes.createLocal>>('POST', '/api/x-apps/local', { body }, options),
    /** X apps with their handles. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof xAppRoutes.list>>('GET', '/api/x-apps', {  }, options),
    /** Removes an app without handles; its webhook at X is deleted. */
    remove: (params: ParamsOf<typeof xAppRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/x-apps/:id', { params }, options),
    /** How a "Sign in with X" went. */
    signInResult: (params: ParamsOf<typeof xAppRoutes.signInResult>, options?: CallOptions) =>
      callApi<ResponseOf<typeof xAppRoutes.signInResult>>('GET', '/api/x-sign-ins/:id', { params }, options),
    /** Begins "Sign in with X": answers the address for the pop-up. The result comes by live update and by `signInResult`. */
    startSignIn: (params: ParamsOf<typeof xAppRoutes.startSignIn>, body: BodyOf<typeof xAppRoutes.startSignIn>, options?: CallOptions) =>
      callApi<ResponseOf<typeof xAppRoutes.startSignIn>>('POST', '/api/x-apps/:id/sign-in', { params, body }, options),
    /** Changes an app; a secret that is given replaces the old one. */
    update: (params: ParamsOf<typeof xAppRoutes.update>, body: BodyOf<typeof xAppRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof xAppRoutes.update>>('PATCH', '/api/x-apps/:id', { params, body }, options),
  },
};

/** Addresses that are not called with JSON. */
export const apiPaths = {
  'audit.csv': '/api/audit/csv',
  'insights.csv': '/api/insights/report.csv',
  'live.stream': '/api/live',
  'media.bytes': '/api/media/:id/bytes',
  'media.upload': '/api/media',
  'privacy.file': '/api/privacy/requests/:id/file',
  'transcripts.file': '/api/transcripts/:id/file',
  'transcripts.one': '/api/conversations/:id/transcript',
  'xApps.callback': '/x/callback',
  'xApps.callback2': '/x/callback2',
} as const;
