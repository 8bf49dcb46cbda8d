import type { ConversationSource, Message } from '../../conversations/index.ts';

/** What the chosen button stood for. */
export function postbackOf(message: Message): { payload: string; metadata?: object } {
  const answer = message.content.quickReplyAnswer;
  return {
    payload: answer?.payload ?? answer?.metadata ?? message.text,
    ...(answer?.actionMetadata ? { metadata: answer.actionMetadata } : {}),
  };
}

/** By what a customer came: a link of ours by its name, a post or a welcome message by X's id. */
export function referralOf(source: ConversationSource | undefined): object {
  const { kind, linkName, xPostId, welcomeMessageId } = source ?? {};
  const [code, from] =
    kind === 'link'
      ? [linkName, 'LINK']
      : kind === 'welcome'
        ? [welcomeMessageId, 'WELCOME_MESSAGE']
        : [xPostId, 'POST'];
  return { ...(code ? { code } : {}), details: { source: from, type: 'OPEN-THREAD' } };
}

/** Why X did not take a message, in the codes that clients know, with X's own error as it came, where there is one. */
export function errorOf({ failure }: Pick<Message, 'failure'>): object {
  const code = CODES[failure?.code ?? ''] ?? 'uncategorized_error';
  const message = failure?.message ?? 'The message could not be delivered.';
  const status = failure?.xStatus ?? undefined;
  return {
    code,
    message,
    underlyingError: {
      message,
      ...(failure ? { code: failure.code } : {}),
      ...(status === undefined ? {} : { status }),
      ...xErrorOf(failure?.xBody ?? null),
    },
  };
}

/** What X answered, where that was an object of JSON. */
function xErrorOf(body: string | null): object {
  try {
    const value: unknown = JSON.parse(body ?? '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // A page of HTML, or the beginning of something longer.
  }
  return {};
}

const CODES: Readonly<Record<string, string>> = {
  account_not_connected: 'unauthorized',
  account_not_ready: 'unauthorized',
  x_unauthorized: 'unauthorized',
  x_forbidden: 'forbidden',
};
