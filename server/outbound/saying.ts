import type { Message } from '../conversations/index.ts';
import type { ThreadFacts } from './facts-store.ts';
import type { Ability, Saying } from './render/index.ts';

/** What a stored message says. */
export function sayingOf({ text, content }: Pick<Message, 'text' | 'content'>, hasFile: boolean): Saying {
  return { text, options: content.quickReplies ?? [], rich: content.rich, hasFile };
}

/** What can be used in a thread: v1.1 knows no groups. */
export function abilityOf({ authKind, v1Dm, groupId }: ThreadFacts): Ability {
  return { authKind, v1Dm: groupId === null ? v1Dm : 'refused' };
}
