import type { ProgramTrouble, StoppedProgram } from '../../contract/api/index.ts';

const troubles: Readonly<Record<ProgramTrouble, string>> = {
  gone: 'it is not there any more',
  paused: 'its webhook is paused',
  not_listening: 'its webhook is not told of messages',
  no_key: 'it has no key to answer with',
};
const stops: Readonly<Record<StoppedProgram['why'], string>> = {
  unanswered: 'it wrote 20 messages that nobody answered',
  loop: 'programs answered each other',
};

export const controlTexts = {
  withBot: 'With the bot',
  with: (name: string) => `With the bot “${name}”`,
  waits: (when: string) => `The customer has waited for its answer since ${when}.`,
  answered: 'It answers; the desk is asked for nothing.',
  trouble: (trouble: ProgramTrouble) => `It cannot answer now: ${troubles[trouble]}.`,
  offered: (name: string | null) =>
    `${name ? `“${name}”` : 'A bot'} asks the desk to take this: whoever takes it accepts.`,
  knows: 'What the bot knows',
  takeOver: 'Take over',
  handedOver: (name: string | null) => (name ? `Handed over by “${name}”` : 'Handed over by a bot'),
  handBack: (name: string) => `Hand back to “${name}”`,
  troubles,
  stoppedShort: 'A bot was stopped',
  stopped: (name: string) => `“${name}” was stopped here:`,
  stoppedWhy: (why: StoppedProgram['why']) =>
    `${stops[why]}. It is free again once the customer or one of you writes.`,
  failed: 'That did not work',
  done: {
    taken: 'The conversation is yours; the bot is told.',
    handedBack: (name: string) => `“${name}” has the conversation.`,
  },
  /** Settings → Programs. */
  board: 'Who answers first',
  boardLead:
    'Programs with a seat at the switchboard, and the desk. Customers write to the first of them; it hands over to the others.',
  boardNone: 'No switchboard',
  boardNoneHint: 'All messages come to the desk. A program makes a switchboard over the API.',
  boardOff: 'The switchboard is off: all messages come to the desk, and all programs hear everything.',
  boardWithoutDesk: 'The desk has no seat: all messages come to it, whoever has control.',
  first: 'First',
  desk: 'The desk',
  has: (count: number) =>
    count === 1 ? '1 conversation' : `${count >= 1000 ? '1,000 or more' : count} conversations`,
  whenDeaf: 'The desk takes over when a program cannot hear or answer',
  whenDeafHint:
    'Its webhook is paused or not told of messages, or it has no key. Customers who wait come to the desk within seconds. Without this they wait for the program.',
  saved: 'Saved',
  stoppedTitle: 'Stopped',
  stoppedLead: 'They are refused in these conversations until the customer or an agent writes.',
  stoppedReasons: stops,
  openIt: 'Open the conversation',
};

/** System lines of who has a conversation. */
export function wordControlLine(
  what: string,
  facts: Readonly<Record<string, string | null>>,
  who: string | undefined,
): string {
  const name = facts['from'] ?? facts['to'];
  const bot = name ? `“${name}”` : 'a bot';
  switch (what) {
    case 'handed_over':
      return `Handed over by ${bot}`;
    case 'control_offered':
      return `Offered to the desk by ${bot}`;
    case 'handed_back':
      return who ? `${who} handed this back to ${bot}` : `Handed back to ${bot}`;
    case 'left_to_program':
      return `Taken over by ${bot}`;
    case 'taken_over':
      return who ? `${who} took this over from ${bot}` : `Taken over from ${bot}`;
    case 'program_unreachable':
      return `The desk takes over from ${bot}: ${isTrouble(facts['reason']) ? troubles[facts['reason']] : 'it cannot answer'}`;
    case 'program_stopped':
      return `A bot was stopped: ${facts['why'] === 'loop' ? stops.loop : stops.unanswered}`;
    default:
      return 'The bot is not there any more: the desk takes over';
  }
}

const isTrouble = (word: string | null | undefined): word is ProgramTrouble =>
  typeof word === 'string' && Object.hasOwn(troubles, word);
