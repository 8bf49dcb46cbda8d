// Made by bin/generate-client.ts from contract/api. Do not edit.
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, accountRoutes, agentRoutes, alertRoutes, apiKeyRoutes, articleRoutes, attributeRoutes, auditRoutes, boardRoutes, bulkRoutes, capacityProfileRoutes, caseRoutes, companyRoutes, composeLinkRoutes, consentRoutes, contactRoutes, controlRoutes, conversationRoutes, customerRoutes, dataAlertRoutes, dataChartRoutes, dataClientRoutes, dataServerRoutes, datasetRoutes, datasetSharingRoutes, deletedRoutes, distributionRoutes, draftRoutes, handleRoutes, hoursRoutes, inboxRoutes, insightsRoutes, invitationAdminRoutes, invitationRoutes, liveRoutes, macroRoutes, mailRoutes, maskingRoutes, mediaRoutes, memberRoutes, mentionRoutes, messageRoutes, monitoringRoutes, noticeRoutes, offerRoutes, operationsRoutes, presenceOptionRoutes, presenceRoutes, privacyRoutes, programClientRoutes, programEventRoutes, programIntegrationRoutes, programKeyRoutes, programSwitchboardRoutes, publicPostRoutes, queueRoutes, quickReplyRoutes, ratingModelRoutes, reportKindRoutes, reportMailRoutes, reportRoutes, retentionRoutes, roleRoutes, ruleRoutes, savedQueryRoutes, searchRoutes, sessionRoutes, setupFileRoutes, skillRoutes, slackRoutes, streamRoutes, surveyRoutes, tagRoutes, teamRoutes, teamworkRoutes, templateRoutes, timelineRoutes, timeoutRuleRoutes, traceRoutes, transcriptRoutes, webhookRoutes, workItemRecordRoutes, workRoutes, workStreamRoutes, xAppRoutes } from '../contract/api/index.ts';
import { callApi, type CallOptions } from './request.ts';

