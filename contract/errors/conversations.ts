import { declareErrors } from './declare.ts';

export const conversationErrors = declareErrors({
  mention_misplaced: {
    status: 400,
    who: 'caller',
    sentence: 'A mention has to begin with @, lie inside the note, and not overlap another.',
  },
  not_a_group: {
    status: 409,
    who: 'caller',
    sentence: 'This conversation is not a group: only groups have a name.',
  },
  conversation_not_found: { status: 404, who: 'caller', sentence: 'There is no such conversation.' },
  message_not_found: { status: 404, who: 'caller', sentence: 'There is no such message.' },
});
