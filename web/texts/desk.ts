import type { InboxSort, InboxView, Priority, WorkItemState } from '../../contract/api/index.ts';

export const deskTexts = {
  two: (first: string, second: string) => `${first} and ${second}`,
  twoAndMore: (first: string, second: string, more: number) =>
    more === 1 ? `${first}, ${second} and 1 more` : `${first}, ${second} and ${more} more`,
  group: (members: number) => (members === 1 ? 'Group of 1' : `Group of ${members}`),
  unknownCustomer: 'Unknown X user',
  inbox: 'Inbox',
  inboxUnread: (count: number) => (count > 0 ? `Inbox, ${count} of yours unread` : 'Inbox'),
  settings: 'Settings',
  me: 'Me',
  search: 'Search',
  list: 'Conversations',
  searchPlaceholder: 'Search messages and people',
  searchNothing: 'Nothing found',
  searchNothingHint:
    'Whole words and beginnings of words are found, in messages, notes and names. Put a phrase in “quotation marks” to find it word for word.',
  searchPeople: 'People',
  searchMessages: 'Messages',
  clearSearch: 'Clear the search',
  newRows: (count: number) => `${count} new ↑`,
  newMessages: (count: number) => (count === 1 ? '1 new message ↓' : `${count} new messages ↓`),
  toEnd: 'To the newest message',
  you: 'You',
  youPrefix: 'We: ',
  programPrefix: 'Program',
  sentFromX: 'Sent on X',
  nothingOpenTitle: 'Pick a conversation',
  nothingOpenHint: 'Press J to open the first one, or Ctrl K to do anything by name.',
  unread: 'Unread',
  onlyUnread: 'Only unread',
  allHandles: 'All handles',
  filter: 'Filter',
  sort: 'Order',
  sortedBy: (order: string) => `Order: ${order}`,
  queues: 'Queues',
  workStreams: 'Work streams',
  handles: 'Handles',
  tags: 'Tags',
  allQueues: 'All my queues',
  noFilter: 'Show everything',
  selected: (count: number) => `${count} selected`,
  clearSelection: 'Clear the selection',
  bulkDone: (done: number, failed: number) =>
    failed === 0 ? `${done} changed` : `${done} changed, ${failed} could not be changed`,
  snoozed: 'Snoozed',
  snoozedUntil: (when: string) => `Snoozed until ${when}`,
  waitingFor: 'Waiting for an answer',
  assign: 'Assign',
  assignTo: 'Assign to…',
  toMe: 'Assign to me',
  nobody: 'Nobody',
  assignedTo: (name: string) => `Assigned to ${name}`,
  snooze: 'Snooze',
  unsnooze: 'End the snooze',
  closeIt: 'Close',
  closeHint: 'Done, without a wrap-up. The next message opens it anew.',
  reopen: 'Reopen',
  reopenHint: 'Opens it again, for you.',
  more: 'More',
  markUnread: 'Mark unread',
  tag: 'Tag',
  addTag: 'Add a tag',
  removeTag: (tag: string) => `Remove the tag ${tag}`,
  newTag: (tag: string) => `Make the tag “${tag}”`,
  priority: 'Priority',
  openOnX: 'Open on X',
  showCustomer: 'Show the customer panel',
  hideCustomer: 'Hide the customer panel',
  backToList: 'Back to the list',
  practice: 'Practice',
  done: {
    assigned: (name: string) => `Assigned to ${name}`,
    unassigned: 'Assigned to nobody',
    closed: 'Closed',
    reopened: 'Reopened',
    snoozed: (when: string) => `Snoozed until ${when}`,
    unsnoozed: 'Snooze ended',
    tagged: (tag: string) => `Tagged ${tag}`,
    untagged: (tag: string) => `Tag ${tag} removed`,
    priority: (word: string) => `Priority: ${word}`,
    unread: 'Marked unread',
  },
  cannotChange: 'The conversation could not be changed',
  typing: 'is typing',
  viewing: (names: string) => `${names} ${names.includes(',') ? 'are' : 'is'} viewing`,
  replying: (names: string) => `${names} ${names.includes(',') ? 'are' : 'is'} replying`,
  replyingWarning: (name: string) => `${name} is writing a reply. Wait, or your answers will cross.`,
  accounts: 'Accounts',
  notHeard: 'not known: the server is not heard',
  sendsLeft: (left: string, limit: string) => `DM sends left ${left}/${limit}`,
  sendsLeftDay: (left: string, limit: string) => `today ${left}/${limit}`,
  resets: (when: string) => `resets ${when}`,
  noHandles: 'No X account is connected.',
  connectNow: 'Connect X',
  reconnect: 'Reconnect',
  accountRevoked: (name: string) => `${name} is disconnected from X. Messages neither come nor go.`,
  accountDegraded: (name: string, reason: string) => `${name}: ${reason}`,
};

export const viewNames: Readonly<Record<InboxView, string>> = {
  mine: 'Mine',
  unassigned: 'Open',
  all: 'All',
  programs: 'With bots',
  snoozed: 'Snoozed',
  recent: 'Closed today',
  closed: 'Closed',
};

/** Where there is room, and no other words beside them. */
export const viewTitles: Readonly<Record<InboxView, string>> = {
  mine: 'My conversations',
  unassigned: 'Open work of my queues',
  all: 'All open conversations',
  programs: 'Conversations that bots have',
  snoozed: 'Snoozed conversations',
  recent: 'Closed in the last 24 hours',
  closed: 'All closed conversations',
};

export const sortNames: Readonly<Record<InboxSort, string>> = {
  activity: 'Newest activity first',
  waiting: 'Oldest waiting first',
  priority: 'Highest priority first',
  sla: 'Due soonest first',
  created: 'Newest opened first',
};

export const emptyViews: Readonly<Record<InboxView, { title: string; hint: string }>> = {
  mine: {
    title: 'Nothing is waiting for you',
    hint: 'Take a conversation from Open: open it and press M.',
  },
  unassigned: {
    title: 'Nothing waits in your queues',
    hint: 'New conversations of your queues land here until somebody takes them.',
  },
  all: {
    title: 'No open conversations',
    hint: 'When a customer writes to a connected account, it shows here at once.',
  },
  programs: {
    title: 'No bot has a conversation',
    hint: 'What customers write to a bot shows here until it hands over or somebody takes it.',
  },
  snoozed: { title: 'Nothing is snoozed', hint: 'Press H in a conversation to have it come back later.' },
  recent: {
    title: 'Nothing was closed in the last 24 hours',
    hint: 'Press E in a conversation that is done.',
  },
  closed: { title: 'Nothing is closed yet', hint: 'Press E in a conversation that is done.' },
};

export const stateNames: Readonly<Record<WorkItemState, string>> = {
  open: 'Open',
  active: 'Active',
  waiting: 'Waiting',
  wrap_up: 'Wrap-up',
  closed: 'Closed',
};

export const priorityNames: Readonly<Record<Priority, string>> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};

export const healthNames = {
  unknown: 'not checked yet',
  healthy: 'healthy',
  degraded: 'degraded',
  down: 'down',
} as const;
