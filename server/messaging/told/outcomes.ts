import type { Message } from '../../conversations/index.ts';

/** What the chosen button stood for. */
export function postbackOf(message: Message): { payload: string; metadata?: object } {
  const answer = message.content.quickReplyAnswer;
  return {
    payload: answer?.payload ?? answer?.metadata ?? message.text,
    ...(answer?.actionMetadata ? { metadata: answer.actionMetadata } : {}),
  };
}

/** Why X did not take a message, in the codes that clients know, with X's own words beside them. */
export function errorOf(message: Message): object {
  const { failure } = message;
  const code = CODES[failure?.code ?? ''] ?? 'uncategorized_error';
  return {
    code,
    message: failure?.message ?? 'The message could not be delivered.',
    underlyingError: {
      code: failure?.code ?? null,
      status: failure?.xStatus ?? null,
      body: failure?.xBody ?? null,
    },
  };
}

const CODES: Readonly<Record<string, string>> = {
  account_not_connected: 'unauthorized',
  account_not_ready: 'unauthorized',
  x_unauthorized: 'unauthorized',
  x_forbidden: 'forbidden',
};
