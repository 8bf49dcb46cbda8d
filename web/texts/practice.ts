import type { CommandId } from '../lib/keymap.ts';

type Step =
  | { id: 'arrive' | 'sent'; text: string }
  | { id: string; command: CommandId; or?: CommandId; text: string };

/** Six steps from a message that comes in to an answer that went out. */
export const practiceSteps: readonly Step[] = [
  {
    id: 'arrive',
    text: 'Let a made-up customer on the local X write to you. It takes the same road as a real message.',
  },
  {
    id: 'move',
    command: 'list.next',
    or: 'list.previous',
    text: 'There it is. Go to the next conversation:',
  },
  { id: 'take', command: 'conversation.toMe', text: 'Make it yours, so that colleagues know:' },
  { id: 'reply', command: 'compose.reply', or: 'compose.note', text: 'Start a reply:' },
  { id: 'send', command: 'compose.send', or: 'compose.sendAndClose', text: 'Write a line and send it:' },
  { id: 'sent', text: 'Now it is on its way. For some seconds Z takes it back; then it reaches X.' },
];

export const practiceTexts = {
  title: 'Two-minute practice',
  begin: 'Send me a message',
  openLocalX: 'Be the customer',
  useExisting: 'Use one that is here',
  dismiss: 'End the practice',
  doneTitle: 'Answered',
  done: (customer: string | null | undefined) =>
    `${customer ?? 'The customer'} has your answer on the local X. Press E to close the conversation, Z to take back what you did, ? for all keys.`,
  finish: 'Finish',
};
