/**
 * Facts that modules tell each other through the event log: ids and small values, never message text.
 * `key` decides the partition, so that all events of one conversation stay in order.
 */
export interface EventBodies {
  /** A message came from X, or an echo of one that was sent with X's own apps. Key: conversation id. */
  'message.received': {
    conversationId: string;
    messageId: string;
    position: string;
    customerId: string;
    handleId: string;
    accountId: string;
    /** `in`: from the customer. `out`: from the business, by X's own apps. */
    direction: 'in' | 'out';
    kind: 'message' | 'encrypted';
    firstContact: boolean;
    /** Taken in by a gap fill or an import long after it was written: no sound, no reopening by age rules. */
    late: boolean;
  };
  /** An agent or a program queued an answer. Key: conversation id. */
  'message.queued': {
    conversationId: string;
    messageId: string;
    position: string;
    accountId: string;
    authorKind: string;
  };
  /** Its sending went on: sending, sent, failed, uncertain, canceled. Key: conversation id. */
  'message.changed': {
    conversationId: string;
    messageId: string;
    position: string;
    direction: 'in' | 'out' | 'none';
    kind: 'message' | 'note' | 'system' | 'encrypted';
    /** state, media, deleted, text */
    what: string;
    state: string;
  };
  /** A note, a system line or a kept message was added. Key: conversation id. */
  'entry.added': {
    conversationId: string;
    messageId: string;
    position: string;
    kind: 'note' | 'system' | 'message';
    authorId: string | null;
  };
  /** A member is named in a note, or has read that they were. Key: member id. */
  'mention.changed': {
    memberId: string;
    conversationId: string | null;
    messageId: string | null;
    what: 'added' | 'read';
  };
  /** A talk beside a conversation was asked for, began, ended, or something was said in it. Key: conversation id. */
  'side_talk.changed': {
    conversationId: string;
    talkId: string;
    memberId: string | null;
    byMemberId: string;
    what: 'state' | 'said';
  };
  /** Key: conversation id. */
  'conversation.read': { conversationId: string; memberId: string | null; position: string };
  /** The work item of a conversation was opened or changed. Key: conversation id. */
  'work_item.changed': {
    conversationId: string;
    workItemId: string;
    state: string;
    assigneeId: string | null;
    what: string;
    by: string | null;
  };
  /** An offer was made, accepted, declined, or ended; a session began or ended. Key: conversation id. */
  'session.changed': {
    conversationId: string;
    workItemId: string;
    sessionId: string;
    memberId: string;
    participation: 'primary' | 'consult' | 'monitor';
    /** offered, accepted, ended */
    state: string;
    /** Of an ended one: why. */
    reason: string | null;
    /** Who gave or offered it: null when routing did. */
    byMemberId: string | null;
  };
  /** An agent's presence, connection or capacity in use changed. Key: member id. */
  'presence.changed': { memberId: string; base: string; what: string };
  /** A new version of a DataSet is the one that is read. Key: DataSet id. */
  'dataset.updated': { datasetId: string; version: number };
  /** A report was set up or changed, or a run of it began, went on or ended. Key: its id. */
  'report.changed': { reportId: string; datasetId: string; what: 'created' | 'changed' | 'run' };
  /** Something of the set-up was made, changed or removed. Key: its id. */
  'setup.changed': { kind: string; id: string; what: 'created' | 'changed' | 'removed' };
  /** A webhook was set up, changed or removed, paused or resumed. Key: its id. */
  'webhook.changed': { endpointId: string; what: 'created' | 'changed' | 'removed' | 'paused' | 'resumed' };
  /** A customer answered a survey, or answered again. Key: conversation id. */
  'survey.answered': {
    invitationId: string;
    conversationId: string;
    workItemId: string;
    handleId: string;
    agentId: string | null;
    again: boolean;
  };
  /**
   * A conversation was given to another program or to the desk, or offered to one. `lost`: whoever had it is not there any
   * more; there is no action then. Key: conversation id.
   */
  'control.changed': {
    conversationId: string;
    actionId: string;
    what: 'passControl' | 'offerControl' | 'acceptControl' | 'releaseControl' | 'lost';
    activeId: string | null;
    pendingId: string | null;
  };
  /** A program was stopped: nobody answered it, or programs answered each other. Key: conversation id. */
  'program.stopped': { conversationId: string; keyId: string; why: 'unanswered' | 'loop' };
  /** Something was said in a conversation that only programs know. Key: conversation id. */
  'program.said': {
    conversationId: string;
    messageId: string;
    /** Whose words they are; entries of before do not say. */
    author?: 'user' | 'business';
  };
  /** A conversation that only programs know was made or deleted. Key: conversation id. */
  'program_conversation.changed': {
    conversationId: string;
    /** Still told when the conversation is gone. */
    type: 'personal' | 'sdkGroup';
    what: 'created' | 'removed';
    userId: string | null;
  };
  /** Somebody joined or left a group that only programs know. Key: conversation id. */
  'participants.changed': { conversationId: string; userId: string; what: 'joined' | 'left' };
  /** A program deleted a user, or made two users one. Key: id of the user that is gone. */
  'program_user.changed': { userId: string; what: 'removed' | 'merged'; survivingId: string | null };
  /** A customer wrote to the desk while its hours are closed. Key: conversation id. */
  'hours.missed': { conversationId: string; workItemId: string; isHoliday: boolean };
  /** A customer began to write. Key: conversation id. */
  'customer.typed': { conversationId: string; customerId: string };
  /** A customer asked for no more messages, or took that back. Key: conversation id. */
  'consent.changed': { conversationId: string; customerId: string; isOut: boolean };
  /** Somebody named a handle in public, or what was done about it went on. Key: the post's id here. */
  'public_post.changed': { postId: string; handleId: string; what: 'added' | 'state' | 'answer' };
  /** A record of the business was made, changed or removed. Key: its id. */
  'record.changed': { kind: 'contact' | 'company' | 'case'; id: string };
  /** Key: customer id. */
  'customer.changed': { customerId: string };
  /** Status, feed or limits of an account. Key: account id. */
  'account.changed': { accountId: string; what: string };
  /** A "Sign in with X" came to its end. Key: sign-in id. */
  'x_sign_in.finished': { signInId: string; state: 'done' | 'failed' };
  /** Key: member id. */
  'member.changed': { memberId: string; what: string };
  /** Key: member id. */
  'preferences.changed': { memberId: string };
}

export type EventKind = keyof EventBodies;

export type AppEvent = {
  [K in EventKind]: { kind: K; key: string; body: EventBodies[K] };
}[EventKind];
