import { declareErrors } from './declare.ts';

export const conversationErrors = declareErrors({
  conversation_not_found: { status: 404, who: 'caller', sentence: 'There is no such conversation.' },
  message_not_found: { status: 404, who: 'caller', sentence: 'There is no such message.' },
});
