import { wordControlLine } from './control.ts';
import { teamTexts } from './team.ts';

export const threadTexts = {
  thread: 'Messages',
  today: 'Today',
  yesterday: 'Yesterday',
  unreadFrom: 'New',
  queued: 'Queued',
  sendsAt: (when: string) => `Sends ${when}`,
  sending: 'Sending',
  sent: 'Sent',
  read: 'Read by the customer',
  failed: 'Not sent',
  uncertain: 'Unknown whether it was sent',
  kept: 'Kept, not sent',
  uncertainHint:
    'X did not answer. The thread on X is being checked. If you can see on X what happened, say so here.',
  settledFailed: 'X did not answer, and the message did not arrive. Nothing is sent again by itself.',
  didArrive: 'It arrived',
  didNotArrive: 'It did not arrive',
  cannotSettle: 'This could not be settled',
  retry: 'Retry',
  edit: 'Edit',
  takeBack: 'Take back',
  showXAnswer: 'What X said',
  hideXAnswer: 'Hide what X said',
  xStatus: (status: number) => `HTTP ${status}`,
  editTitle: 'Edit and send again',
  sendAgain: 'Send again',
  cannotRetry: 'It could not be sent again',
  cannotTakeBack: 'It is already on its way',
  undoSend: (name: string, seconds: number) =>
    seconds > 0 ? `Sending to ${name} in ${seconds} s` : `Sending to ${name}`,
  undo: 'Undo',
  takenBack: 'Taken back',
  deleted: 'This message was deleted on X.',
  withheld: 'Hidden until the customer agrees to be read.',
  withheldShort: 'Waits for the customer’s consent',
  automatic: 'sent automatically',
  encryptedTitle: 'Encrypted message',
  encryptedHint: 'X shows it only in its own apps.',
  openOnX: 'Open on X',
  note: 'Note',
  noteHint: 'Only colleagues see this',
  photo: 'Photo',
  gif: 'GIF',
  video: 'Video',
  file: 'File',
  openMedia: (kind: string) => `Open ${kind}`,
  mediaPending: 'Being fetched from X…',
  mediaFailed: 'Could not be fetched from X.',
  download: 'Download',
  location: 'Shared location',
  openMap: 'Show on a map',
  chose: 'Chosen answer',
  offered: 'Offered answers',
  post: 'Post on X',
  fromX: 'sent on X',
  byProgram: 'sent by a program',
  via: {
    slack: (name: string) => `${name} in Slack`,
    email: (name: string) => `${name} by e-mail`,
  },
  emptyTitle: 'No messages yet',
  emptyHint: 'The thread starts with the next message.',
  previousMedia: 'Previous',
  nextMedia: 'Next',
};

/** System lines: `what` as routing has it; facts are ids and small values; `by` is who did it. */
export function wordSystemLine(
  what: string,
  facts: Readonly<Record<string, string | null>>,
  by: string | null,
  nameOf: (id: string) => string,
  when: (at: string) => string,
): string {
  const who = by ? nameOf(by) : undefined;
  const worded = (passive: string, active: string) => (who ? `${who} ${active}` : passive);
  switch (what) {
    case 'opened':
      return facts['number'] ? `Case ${facts['number']} opened` : 'Opened';
    case 'closed':
      return worded('Closed', 'closed this');
    case 'reopened':
      return worded('Reopened', 'reopened this');
    case 'assigned': {
      const to = facts['to'];
      if (!to) return worded('Assigned to nobody', 'took the assignment away');
      if (by && to === by) return `${who} took this`;
      return worded(`Assigned to ${nameOf(to)}`, `assigned this to ${nameOf(to)}`);
    }
    case 'joined_chat':
      return teamTexts.joined(nameOf(facts['member'] ?? ''));
    case 'left_chat':
      return teamTexts.left(nameOf(facts['member'] ?? ''));
    case 'handover_asked': {
      const to = nameOf(facts['to'] ?? '');
      return worded(teamTexts.handover.askedPassive(to), teamTexts.handover.asked(to));
    }
    case 'handover_declined':
      return teamTexts.handover.declined(nameOf(facts['to'] ?? ''));
    case 'handover_missed':
      return teamTexts.handover.missed(nameOf(facts['to'] ?? ''));
    case 'handover_taken_back': {
      const to = nameOf(facts['to'] ?? '');
      return worded(teamTexts.handover.takenBackPassive(to), teamTexts.handover.takenBack(to));
    }
    case 'to_queue':
      return worded(teamTexts.toQueue(facts['queue'] ?? '…'), teamTexts.movedToQueue(facts['queue'] ?? '…'));
    case 'handed_over':
    case 'control_offered':
    case 'handed_back':
    case 'left_to_program':
    case 'taken_over':
    case 'program_unreachable':
    case 'program_lost':
    case 'program_stopped':
      return wordControlLine(what, facts, who);
    case 'snoozed':
      return `${worded('Snoozed', 'snoozed this')}${facts['until'] ? ` until ${when(facts['until'])}` : ''}`;
    case 'unsnoozed':
      return worded('The snooze was ended', 'ended the snooze');
    case 'snooze_ended':
      return 'The snooze is over';
    case 'priority':
    case 'priority_changed':
      return `${worded('Priority set', 'set the priority')} to ${facts['to'] ?? facts['priority'] ?? ''}`;
    case 'tagged':
    case 'tags_added':
      return `${worded('Tagged', 'added the tag')} ${facts['tag'] ?? facts['tags'] ?? ''}`;
    case 'untagged':
    case 'tags_removed':
      return `${worded('Tag removed:', 'removed the tag')} ${facts['tag'] ?? facts['tags'] ?? ''}`;
    case 'joined':
      return `${facts['username'] ? `@${facts['username']}` : 'Somebody'} joined the conversation`;
    case 'left':
      return `${facts['username'] ? `@${facts['username']}` : 'Somebody'} left the conversation`;
    case 'timeout_message':
      return `${facts['rule'] ?? 'Timeout'}: ${facts['text'] ?? ''}`;
    case 'consent_given':
      return 'The customer agreed to be read';
    case 'consent_refused':
      return 'The customer does not want to be read: messages stay hidden';
    case 'consent_opted_out':
      return 'The customer wants no more automatic messages';
    case 'consent_opted_in':
      return 'The customer wants automatic messages again';
    default: {
      const words = what.replaceAll(/[._]/g, ' ').trim();
      const sentence = words.charAt(0).toUpperCase() + words.slice(1);
      return who ? `${sentence} (${who})` : sentence;
    }
  }
}