export const api = {
  accounts: {
    /** An account: whom it is shared with, and what uses it. */
    get: (params: ParamsOf<typeof accountRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof accountRoutes.get>>('GET', '/api/accounts/:id', { params }, options),
    /** Accounts that are shared with the caller, or all for whoever may change the set-up; with the addresses to register at X. */
    list: (query: QueryOf<typeof accountRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof accountRoutes.list>>('GET', '/api/accounts', { query }, options),
    /** Lets reports go on with another account: all of this one’s, or those of some DataSets. */
    moveDatasets: (params: ParamsOf<typeof accountRoutes.moveDatasets>, body: BodyOf<typeof accountRoutes.moveDatasets>, options?: CallOptions) =>
      callApi<ResponseOf<typeof accountRoutes.moveDatasets>>('POST', '/api/accounts/:id/move-datasets', { params, body }, options),
    /** Begins "Sign in with X" for this account anew: answers the address for the pop-up. Only the same X user will do. */
    reconnect: (params: ParamsOf<typeof accountRoutes.reconnect>, options?: CallOptions) =>
      callApi<ResponseOf<typeof accountRoutes.reconnect>>('POST', '/api/accounts/:id/sign-in', { params }, options),
    /** Forgets an account’s sign-in. Its handle stops receiving and sending, its reports pause; conversations and DataSets stay. */
    remove: (params: ParamsOf<typeof accountRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/accounts/:id', { params }, options),
    /** Calls an account by a name of the house’s own; null: by its name at X. */
    rename: (params: ParamsOf<typeof accountRoutes.rename>, body: BodyOf<typeof accountRoutes.rename>, options?: CallOptions) =>
      callApi<ResponseOf<typeof accountRoutes.rename>>('PATCH', '/api/accounts/:id', { params, body }, options),
    /** Lets a member do something with an account; nobody gives more than they have. */
    share: (params: ParamsOf<typeof accountRoutes.share>, body: BodyOf<typeof accountRoutes.share>, options?: CallOptions) =>
      callApi<ResponseOf<typeof accountRoutes.share>>('PUT', '/api/accounts/:id/shares/:memberId', { params, body }, options),
    /** How the caller’s own "Sign in with X" went. */
    signIn: (params: ParamsOf<typeof accountRoutes.signIn>, options?: CallOptions) =>
      callApi<ResponseOf<typeof accountRoutes.signIn>>('GET', '/api/account-sign-ins/:id', { params }, options),
    /** Takes a member’s share of an account away; the last owner stays. */
    unshare: (params: ParamsOf<typeof accountRoutes.unshare>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/accounts/:id/shares/:memberId', { params }, options),
  },
  agents: {
    /** The same change for up to 1,000 members. */
    change: (body: BodyOf<typeof agentRoutes.change>, options?: CallOptions) =>
      callApi<ResponseOf<typeof agentRoutes.change>>('POST', '/api/setup/agents/change', { body }, options),
    /** Members with capacity, skills, profiles, queues and teams, by name (at most 1,000). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof agentRoutes.list>>('GET', '/api/setup/agents', {  }, options),
    /** All queues, and how the agent belongs to each: by name, by a team, or since it is open to all. */
    queues: (params: ParamsOf<typeof agentRoutes.queues>, options?: CallOptions) =>
      callApi<ResponseOf<typeof agentRoutes.queues>>('GET', '/api/agents/:id/queues', { params }, options),
    /** Sets the queues to which an agent belongs by name, with effect on the next assignment. */
    setQueues: (params: ParamsOf<typeof agentRoutes.setQueues>, body: BodyOf<typeof agentRoutes.setQueues>, options?: CallOptions) =>
      callApi<void>('PUT', '/api/agents/:id/queues', { params, body }, options),
    /** Changes a member's settings as a whole; refused when they were changed since the given version. */
    update: (params: ParamsOf<typeof agentRoutes.update>, body: BodyOf<typeof agentRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof agentRoutes.update>>('PUT', '/api/setup/agents/:id', { params, body }, options),
  },
  alerts: {
    /** Adds a rule for alerts. */
    create: (body: BodyOf<typeof alertRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof alertRoutes.create>>('POST', '/api/board/alert-rules', { body }, options),
    /** Alerts, newest first, those that are over as well. */
    history: (query: QueryOf<typeof alertRoutes.history>, options?: CallOptions) =>
      callApi<ResponseOf<typeof alertRoutes.history>>('GET', '/api/board/alerts', { query }, options),
    /** Removes a rule; its alerts end. */
    remove: (params: ParamsOf<typeof alertRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/board/alert-rules/:id', { params }, options),
    /** The rules for alerts, by name (at most 200). */
    rules: (options?: CallOptions) =>
      callApi<ResponseOf<typeof alertRoutes.rules>>('GET', '/api/board/alert-rules', {  }, options),
    /** Changes a rule for alerts. */
    update: (params: ParamsOf<typeof alertRoutes.update>, body: BodyOf<typeof alertRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof alertRoutes.update>>('PUT', '/api/board/alert-rules/:id', { params, body }, options),
  },
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
  articles: {
    /** Writes an article. */
    create: (body: BodyOf<typeof articleRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof articleRoutes.create>>('POST', '/api/articles', { body }, options),
    /** An article. */
    get: (params: ParamsOf<typeof articleRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof articleRoutes.get>>('GET', '/api/articles/:id', { params }, options),
    /** Published articles, and drafts for who manages them; last changed first, with `q` those of that title first. */
    list: (query: QueryOf<typeof articleRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof articleRoutes.list>>('GET', '/api/articles', { query }, options),
    /** Removes an article with its versions. */
    remove: (params: ParamsOf<typeof articleRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/articles/:id', { params }, options),
    /** Changes an article; other words make a version. */
    update: (params: ParamsOf<typeof articleRoutes.update>, body: BodyOf<typeof articleRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof articleRoutes.update>>('PATCH', '/api/articles/:id', { params, body }, options),
    /** What an article said before, newest first (at most 50). */
    versions: (params: ParamsOf<typeof articleRoutes.versions>, options?: CallOptions) =>
      callApi<ResponseOf<typeof articleRoutes.versions>>('GET', '/api/articles/:id/versions', { params }, options),
  },
  attributes: {
    /** Adds an attribute to a kind of record. Its key and type stay. */
    create: (body: BodyOf<typeof attributeRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof attributeRoutes.create>>('POST', '/api/attributes', { body }, options),
    /** Attributes that the workspace added to its records, in order (at most 100 a kind). */
    list: (query: QueryOf<typeof attributeRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof attributeRoutes.list>>('GET', '/api/attributes', { query }, options),
    /** Removes an attribute. Values that records have are no longer shown; the same key shows them again. */
    remove: (params: ParamsOf<typeof attributeRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/attributes/:id', { params }, options),
    /** Changes how an attribute is called, its choices and its place. */
    update: (params: ParamsOf<typeof attributeRoutes.update>, body: BodyOf<typeof attributeRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof attributeRoutes.update>>('PATCH', '/api/attributes/:id', { params, body }, options),
  },
  audit: {
    /** Who did what, newest first, each entry chained to the one before. Of people it holds ids only. */
    list: (query: QueryOf<typeof auditRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof auditRoutes.list>>('GET', '/api/audit', { query }, options),
    /** Checks the next stretch of the chain, at most 5,000 entries; call it again from `next` on. */
    verify: (body: BodyOf<typeof auditRoutes.verify>, options?: CallOptions) =>
      callApi<ResponseOf<typeof auditRoutes.verify>>('POST', '/api/audit/verify', { body }, options),
  },
  board: {
    /** Gives an open or waiting conversation to an agent or a queue. Beyond presence and capacity only with `override`; the answer says by how many units. */
    assign: (params: ParamsOf<typeof boardRoutes.assign>, body: BodyOf<typeof boardRoutes.assign>, options?: CallOptions) =>
      callApi<ResponseOf<typeof boardRoutes.assign>>('POST', '/api/board/conversations/:id/assign', { params, body }, options),
    /** The caller's default filter of the list; null when none is kept. */
    filter: (options?: CallOptions) =>
      callApi<ResponseOf<typeof boardRoutes.filter>>('GET', '/api/board/filter', {  }, options),
    /** Closes a conversation whatever its state; everybody in it is told. */
    forceClose: (params: ParamsOf<typeof boardRoutes.forceClose>, options?: CallOptions) =>
      callApi<ResponseOf<typeof boardRoutes.forceClose>>('POST', '/api/board/conversations/:id/force-close', { params }, options),
    /** Looks on in a conversation, to read; joining is adding oneself to the chat of the talk. */
    monitor: (params: ParamsOf<typeof boardRoutes.monitor>, options?: CallOptions) =>
      callApi<ResponseOf<typeof boardRoutes.monitor>>('POST', '/api/board/conversations/:id/monitor', { params }, options),
    /** Agents, queues, open conversations and alerts as they are now. */
    now: (options?: CallOptions) =>
      callApi<ResponseOf<typeof boardRoutes.now>>('GET', '/api/board', {  }, options),
    /** Keeps a filter as the caller's default. */
    saveFilter: (body: BodyOf<typeof boardRoutes.saveFilter>, options?: CallOptions) =>
      callApi<ResponseOf<typeof boardRoutes.saveFilter>>('PUT', '/api/board/filter', { body }, options),
    /** Takes an active or waiting conversation to another agent, who is asked first where that is set. */
    transfer: (params: ParamsOf<typeof boardRoutes.transfer>, body: BodyOf<typeof boardRoutes.transfer>, options?: CallOptions) =>
      callApi<ResponseOf<typeof boardRoutes.transfer>>('POST', '/api/board/conversations/:id/transfer', { params, body }, options),
    /** Says something to the agent who has the conversation: only they see it, at once. */
    whisper: (params: ParamsOf<typeof boardRoutes.whisper>, body: BodyOf<typeof boardRoutes.whisper>, options?: CallOptions) =>
      callApi<ResponseOf<typeof boardRoutes.whisper>>('POST', '/api/board/conversations/:id/whispers', { params, body }, options),
  },
  bulk: {
    /** One of them with the outcome of each conversation. */
    get: (params: ParamsOf<typeof bulkRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof bulkRoutes.get>>('GET', '/api/board/bulk/:id', { params }, options),
    /** What was done with many conversations, newest first. */
    list: (query: QueryOf<typeof bulkRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof bulkRoutes.list>>('GET', '/api/board/bulk', { query }, options),
    /** Does the same with up to 1,000 conversations, in the background; each has its own outcome. */
    start: (body: BodyOf<typeof bulkRoutes.start>, options?: CallOptions) =>
      callApi<ResponseOf<typeof bulkRoutes.start>>('POST', '/api/board/bulk', { body }, options),
  },
  cases: {
    /** Opens a case, linked to a conversation if given; it is then its customer's. */
    create: (body: BodyOf<typeof caseRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof caseRoutes.create>>('POST', '/api/cases', { body }, options),
    /** A case. */
    get: (params: ParamsOf<typeof caseRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof caseRoutes.get>>('GET', '/api/cases/:id', { params }, options),
    /** Cases, last changed first; those whose number, title or product has the words of `q`. */
    list: (query: QueryOf<typeof caseRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof caseRoutes.list>>('GET', '/api/cases', { query }, options),
    /** Deletes a case to which no conversation is linked. */
    remove: (params: ParamsOf<typeof caseRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/cases/:id', { params }, options),
    /** Changes a case; resolves, cancels or reopens it. */
    update: (params: ParamsOf<typeof caseRoutes.update>, body: BodyOf<typeof caseRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof caseRoutes.update>>('PATCH', '/api/cases/:id', { params, body }, options),
  },
  companies: {
    /** Makes a company, linked to a customer if given. */
    create: (body: BodyOf<typeof companyRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof companyRoutes.create>>('POST', '/api/companies', { body }, options),
    /** A company. */
    get: (params: ParamsOf<typeof companyRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof companyRoutes.get>>('GET', '/api/companies/:id', { params }, options),
    /** Companies by name; those whose name, number, e-mail or phone has the words of `q`. */
    list: (query: QueryOf<typeof companyRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof companyRoutes.list>>('GET', '/api/companies', { query }, options),
    /** Deletes a company to which nothing is linked. */
    remove: (params: ParamsOf<typeof companyRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/companies/:id', { params }, options),
    /** Changes a company. */
    update: (params: ParamsOf<typeof companyRoutes.update>, body: BodyOf<typeof companyRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof companyRoutes.update>>('PATCH', '/api/companies/:id', { params, body }, options),
  },
  composeLinks: {
    /** Names a link, so that conversations that begin by it are told apart. */
    create: (params: ParamsOf<typeof composeLinkRoutes.create>, body: BodyOf<typeof composeLinkRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof composeLinkRoutes.create>>('POST', '/api/handles/:id/links', { params, body }, options),
    /** Named links that open a message to the handle (at most 200), by name. */
    list: (params: ParamsOf<typeof composeLinkRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof composeLinkRoutes.list>>('GET', '/api/handles/:id/links', { params }, options),
    /** Forgets a link; conversations that began by it keep its name. */
    remove: (params: ParamsOf<typeof composeLinkRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/handles/:id/links/:linkId', { params }, options),
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
    /** A contact. */
    get: (params: ParamsOf<typeof contactRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.get>>('GET', '/api/contacts/:id', { params }, options),
    /** Takes in a CSV file of at most 5,000 rows, or some rows of it, all or none; rows with a problem are left out and named. */
    import: (body: BodyOf<typeof contactRoutes.import>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.import>>('POST', '/api/contacts/import', { body }, options),
    /** Contacts by name; those whose name, e-mail, phone or company has the words of `q`, the last unfinished. */
    list: (query: QueryOf<typeof contactRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.list>>('GET', '/api/contacts', { query }, options),
    /** Merges one contact into another: values, customers, cases, companies and notes, in one step. */
    merge: (body: BodyOf<typeof contactRoutes.merge>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.merge>>('POST', '/api/contacts/merge', { body }, options),
    /** Merges into this contact that can still be taken back (at most 20). */
    merges: (params: ParamsOf<typeof contactRoutes.merges>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.merges>>('GET', '/api/contacts/:id/merges', { params }, options),
    /** Reads a CSV file and says what each row would do, without doing it. */
    previewImport: (body: BodyOf<typeof contactRoutes.previewImport>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.previewImport>>('POST', '/api/contacts/import/preview', { body }, options),
    /** Shows what a merge would leave and move. */
    previewMerge: (body: BodyOf<typeof contactRoutes.previewMerge>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.previewMerge>>('POST', '/api/contacts/merge/preview', { body }, options),
    /** Deletes a contact to which nothing is linked. */
    remove: (params: ParamsOf<typeof contactRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/contacts/:id', { params }, options),
    /** Takes a merge back: the other contact is there again with its links; values changed since stay. */
    undoMerge: (params: ParamsOf<typeof contactRoutes.undoMerge>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.undoMerge>>('POST', '/api/contact-merges/:id/undo', { params }, options),
    /** Changes a contact. */
    update: (params: ParamsOf<typeof contactRoutes.update>, body: BodyOf<typeof contactRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof contactRoutes.update>>('PATCH', '/api/contacts/:id', { params, body }, options),
  },
  control: {
    /** Who has a conversation: the desk, or a program with a seat at the switchboard. */
    get: (params: ParamsOf<typeof controlRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof controlRoutes.get>>('GET', '/api/conversations/:id/control', { params }, options),
    /** Gives a conversation to a program; the work item ends. */
    handBack: (params: ParamsOf<typeof controlRoutes.handBack>, body: BodyOf<typeof controlRoutes.handBack>, options?: CallOptions) =>
      callApi<ResponseOf<typeof controlRoutes.handBack>>('POST', '/api/conversations/:id/hand-back', { params, body }, options),
    /** Takes a conversation from the program that has it, for the caller. */
    takeOver: (params: ParamsOf<typeof controlRoutes.takeOver>, options?: CallOptions) =>
      callApi<ResponseOf<typeof controlRoutes.takeOver>>('POST', '/api/conversations/:id/take-over', { params }, options),
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
    /** Title, case, dispositions, skills, context and attributes of the open or newest work item. */
    record: (params: ParamsOf<typeof workItemRecordRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workItemRecordRoutes.get>>('GET', '/api/conversations/:id/record', { params }, options),
    /** Names a group for the desk; null: by who is in it. X is told nothing. */
    renameGroup: (params: ParamsOf<typeof conversationRoutes.renameGroup>, body: BodyOf<typeof conversationRoutes.renameGroup>, options?: CallOptions) =>
      callApi<ResponseOf<typeof conversationRoutes.renameGroup>>('PUT', '/api/conversations/:id/group', { params, body }, options),
    /** How the work item came to its queue and its agent: every rule with the values seen, the candidates, who was excluded and by what. */
    routingTrace: (params: ParamsOf<typeof traceRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof traceRoutes.get>>('GET', '/api/conversations/:id/routing-trace', { params }, options),
    /** Sets title, case, dispositions or attributes of the open work item. */
    setRecord: (params: ParamsOf<typeof workItemRecordRoutes.update>, body: BodyOf<typeof workItemRecordRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof workItemRecordRoutes.update>>('PATCH', '/api/conversations/:id/record', { params, body }, options),
    /** Assigns, closes, reopens, snoozes, tags or ranks the open work item. Answers the state before, for undo. */
    update: (params: ParamsOf<typeof conversationRoutes.update>, body: BodyOf<typeof conversationRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof conversationRoutes.update>>('PATCH', '/api/conversations/:id', { params, body }, options),
  },
  customers: {
    /** A customer's profile, contact and conversations. */
    get: (params: ParamsOf<typeof customerRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.get>>('GET', '/api/customers/:id', { params }, options),
    /** Links a contact or a company, or unlinks with null. */
    linkContact: (params: ParamsOf<typeof customerRoutes.linkContact>, body: BodyOf<typeof customerRoutes.linkContact>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.linkContact>>('PUT', '/api/customers/:id/contact', { params, body }, options),
    /** Customers who are linked to a company (at most 100). */
    ofCompany: (params: ParamsOf<typeof customerRoutes.ofCompany>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.ofCompany>>('GET', '/api/companies/:id/customers', { params }, options),
    /** Customers who are linked to a contact (at most 100). */
    ofContact: (params: ParamsOf<typeof customerRoutes.ofContact>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.ofContact>>('GET', '/api/contacts/:id/customers', { params }, options),
    /** Reads the profile from X again, within the limits. */
    refresh: (params: ParamsOf<typeof customerRoutes.refresh>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.refresh>>('POST', '/api/customers/:id/refresh', { params }, options),
    /** Sets values of the workspace's own attributes. */
    update: (params: ParamsOf<typeof customerRoutes.update>, body: BodyOf<typeof customerRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof customerRoutes.update>>('PATCH', '/api/customers/:id', { params, body }, options),
  },
  dataAlerts: {
    /** Changes an alert; refused when it was changed since the given version. */
    change: (params: ParamsOf<typeof dataAlertRoutes.change>, body: BodyOf<typeof dataAlertRoutes.change>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataAlertRoutes.change>>('PATCH', '/api/datasets/:datasetId/alerts/:alertId', { params, body }, options),
    /** Makes an alert; it looks at updates from now on. */
    create: (params: ParamsOf<typeof dataAlertRoutes.create>, body: BodyOf<typeof dataAlertRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataAlertRoutes.create>>('POST', '/api/datasets/:datasetId/alerts', { params, body }, options),
    /** Alerts of a DataSet, at most 50, by name. */
    list: (params: ParamsOf<typeof dataAlertRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataAlertRoutes.list>>('GET', '/api/datasets/:datasetId/alerts', { params }, options),
    /** What the alert told, newest first. */
    notices: (params: ParamsOf<typeof dataAlertRoutes.notices>, query: QueryOf<typeof dataAlertRoutes.notices>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataAlertRoutes.notices>>('GET', '/api/datasets/:datasetId/alerts/:alertId/notices', { params, query }, options),
    /** Deletes an alert with what it told; what waits to be posted is not posted any more. */
    remove: (params: ParamsOf<typeof dataAlertRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/datasets/:datasetId/alerts/:alertId', { params }, options),
    /** The secret with which POSTs of the alert are signed. */
    secret: (params: ParamsOf<typeof dataAlertRoutes.secret>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataAlertRoutes.secret>>('GET', '/api/datasets/:datasetId/alerts/:alertId/secret', { params }, options),
    /** Whether the member who asks is mailed. */
    subscribe: (params: ParamsOf<typeof dataAlertRoutes.subscribe>, body: BodyOf<typeof dataAlertRoutes.subscribe>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataAlertRoutes.subscribe>>('PUT', '/api/datasets/:datasetId/alerts/:alertId/subscription', { params, body }, options),
    /** Tells everybody whom the alert tells, marked as a test. */
    test: (params: ParamsOf<typeof dataAlertRoutes.test>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataAlertRoutes.test>>('POST', '/api/datasets/:datasetId/alerts/:alertId/test', { params }, options),
    /** What a rule would say of the rows as they are now. Nobody is told. */
    try: (params: ParamsOf<typeof dataAlertRoutes.try>, body: BodyOf<typeof dataAlertRoutes.try>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataAlertRoutes.try>>('POST', '/api/datasets/:datasetId/alerts/try', { params, body }, options),
  },
  dataCharts: {
    /** Changes a chart; refused when it was changed since the given version. */
    change: (params: ParamsOf<typeof dataChartRoutes.change>, body: BodyOf<typeof dataChartRoutes.change>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataChartRoutes.change>>('PATCH', '/api/datasets/:datasetId/charts/:chartId', { params, body }, options),
    /** Saves a chart behind those that are there. */
    create: (params: ParamsOf<typeof dataChartRoutes.create>, body: BodyOf<typeof dataChartRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataChartRoutes.create>>('POST', '/api/datasets/:datasetId/charts', { params, body }, options),
    /** Charts saved on a DataSet, at most 30, in their order. */
    list: (params: ParamsOf<typeof dataChartRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataChartRoutes.list>>('GET', '/api/datasets/:datasetId/charts', { params }, options),
    /** Puts the charts into an order; those that are not named stand behind. */
    order: (params: ParamsOf<typeof dataChartRoutes.order>, body: BodyOf<typeof dataChartRoutes.order>, options?: CallOptions) =>
      callApi<void>('PUT', '/api/datasets/:datasetId/charts/order', { params, body }, options),
    /** Deletes a chart; who deleted it can bring it back for 10 minutes. */
    remove: (params: ParamsOf<typeof dataChartRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/datasets/:datasetId/charts/:chartId', { params }, options),
    /** The rows of a chart, of now: the group, then the measures. */
    rows: (params: ParamsOf<typeof dataChartRoutes.rows>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataChartRoutes.rows>>('GET', '/api/datasets/:datasetId/charts/:chartId/rows', { params }, options),
    /** The rows of a chart that is not saved: the group, then the measures. */
    try: (params: ParamsOf<typeof dataChartRoutes.try>, body: BodyOf<typeof dataChartRoutes.try>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataChartRoutes.try>>('POST', '/api/datasets/:datasetId/charts/try', { params, body }, options),
  },
  dataClients: {
    /** Makes a client id and secret; the secret is told once. At most 100. */
    create: (body: BodyOf<typeof dataClientRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataClientRoutes.create>>('POST', '/api/data-clients', { body }, options),
    /** Clients of the Domo API, and the host that they are told. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof dataClientRoutes.list>>('GET', '/api/data-clients', {  }, options),
    /** Takes a client away at once, with its tokens. */
    remove: (params: ParamsOf<typeof dataClientRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/data-clients/:id', { params }, options),
  },
  dataServers: {
    /** Changes a server, once it has taken what is new. Another host or client needs its secret. */
    change: (params: ParamsOf<typeof dataServerRoutes.change>, body: BodyOf<typeof dataServerRoutes.change>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataServerRoutes.change>>('PATCH', '/api/data-servers/:id', { params, body }, options),
    /** Adds a server by host, client id and secret, once it has taken them. At most 50. */
    create: (body: BodyOf<typeof dataServerRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataServerRoutes.create>>('POST', '/api/data-servers', { body }, options),
    /** Name, rows and columns of a DataSet of the server, by its id or the address of its page. */
    dataset: (params: ParamsOf<typeof dataServerRoutes.dataset>, query: QueryOf<typeof dataServerRoutes.dataset>, options?: CallOptions) =>
      callApi<ResponseOf<typeof dataServerRoutes.dataset>>('GET', '/api/data-servers/:id/dataset', { params, query }, options),
    /** Servers with Domo’s API whose DataSets reports can read. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof dataServerRoutes.list>>('GET', '/api/data-servers', {  }, options),
    /** Forgets a server and its secret. Refused while reports read from it. */
    remove: (params: ParamsOf<typeof dataServerRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/data-servers/:id', { params }, options),
  },
  datasetSharing: {
    /** Makes a policy: rows that pass all its filters, for its people. */
    addPolicy: (params: ParamsOf<typeof datasetSharingRoutes.addPolicy>, body: BodyOf<typeof datasetSharingRoutes.addPolicy>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetSharingRoutes.addPolicy>>('POST', '/api/datasets/:datasetId/policies', { params, body }, options),
    /** Lets everybody who sees data see a DataSet, or only those named. */
    audience: (params: ParamsOf<typeof datasetSharingRoutes.audience>, body: BodyOf<typeof datasetSharingRoutes.audience>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetSharingRoutes.audience>>('PUT', '/api/datasets/:datasetId/audience', { params, body }, options),
    /** Changes a policy; of “All Rows”, number 0, its people. */
    changePolicy: (params: ParamsOf<typeof datasetSharingRoutes.changePolicy>, body: BodyOf<typeof datasetSharingRoutes.changePolicy>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetSharingRoutes.changePolicy>>('PATCH', '/api/datasets/:datasetId/policies/:number', { params, body }, options),
    /** Whom a DataSet is shared with; to its owners also who sees which rows. */
    get: (params: ParamsOf<typeof datasetSharingRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetSharingRoutes.get>>('GET', '/api/datasets/:datasetId/sharing', { params }, options),
    /** Deletes a policy: its people see its rows no more, unless another one shows them. */
    removePolicy: (params: ParamsOf<typeof datasetSharingRoutes.removePolicy>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/datasets/:datasetId/policies/:number', { params }, options),
    /** To an owner: the DataSet as a member sees it, or would if its policies were on. */
    seeAs: (params: ParamsOf<typeof datasetSharingRoutes.seeAs>, query: QueryOf<typeof datasetSharingRoutes.seeAs>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetSharingRoutes.seeAs>>('GET', '/api/datasets/:datasetId/as/:memberId', { params, query }, options),
    /** Lets a member or a team do something with a DataSet, within what their role allows. */
    share: (params: ParamsOf<typeof datasetSharingRoutes.share>, body: BodyOf<typeof datasetSharingRoutes.share>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetSharingRoutes.share>>('PUT', '/api/datasets/:datasetId/shares/:kind/:granteeId', { params, body }, options),
    /** Switches policies on, so that whoever is in none sees no rows, or off. */
    switchPolicies: (params: ParamsOf<typeof datasetSharingRoutes.switchPolicies>, body: BodyOf<typeof datasetSharingRoutes.switchPolicies>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetSharingRoutes.switchPolicies>>('PUT', '/api/datasets/:datasetId/policies-on', { params, body }, options),
    /** Takes a share of a DataSet away; the last owner stays. */
    unshare: (params: ParamsOf<typeof datasetSharingRoutes.unshare>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/datasets/:datasetId/shares/:kind/:granteeId', { params }, options),
  },
  datasets: {
    /** Changes name, description, tags, key columns or how many versions are kept. */
    change: (params: ParamsOf<typeof datasetRoutes.change>, body: BodyOf<typeof datasetRoutes.change>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.change>>('PATCH', '/api/datasets/:datasetId', { params, body }, options),
    /** Makes a DataSet of an uploaded file, all of it or nothing; wrong lines of CSV are left out and listed if so asked. */
    create: (body: BodyOf<typeof datasetRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.create>>('POST', '/api/datasets', { body }, options),
    /** Takes one update out again, as a new version: the newest, or an append from among later ones. */
    deleteUpdate: (params: ParamsOf<typeof datasetRoutes.deleteUpdate>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.deleteUpdate>>('DELETE', '/api/datasets/:datasetId/versions/:number', { params }, options),
    /** A DataSet with its columns. */
    get: (params: ParamsOf<typeof datasetRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.get>>('GET', '/api/datasets/:datasetId', { params }, options),
    /** What a DataSet is made from and what is made from it, at most 50 DataSets, nearest first. */
    lineage: (params: ParamsOf<typeof datasetRoutes.lineage>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.lineage>>('GET', '/api/datasets/:datasetId/lineage', { params }, options),
    /** DataSets; with `q` those with it in their name. */
    list: (query: QueryOf<typeof datasetRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.list>>('GET', '/api/datasets', { query }, options),
    /** One SELECT over DataSets by their names; at most 10,000 rows come back. A request that is broken off ends it. */
    query: (body: BodyOf<typeof datasetRoutes.query>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.query>>('POST', '/api/datasets/query', { body }, options),
    /** Deletes a DataSet with all its versions. It cannot come back. */
    remove: (params: ParamsOf<typeof datasetRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/datasets/:datasetId', { params }, options),
    /** Makes an earlier state the one that is read, as a new version. */
    revert: (params: ParamsOf<typeof datasetRoutes.revert>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.revert>>('POST', '/api/datasets/:datasetId/versions/:number/revert', { params }, options),
    /** Rows of a DataSet, of now or of an earlier version, at any place; sorted by a column, and those that hold a text. */
    rows: (params: ParamsOf<typeof datasetRoutes.rows>, query: QueryOf<typeof datasetRoutes.rows>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.rows>>('GET', '/api/datasets/:datasetId/rows', { params, query }, options),
    /** What the columns hold, of now or of an earlier version: figures, distribution, frequent texts. */
    statistics: (params: ParamsOf<typeof datasetRoutes.statistics>, query: QueryOf<typeof datasetRoutes.statistics>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.statistics>>('GET', '/api/datasets/:datasetId/statistics', { params, query }, options),
    /** Updates whose state is kept, newest first. */
    versions: (params: ParamsOf<typeof datasetRoutes.versions>, query: QueryOf<typeof datasetRoutes.versions>, options?: CallOptions) =>
      callApi<ResponseOf<typeof datasetRoutes.versions>>('GET', '/api/datasets/:datasetId/versions', { params, query }, options),
  },
  deleted: {
    /** Brings back what one deleted oneself of the set-up within the last 10 minutes: under its id, with all that went with it. */
    restore: (params: ParamsOf<typeof deletedRoutes.restore>, options?: CallOptions) =>
      callApi<ResponseOf<typeof deletedRoutes.restore>>('POST', '/api/setup/deleted/:id/restore', { params }, options),
  },
  distribution: {
    /** How work is distributed in the whole workspace, and the standard of what was not set. */
    get: (options?: CallOptions) =>
      callApi<ResponseOf<typeof distributionRoutes.get>>('GET', '/api/setup/distribution', {  }, options),
    /** Changes some of it; what is not named stays. */
    set: (body: BodyOf<typeof distributionRoutes.set>, options?: CallOptions) =>
      callApi<ResponseOf<typeof distributionRoutes.set>>('PATCH', '/api/setup/distribution', { body }, options),
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
    /** Changes a handle's name, language, work stream, opening hours or switches. */
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
    /** A view of the inbox, in one of its orders. What an order does not rank follows by activity. */
    list: (query: QueryOf<typeof inboxRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof inboxRoutes.list>>('GET', '/api/inbox', { query }, options),
    /** The rows of some conversations, to refresh a list after live events. */
    rows: (query: QueryOf<typeof inboxRoutes.rows>, options?: CallOptions) =>
      callApi<ResponseOf<typeof inboxRoutes.rows>>('GET', '/api/inbox/rows', { query }, options),
  },
  insights: {
    /** The conversations behind a number, newest first: by closing, or by what is counted, as sessions or stays. */
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
  macros: {
    /** Makes a macro: for oneself, or for a team or all with the right to share. */
    create: (body: BodyOf<typeof macroRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof macroRoutes.create>>('POST', '/api/macros', { body }, options),
    /** Macros that one may run, by name (at most 500). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof macroRoutes.list>>('GET', '/api/macros', {  }, options),
    /** What a macro would do here, step by step, without doing it. */
    preview: (params: ParamsOf<typeof macroRoutes.preview>, options?: CallOptions) =>
      callApi<ResponseOf<typeof macroRoutes.preview>>('POST', '/api/conversations/:id/macros/:macroId/preview', { params }, options),
    /** Removes a macro. */
    remove: (params: ParamsOf<typeof macroRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/macros/:id', { params }, options),
    /** Does all of a macro, or nothing. `insert` is for the composer. */
    run: (params: ParamsOf<typeof macroRoutes.run>, body: BodyOf<typeof macroRoutes.run>, options?: CallOptions) =>
      callApi<ResponseOf<typeof macroRoutes.run>>('POST', '/api/conversations/:id/macros/:macroId/run', { params, body }, options),
    /** Changes a macro: the own one, or a shared one with the right to share. */
    update: (params: ParamsOf<typeof macroRoutes.update>, body: BodyOf<typeof macroRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof macroRoutes.update>>('PATCH', '/api/macros/:id', { params, body }, options),
  },
  mail: {
    /** Sends a dead letter again. */
    again: (params: ParamsOf<typeof mailRoutes.again>, options?: CallOptions) =>
      callApi<void>('POST', '/api/business/mail/log/out/:id/again', { params }, options),
    /** One mail: each try, and what came in as it was written. */
    entry: (params: ParamsOf<typeof mailRoutes.entry>, options?: CallOptions) =>
      callApi<ResponseOf<typeof mailRoutes.entry>>('GET', '/api/business/mail/log/:direction/:id', { params }, options),
    /** E-mail as a business system: how it is set up and how it fares. */
    get: (options?: CallOptions) =>
      callApi<ResponseOf<typeof mailRoutes.get>>('GET', '/api/business/mail', {  }, options),
    /** Mails that went out, or came in, newest first. */
    log: (query: QueryOf<typeof mailRoutes.log>, options?: CallOptions) =>
      callApi<ResponseOf<typeof mailRoutes.log>>('GET', '/api/business/mail/log', { query }, options),
    /** Ends e-mail: what waits is not sent, the log goes, answers to old mails are refused. */
    remove: (options?: CallOptions) =>
      callApi<void>('DELETE', '/api/business/mail', {  }, options),
    /** Tries the mail server again at once after it failed. */
    resume: (options?: CallOptions) =>
      callApi<void>('POST', '/api/business/mail/resume', {  }, options),
    /** Sets e-mail up, or changes it. A password that is left out stays as it is. */
    set: (body: BodyOf<typeof mailRoutes.set>, options?: CallOptions) =>
      callApi<ResponseOf<typeof mailRoutes.set>>('PUT', '/api/business/mail', { body }, options),
    /** Sends a test mail to an address now and says in words what failed. */
    test: (body: BodyOf<typeof mailRoutes.test>, options?: CallOptions) =>
      callApi<ResponseOf<typeof mailRoutes.test>>('POST', '/api/business/mail/test', { body }, options),
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
  mentions: {
    /** How many of them are not read yet (counted to 100). */
    count: (options?: CallOptions) =>
      callApi<ResponseOf<typeof mentionRoutes.count>>('GET', '/api/mentions/count', {  }, options),
    /** Notes that name the caller, newest first. */
    list: (query: QueryOf<typeof mentionRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof mentionRoutes.list>>('GET', '/api/mentions', { query }, options),
    /** Marks all of them as read. Reading a conversation marks those in it. */
    readAll: (options?: CallOptions) =>
      callApi<void>('POST', '/api/mentions/read', {  }, options),
    /** Teams that a note can name (at most 500), by name. */
    teams: (options?: CallOptions) =>
      callApi<ResponseOf<typeof mentionRoutes.teams>>('GET', '/api/mentions/teams', {  }, options),
  },
  messages: {
    /** Takes back a message that is still queued; 409 once it is on its way. */
    cancel: (params: ParamsOf<typeof messageRoutes.cancel>, options?: CallOptions) =>
      callApi<ResponseOf<typeof messageRoutes.cancel>>('POST', '/api/conversations/:id/messages/:messageId/cancel', { params }, options),
    /** Adds a note that only colleagues see; whom it names is told. */
    note: (params: ParamsOf<typeof messageRoutes.note>, body: BodyOf<typeof messageRoutes.note>, options?: CallOptions) =>
      callApi<ResponseOf<typeof messageRoutes.note>>('POST', '/api/conversations/:id/notes', { params, body }, options),
    /** What X would get of an answer now, to the letter. Nothing is stored. */
    preview: (params: ParamsOf<typeof messageRoutes.preview>, body: BodyOf<typeof messageRoutes.preview>, options?: CallOptions) =>
      callApi<ResponseOf<typeof messageRoutes.preview>>('POST', '/api/conversations/:id/preview', { params, body }, options),
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
  presenceOptions: {
    /** Makes a presence. */
    create: (body: BodyOf<typeof presenceOptionRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof presenceOptionRoutes.create>>('POST', '/api/setup/presences', { body }, options),
    /** All presences of the workspace's own, in their order (at most 50). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof presenceOptionRoutes.list>>('GET', '/api/setup/presences', {  }, options),
    /** Puts the workspace's own presences into this order; those not named follow. */
    order: (body: BodyOf<typeof presenceOptionRoutes.order>, options?: CallOptions) =>
      callApi<void>('POST', '/api/setup/presences/order', { body }, options),
    /** Deletes a presence; refused while something uses it, naming what. */
    remove: (params: ParamsOf<typeof presenceOptionRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/setup/presences/:id', { params }, options),
    /** Changes a presence as a whole; refused when it was changed since the given version. */
    update: (params: ParamsOf<typeof presenceOptionRoutes.update>, body: BodyOf<typeof presenceOptionRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof presenceOptionRoutes.update>>('PUT', '/api/setup/presences/:id', { params, body }, options),
    /** What uses a presence, so that it cannot be deleted (at most 100). */
    uses: (params: ParamsOf<typeof presenceOptionRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof presenceOptionRoutes.uses>>('GET', '/api/setup/presences/:id/uses', { params }, options),
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
  profiles: {
    /** Makes a capacity profile. */
    create: (body: BodyOf<typeof capacityProfileRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof capacityProfileRoutes.create>>('POST', '/api/setup/capacity-profiles', { body }, options),
    /** All capacity profiles, by name (at most 200). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof capacityProfileRoutes.list>>('GET', '/api/setup/capacity-profiles', {  }, options),
    /** Deletes a capacity profile; refused while something uses it, naming what. */
    remove: (params: ParamsOf<typeof capacityProfileRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/setup/capacity-profiles/:id', { params }, options),
    /** Changes a capacity profile as a whole; refused when it was changed since the given version. */
    update: (params: ParamsOf<typeof capacityProfileRoutes.update>, body: BodyOf<typeof capacityProfileRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof capacityProfileRoutes.update>>('PUT', '/api/setup/capacity-profiles/:id', { params, body }, options),
    /** What uses a capacity profile, so that it cannot be deleted (at most 100). */
    uses: (params: ParamsOf<typeof capacityProfileRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof capacityProfileRoutes.uses>>('GET', '/api/setup/capacity-profiles/:id/uses', { params }, options),
  },
  programClients: {
    /** Lets the program in or refuses it; answers where the browser is led. */
    answer: (body: BodyOf<typeof programClientRoutes.answer>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programClientRoutes.answer>>('POST', '/api/programs/oauth', { body }, options),
    /** Adds one. Its secret is shown this once. */
    create: (body: BodyOf<typeof programClientRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programClientRoutes.create>>('POST', '/api/programs/clients', { body }, options),
    /** Programs that may ask to be let in over OAuth (at most 100). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof programClientRoutes.list>>('GET', '/api/programs/clients', {  }, options),
    /** Deletes it, and its access with it. */
    remove: (params: ParamsOf<typeof programClientRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/programs/clients/:id', { params }, options),
    /** What a request to be let in asks for; refused when it is none that could be answered. */
    request: (query: QueryOf<typeof programClientRoutes.request>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programClientRoutes.request>>('GET', '/api/programs/oauth', { query }, options),
    /** Gives it a new secret, shown this once; the old one ends at once. Tokens that it has stay. */
    rotate: (params: ParamsOf<typeof programClientRoutes.rotate>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programClientRoutes.rotate>>('POST', '/api/programs/clients/:id/secret', { params }, options),
    /** Takes its access away: its token, its webhooks and its integration go at once. */
    shutOut: (params: ParamsOf<typeof programClientRoutes.shutOut>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/programs/clients/:id/access', { params }, options),
    /** Changes its name and where answers are sent. */
    update: (params: ParamsOf<typeof programClientRoutes.update>, body: BodyOf<typeof programClientRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programClientRoutes.update>>('PATCH', '/api/programs/clients/:id', { params, body }, options),
  },
  programEvents: {
    /** What happened after a place in the log, as webhooks are told (at most 100); without one, the last of it. */
    list: (query: QueryOf<typeof programEventRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programEventRoutes.list>>('GET', '/api/programs/events', { query }, options),
  },
  programIntegrations: {
    /** Makes one with its webhook, of version 2. Answers the secret that the receiver checks. */
    create: (body: BodyOf<typeof programIntegrationRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programIntegrationRoutes.create>>('POST', '/api/programs/integrations', { body }, options),
    /** Bots and business systems (at most 500), each with its webhook. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof programIntegrationRoutes.list>>('GET', '/api/programs/integrations', {  }, options),
    /** Deletes it with its keys and its webhook; refused while it sits at the switchboard. */
    remove: (params: ParamsOf<typeof programIntegrationRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/programs/integrations/:id', { params }, options),
    /** Gives it another name. */
    rename: (params: ParamsOf<typeof programIntegrationRoutes.rename>, body: BodyOf<typeof programIntegrationRoutes.rename>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programIntegrationRoutes.rename>>('PATCH', '/api/programs/integrations/:id', { params, body }, options),
    /** What uses it, so that it cannot be deleted: seats at the switchboard. */
    uses: (params: ParamsOf<typeof programIntegrationRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programIntegrationRoutes.uses>>('GET', '/api/programs/integrations/:id/uses', { params }, options),
  },
  programKeys: {
    /** Makes a key; at most ten for the app, and ten for each integration. */
    create: (body: BodyOf<typeof programKeyRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programKeyRoutes.create>>('POST', '/api/programs/keys', { body }, options),
    /** Keys of the Sunshine Conversations API, and what a client has to be told: app id and address. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof programKeyRoutes.list>>('GET', '/api/programs/keys', {  }, options),
    /** Takes a key away at once. */
    remove: (params: ParamsOf<typeof programKeyRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/programs/keys/:id', { params }, options),
    /** Shows a key’s secret again; it is on record who looked. */
    secret: (params: ParamsOf<typeof programKeyRoutes.secret>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programKeyRoutes.secret>>('POST', '/api/programs/keys/:id/secret', { params }, options),
  },
  programSwitchboard: {
    /** Who of the programs and the desk answers first, and programs that were stopped. */
    get: (options?: CallOptions) =>
      callApi<ResponseOf<typeof programSwitchboardRoutes.get>>('GET', '/api/programs/switchboard', {  }, options),
    /** Says whether the desk takes over from programs that cannot hear or answer. */
    update: (body: BodyOf<typeof programSwitchboardRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof programSwitchboardRoutes.update>>('PATCH', '/api/programs/switchboard', { body }, options),
  },
  publicPosts: {
    /** Answers a post in public from the handle that it names. One answer to a post. */
    answer: (params: ParamsOf<typeof publicPostRoutes.answer>, body: BodyOf<typeof publicPostRoutes.answer>, options?: CallOptions) =>
      callApi<ResponseOf<typeof publicPostRoutes.answer>>('POST', '/api/public-posts/:id/answer', { params, body }, options),
    /** How many of them are open (counted to 100). */
    count: (options?: CallOptions) =>
      callApi<ResponseOf<typeof publicPostRoutes.count>>('GET', '/api/public-posts/count', {  }, options),
    /** Puts a post aside: it needs no answer. */
    dismiss: (params: ParamsOf<typeof publicPostRoutes.dismiss>, options?: CallOptions) =>
      callApi<ResponseOf<typeof publicPostRoutes.dismiss>>('POST', '/api/public-posts/:id/dismiss', { params }, options),
    /** Public posts that name a handle, newest first. */
    list: (query: QueryOf<typeof publicPostRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof publicPostRoutes.list>>('GET', '/api/public-posts', { query }, options),
    /** Takes a dismissed post back into the list. */
    reopen: (params: ParamsOf<typeof publicPostRoutes.reopen>, options?: CallOptions) =>
      callApi<ResponseOf<typeof publicPostRoutes.reopen>>('POST', '/api/public-posts/:id/reopen', { params }, options),
    /** Decides about an answer of which nobody knows whether X has it. */
    settle: (params: ParamsOf<typeof publicPostRoutes.settle>, body: BodyOf<typeof publicPostRoutes.settle>, options?: CallOptions) =>
      callApi<ResponseOf<typeof publicPostRoutes.settle>>('POST', '/api/public-posts/:id/answer/settle', { params, body }, options),
    /** Takes the answer back: one that waits is not sent, one that was sent is deleted on X. */
    takeBack: (params: ParamsOf<typeof publicPostRoutes.takeBack>, options?: CallOptions) =>
      callApi<ResponseOf<typeof publicPostRoutes.takeBack>>('DELETE', '/api/public-posts/:id/answer', { params }, options),
  },
  queues: {
    /** Makes a queue. */
    create: (body: BodyOf<typeof queueRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof queueRoutes.create>>('POST', '/api/setup/queues', { body }, options),
    /** All queues with who belongs to them, the default first, then by name (at most 500). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof queueRoutes.list>>('GET', '/api/setup/queues', {  }, options),
    /** Deletes a queue; refused while something uses it, naming what. */
    remove: (params: ParamsOf<typeof queueRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/setup/queues/:id', { params }, options),
    /** Changes a queue as a whole; refused when it was changed since the given version. */
    update: (params: ParamsOf<typeof queueRoutes.update>, body: BodyOf<typeof queueRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof queueRoutes.update>>('PUT', '/api/setup/queues/:id', { params, body }, options),
    /** What uses a queue, so that it cannot be deleted (at most 100). */
    uses: (params: ParamsOf<typeof queueRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof queueRoutes.uses>>('GET', '/api/setup/queues/:id/uses', { params }, options),
  },
  quickReplies: {
    /** Makes a quick reply: for oneself, or for a team or all with the right to share. */
    create: (body: BodyOf<typeof quickReplyRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof quickReplyRoutes.create>>('POST', '/api/quick-replies', { body }, options),
    /** Quick replies that one may use, by title; those with the words of `q` or the tag. */
    list: (query: QueryOf<typeof quickReplyRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof quickReplyRoutes.list>>('GET', '/api/quick-replies', { query }, options),
    /** Quick replies for a conversation, filled in and in its language; most used first, the slug's own before. */
    offer: (params: ParamsOf<typeof quickReplyRoutes.offer>, query: QueryOf<typeof quickReplyRoutes.offer>, options?: CallOptions) =>
      callApi<ResponseOf<typeof quickReplyRoutes.offer>>('GET', '/api/conversations/:id/quick-replies', { params, query }, options),
    /** Removes a quick reply. */
    remove: (params: ParamsOf<typeof quickReplyRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/quick-replies/:id', { params }, options),
    /** Tags of the quick replies that one may use, most used first (at most 100). */
    tags: (options?: CallOptions) =>
      callApi<ResponseOf<typeof quickReplyRoutes.tags>>('GET', '/api/quick-replies/tags', {  }, options),
    /** Changes a quick reply: the own one, or a shared one with the right to share. */
    update: (params: ParamsOf<typeof quickReplyRoutes.update>, body: BodyOf<typeof quickReplyRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof quickReplyRoutes.update>>('PATCH', '/api/quick-replies/:id', { params, body }, options),
    /** Counts a use. */
    used: (params: ParamsOf<typeof quickReplyRoutes.used>, options?: CallOptions) =>
      callApi<void>('POST', '/api/quick-replies/:id/used', { params }, options),
  },
  ratingModels: {
    /** Makes a rating model. */
    create: (body: BodyOf<typeof ratingModelRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ratingModelRoutes.create>>('POST', '/api/setup/rating-models', { body }, options),
    /** All rating models: the steps by which skills are measured (at most 50). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof ratingModelRoutes.list>>('GET', '/api/setup/rating-models', {  }, options),
    /** Deletes a rating model; refused while something uses it, naming what. */
    remove: (params: ParamsOf<typeof ratingModelRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/setup/rating-models/:id', { params }, options),
    /** Changes a rating model as a whole; refused when it was changed since the given version. */
    update: (params: ParamsOf<typeof ratingModelRoutes.update>, body: BodyOf<typeof ratingModelRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ratingModelRoutes.update>>('PUT', '/api/setup/rating-models/:id', { params, body }, options),
    /** What uses a rating model, so that it cannot be deleted (at most 100). */
    uses: (params: ParamsOf<typeof ratingModelRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ratingModelRoutes.uses>>('GET', '/api/setup/rating-models/:id/uses', { params }, options),
  },
  reportKinds: {
    /** Checks what was chosen: the columns that come of it, and what a run would cost; asks nothing of X. */
    check: (body: BodyOf<typeof reportKindRoutes.check>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportKindRoutes.check>>('POST', '/api/report-kinds/check', { body }, options),
    /** The connectors. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof reportKindRoutes.list>>('GET', '/api/report-kinds', {  }, options),
    /** The menus of a connector, as they are with an account. */
    options: (params: ParamsOf<typeof reportKindRoutes.options>, query: QueryOf<typeof reportKindRoutes.options>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportKindRoutes.options>>('GET', '/api/report-kinds/:kindId/options', { params, query }, options),
    /** Own posts of an account, newest first, from the last ones on; X is asked, and charges for it. */
    posts: (query: QueryOf<typeof reportKindRoutes.posts>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportKindRoutes.posts>>('GET', '/api/report-kinds/posts', { query }, options),
    /** The first real rows of what was chosen; nothing is stored. X is asked, and charges for it. */
    preview: (body: BodyOf<typeof reportKindRoutes.preview>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportKindRoutes.preview>>('POST', '/api/report-kinds/preview', { body }, options),
  },
  reportMails: {
    /** Who is mailed when a report fails, is late, or works again. */
    get: (params: ParamsOf<typeof reportMailRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportMailRoutes.get>>('GET', '/api/reports/:id/mails', { params }, options),
    /** Sets who is mailed when a report fails, is late, or works again. */
    set: (params: ParamsOf<typeof reportMailRoutes.set>, body: BodyOf<typeof reportMailRoutes.set>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportMailRoutes.set>>('PUT', '/api/reports/:id/mails', { params, body }, options),
  },
  reports: {
    /** Stops a run; the DataSet stays as it is. */
    cancel: (params: ParamsOf<typeof reportRoutes.cancel>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.cancel>>('POST', '/api/report-runs/:id/cancel', { params }, options),
    /** Changes what a report asks, when, and how it updates its DataSet. */
    change: (params: ParamsOf<typeof reportRoutes.change>, body: BodyOf<typeof reportRoutes.change>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.change>>('PATCH', '/api/reports/:id', { params, body }, options),
    /** Makes a report with a DataSet of its own. */
    create: (body: BodyOf<typeof reportRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.create>>('POST', '/api/reports', { body }, options),
    /** A report. */
    get: (params: ParamsOf<typeof reportRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.get>>('GET', '/api/reports/:id', { params }, options),
    /** A run, with what it noted on its way. */
    getRun: (params: ParamsOf<typeof reportRoutes.getRun>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.getRun>>('GET', '/api/report-runs/:id', { params }, options),
    /** Reports, those that need attention first. */
    list: (query: QueryOf<typeof reportRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.list>>('GET', '/api/reports', { query }, options),
    /** The next five times of schedules. */
    nextTimes: (body: BodyOf<typeof reportRoutes.nextTimes>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.nextTimes>>('POST', '/api/reports/next-times', { body }, options),
    /** Runs a report now; answers the run that is under way, if there is one. */
    run: (params: ParamsOf<typeof reportRoutes.run>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.run>>('POST', '/api/reports/:id/runs', { params }, options),
    /** Runs of a report, newest first. */
    runs: (params: ParamsOf<typeof reportRoutes.runs>, query: QueryOf<typeof reportRoutes.runs>, options?: CallOptions) =>
      callApi<ResponseOf<typeof reportRoutes.runs>>('GET', '/api/reports/:id/runs', { params, query }, options),
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
  roles: {
    /** Makes a role. */
    create: (body: BodyOf<typeof roleRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof roleRoutes.create>>('POST', '/api/setup/roles', { body }, options),
    /** All roles of the workspace's own, by name (at most 100). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof roleRoutes.list>>('GET', '/api/setup/roles', {  }, options),
    /** Deletes a role; refused while something uses it, naming what. */
    remove: (params: ParamsOf<typeof roleRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/setup/roles/:id', { params }, options),
    /** Changes a role as a whole; refused when it was changed since the given version. */
    update: (params: ParamsOf<typeof roleRoutes.update>, body: BodyOf<typeof roleRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof roleRoutes.update>>('PUT', '/api/setup/roles/:id', { params, body }, options),
    /** What uses a role, so that it cannot be deleted (at most 100). */
    uses: (params: ParamsOf<typeof roleRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof roleRoutes.uses>>('GET', '/api/setup/roles/:id/uses', { params }, options),
  },
  rules: {
    /** Adds a classification ruleset at the end, or at a place (at most 10). */
    create: (params: ParamsOf<typeof ruleRoutes.create>, body: BodyOf<typeof ruleRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.create>>('POST', '/api/work-streams/:id/rules', { params, body }, options),
    /** Tries rules on past conversations without writing, a page at a time; stored ones where no draft is given. */
    dryRun: (params: ParamsOf<typeof ruleRoutes.dryRun>, body: BodyOf<typeof ruleRoutes.dryRun>, options?: CallOptions) =>
      callApi<ResponseOf<typeof ruleRoutes.dryRun>>('POST', '/api/work-streams/:id/rules/dry-run', { params, body }, options),
    /** The fields that conditions may use, with their operators, and what rules may set: an editor is built from it. */
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
  savedQueries: {
    /** Changes a saved query; refused when it was changed since the given version. */
    change: (params: ParamsOf<typeof savedQueryRoutes.change>, body: BodyOf<typeof savedQueryRoutes.change>, options?: CallOptions) =>
      callApi<ResponseOf<typeof savedQueryRoutes.change>>('PATCH', '/api/saved-queries/:id', { params, body }, options),
    /** Keeps a statement by a name of its own; at most 1,000. */
    create: (body: BodyOf<typeof savedQueryRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof savedQueryRoutes.create>>('POST', '/api/saved-queries', { body }, options),
    /** A saved query with its statement. */
    get: (params: ParamsOf<typeof savedQueryRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof savedQueryRoutes.get>>('GET', '/api/saved-queries/:id', { params }, options),
    /** Saved queries by name; with `q` those with it in name, description or statement. */
    list: (query: QueryOf<typeof savedQueryRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof savedQueryRoutes.list>>('GET', '/api/saved-queries', { query }, options),
    /** Deletes a saved query; who deleted it can bring it back for 10 minutes. */
    remove: (params: ParamsOf<typeof savedQueryRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/saved-queries/:id', { params }, options),
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
  setupFile: {
    /** The whole set-up as one file, without people, secrets and conversations. */
    export: (options?: CallOptions) =>
      callApi<ResponseOf<typeof setupFileRoutes.export>>('GET', '/api/setup/file', {  }, options),
    /** Takes a file of the set-up over by name, all or nothing; `dryRun` says only what would happen. Twice is once. */
    import: (body: BodyOf<typeof setupFileRoutes.import>, options?: CallOptions) =>
      callApi<ResponseOf<typeof setupFileRoutes.import>>('POST', '/api/setup/file', { body }, options),
  },
  skills: {
    /** Makes a skill. */
    create: (body: BodyOf<typeof skillRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof skillRoutes.create>>('POST', '/api/setup/skills', { body }, options),
    /** All skills, by name (at most 500). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof skillRoutes.list>>('GET', '/api/setup/skills', {  }, options),
    /** Deletes a skill; refused while something uses it, naming what. */
    remove: (params: ParamsOf<typeof skillRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/setup/skills/:id', { params }, options),
    /** Changes a skill as a whole; refused when it was changed since the given version. */
    update: (params: ParamsOf<typeof skillRoutes.update>, body: BodyOf<typeof skillRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof skillRoutes.update>>('PUT', '/api/setup/skills/:id', { params, body }, options),
    /** What uses a skill, so that it cannot be deleted (at most 100). */
    uses: (params: ParamsOf<typeof skillRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof skillRoutes.uses>>('GET', '/api/setup/skills/:id/uses', { params }, options),
  },
  slack: {
    /** Adds a Slack channel. Nothing is posted before it has the address of an incoming webhook, or a bot token and a channel. */
    create: (body: BodyOf<typeof slackRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof slackRoutes.create>>('POST', '/api/business/slack', { body }, options),
    /** What was posted, newest first; 7 days of it. */
    deliveries: (params: ParamsOf<typeof slackRoutes.deliveries>, query: QueryOf<typeof slackRoutes.deliveries>, options?: CallOptions) =>
      callApi<ResponseOf<typeof slackRoutes.deliveries>>('GET', '/api/business/slack/:id/deliveries', { params, query }, options),
    /** One post with its tries and what was answered. */
    delivery: (params: ParamsOf<typeof slackRoutes.delivery>, options?: CallOptions) =>
      callApi<ResponseOf<typeof slackRoutes.delivery>>('GET', '/api/business/slack/:id/deliveries/:seq', { params }, options),
    /** One Slack channel. */
    get: (params: ParamsOf<typeof slackRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof slackRoutes.get>>('GET', '/api/business/slack/:id', { params }, options),
    /** Slack channels in which conversations are shown (at most 10), with how they fare. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof slackRoutes.list>>('GET', '/api/business/slack', {  }, options),
    /** Switches it off: nothing is posted or taken until somebody resumes; posts wait for 7 days. */
    pause: (params: ParamsOf<typeof slackRoutes.pause>, options?: CallOptions) =>
      callApi<void>('POST', '/api/business/slack/:id/pause', { params }, options),
    /** Deletes a Slack channel with its secrets and its log. What stands in Slack stays there. */
    remove: (params: ParamsOf<typeof slackRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/business/slack/:id', { params }, options),
    /** Posts it again, behind what waits. */
    replay: (params: ParamsOf<typeof slackRoutes.replay>, options?: CallOptions) =>
      callApi<ResponseOf<typeof slackRoutes.replay>>('POST', '/api/business/slack/:id/deliveries/:seq/replay', { params }, options),
    /** Switches it on: posts what waits, and goes on. */
    resume: (params: ParamsOf<typeof slackRoutes.resume>, options?: CallOptions) =>
      callApi<void>('POST', '/api/business/slack/:id/resume', { params }, options),
    /** Asks Slack who we are, posts a line to the channel, and answers what came of it. */
    test: (params: ParamsOf<typeof slackRoutes.test>, options?: CallOptions) =>
      callApi<ResponseOf<typeof slackRoutes.test>>('POST', '/api/business/slack/:id/test', { params }, options),
    /** Changes a Slack channel; a secret that is given replaces the old one at once. */
    update: (params: ParamsOf<typeof slackRoutes.update>, body: BodyOf<typeof slackRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof slackRoutes.update>>('PATCH', '/api/business/slack/:id', { params, body }, options),
  },
  streams: {
    /** Makes a copy with the same settings and rules, called “Copy of …”; it may have the other mode. */
    copy: (params: ParamsOf<typeof streamRoutes.copy>, body: BodyOf<typeof streamRoutes.copy>, options?: CallOptions) =>
      callApi<ResponseOf<typeof streamRoutes.copy>>('POST', '/api/setup/work-streams/:id/copy', { params, body }, options),
    /** Makes a work stream. */
    create: (body: BodyOf<typeof streamRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof streamRoutes.create>>('POST', '/api/setup/work-streams', { body }, options),
    /** All work streams with their settings, the default first, then by name (at most 200). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof streamRoutes.list>>('GET', '/api/setup/work-streams', {  }, options),
    /** Deletes a work stream; refused while something uses it, naming what. */
    remove: (params: ParamsOf<typeof streamRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/setup/work-streams/:id', { params }, options),
    /** Changes a work stream as a whole; refused when it was changed since the given version. */
    update: (params: ParamsOf<typeof streamRoutes.update>, body: BodyOf<typeof streamRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof streamRoutes.update>>('PUT', '/api/setup/work-streams/:id', { params, body }, options),
    /** What uses a work stream, so that it cannot be deleted (at most 100). */
    uses: (params: ParamsOf<typeof streamRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof streamRoutes.uses>>('GET', '/api/setup/work-streams/:id/uses', { params }, options),
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
  teams: {
    /** Makes a team. */
    create: (body: BodyOf<typeof teamRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamRoutes.create>>('POST', '/api/setup/teams', { body }, options),
    /** All teams with their people, by name (at most 200). */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof teamRoutes.list>>('GET', '/api/setup/teams', {  }, options),
    /** Deletes a team; refused while something uses it, naming what. */
    remove: (params: ParamsOf<typeof teamRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/setup/teams/:id', { params }, options),
    /** Changes a team as a whole; refused when it was changed since the given version. */
    update: (params: ParamsOf<typeof teamRoutes.update>, body: BodyOf<typeof teamRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamRoutes.update>>('PUT', '/api/setup/teams/:id', { params, body }, options),
    /** What uses a team, so that it cannot be deleted (at most 100). */
    uses: (params: ParamsOf<typeof teamRoutes.uses>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamRoutes.uses>>('GET', '/api/setup/teams/:id/uses', { params }, options),
  },
  teamwork: {
    /** Lets a colleague who gives advice write to the customer as well; the thread says so. */
    addToChat: (params: ParamsOf<typeof teamworkRoutes.addToChat>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.addToChat>>('POST', '/api/side-talks/:id/add-to-chat', { params }, options),
    /** Asks a colleague or a queue for advice, or a colleague to answer as well. */
    ask: (params: ParamsOf<typeof teamworkRoutes.ask>, body: BodyOf<typeof teamworkRoutes.ask>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.ask>>('POST', '/api/conversations/:id/side-talks', { params, body }, options),
    /** Ends a talk, or takes the question back. Twice is once. */
    end: (params: ParamsOf<typeof teamworkRoutes.end>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.end>>('POST', '/api/side-talks/:id/end', { params }, options),
    /** Who is beside the agent in this conversation now. */
    list: (params: ParamsOf<typeof teamworkRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.list>>('GET', '/api/conversations/:id/side-talks', { params }, options),
    /** What was said in the private pane, in order (the newest 500). */
    messages: (params: ParamsOf<typeof teamworkRoutes.messages>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.messages>>('GET', '/api/side-talks/:id/messages', { params }, options),
    /** Says something in the private pane; never sent to X. */
    say: (params: ParamsOf<typeof teamworkRoutes.say>, body: BodyOf<typeof teamworkRoutes.say>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.say>>('POST', '/api/side-talks/:id/messages', { params, body }, options),
    /** Takes a handover back that is not answered yet: the conversation stays. Twice is once. */
    takeBack: (params: ParamsOf<typeof teamworkRoutes.takeBack>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.takeBack>>('DELETE', '/api/conversations/:id/transfer', { params }, options),
    /** Queues and colleagues for a transfer or for advice, the best suited first. */
    targets: (params: ParamsOf<typeof teamworkRoutes.targets>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.targets>>('GET', '/api/conversations/:id/targets', { params }, options),
    /** Hands a conversation to an agent or a queue, with a note for whoever comes next. `override`: although they are away. */
    transfer: (params: ParamsOf<typeof teamworkRoutes.transfer>, body: BodyOf<typeof teamworkRoutes.transfer>, options?: CallOptions) =>
      callApi<ResponseOf<typeof teamworkRoutes.transfer>>('POST', '/api/conversations/:id/transfer', { params, body }, options),
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
  timeline: {
    /** Writes a note on a contact, company or case. */
    addNote: (params: ParamsOf<typeof timelineRoutes.addNote>, body: BodyOf<typeof timelineRoutes.addNote>, options?: CallOptions) =>
      callApi<ResponseOf<typeof timelineRoutes.addNote>>('POST', '/api/timeline/:kind/:id/notes', { params, body }, options),
    /** Conversations, cases and notes of a record, newest first. */
    list: (params: ParamsOf<typeof timelineRoutes.list>, query: QueryOf<typeof timelineRoutes.list>, options?: CallOptions) =>
      callApi<ResponseOf<typeof timelineRoutes.list>>('GET', '/api/timeline/:kind/:id', { params, query }, options),
    /** Removes a note of a record; the own one, or any for who may merge contacts. */
    removeNote: (params: ParamsOf<typeof timelineRoutes.removeNote>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/record-notes/:id', { params }, options),
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
  webhooks: {
    /** Makes a webhook of the workspace. Answers its secret as well. */
    create: (body: BodyOf<typeof webhookRoutes.create>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.create>>('POST', '/api/webhooks', { body }, options),
    /** The log of a webhook, newest first; 7 days of it. */
    deliveries: (params: ParamsOf<typeof webhookRoutes.deliveries>, query: QueryOf<typeof webhookRoutes.deliveries>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.deliveries>>('GET', '/api/webhooks/:id/deliveries', { params, query }, options),
    /** One delivery with its tries, what was sent and what was answered. */
    delivery: (params: ParamsOf<typeof webhookRoutes.delivery>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.delivery>>('GET', '/api/webhooks/:id/deliveries/:seq', { params }, options),
    /** One webhook. */
    get: (params: ParamsOf<typeof webhookRoutes.get>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.get>>('GET', '/api/webhooks/:id', { params }, options),
    /** All webhooks of the workspace (at most 10), with how they fare. */
    list: (options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.list>>('GET', '/api/webhooks', {  }, options),
    /** Holds everything back until somebody resumes; nothing is lost for 7 days. */
    pause: (params: ParamsOf<typeof webhookRoutes.pause>, options?: CallOptions) =>
      callApi<void>('POST', '/api/webhooks/:id/pause', { params }, options),
    /** Deletes a webhook and its log; what waits is not sent. */
    remove: (params: ParamsOf<typeof webhookRoutes.remove>, options?: CallOptions) =>
      callApi<void>('DELETE', '/api/webhooks/:id', { params }, options),
    /** Makes a new secret; the old one ends at once. */
    renewSecret: (params: ParamsOf<typeof webhookRoutes.renewSecret>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.renewSecret>>('POST', '/api/webhooks/:id/secret', { params }, options),
    /** Sends a delivery again, under the same event id, behind what waits. */
    replay: (params: ParamsOf<typeof webhookRoutes.replay>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.replay>>('POST', '/api/webhooks/:id/deliveries/:seq/replay', { params }, options),
    /** Sends again, in order, what happened within a time: everything, or dead letters only; at most 5,000 a call. */
    replayRange: (params: ParamsOf<typeof webhookRoutes.replayRange>, body: BodyOf<typeof webhookRoutes.replayRange>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.replayRange>>('POST', '/api/webhooks/:id/replay', { params, body }, options),
    /** Sends what waits, and goes on. */
    resume: (params: ParamsOf<typeof webhookRoutes.resume>, options?: CallOptions) =>
      callApi<void>('POST', '/api/webhooks/:id/resume', { params }, options),
    /** The secret that the receiver checks. */
    secret: (params: ParamsOf<typeof webhookRoutes.secret>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.secret>>('GET', '/api/webhooks/:id/secret', { params }, options),
    /** Sends a test event now and answers what came of it. */
    test: (params: ParamsOf<typeof webhookRoutes.test>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.test>>('POST', '/api/webhooks/:id/test', { params }, options),
    /** Changes a webhook. What waits is sent by the new settings. */
    update: (params: ParamsOf<typeof webhookRoutes.update>, body: BodyOf<typeof webhookRoutes.update>, options?: CallOptions) =>
      callApi<ResponseOf<typeof webhookRoutes.update>>('PATCH', '/api/webhooks/:id', { params, body }, options),
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
  'board.stream': '/api/board/live',
  'datasets.export': '/api/datasets/:datasetId/file',
  'datasets.upload': '/api/datasets/uploads',
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
