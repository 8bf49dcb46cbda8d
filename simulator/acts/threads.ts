import { type PrivateMessageLink, privateMessageButton } from '../rules/private-message.ts';
import type { Sim } from '../sim.ts';
import { conversationIdOf } from '../state/dms.ts';
import type { OpenThread } from '../state/open-threads.ts';

const quietMs = 7 * 24 * 60 * 60_000;

export type OpenAsked = Partial<PrivateMessageLink> & { userId: string; postId?: string };

/**
 * A user opens the conversation with somebody: by a link, by the button of a post, or plainly. What is shown there
 * waits until one of the two writes. A string says why it cannot be opened.
 */
export function openThread(sim: Sim, asked: OpenAsked): OpenThread | string {
  const { userId, postId } = asked;
  const post = postId === undefined ? undefined : sim.posts.find(postId);
  if (postId !== undefined && !post) return `there is no post ${postId}`;
  const button = post && privateMessageButton(sim, post);
  if (post && !button && asked.recipientId === undefined)
    return `post ${post.id} has no button for private messages`;
  const link = { ...button, ...withoutUndefined(asked) };
  const other = sim.users.find(link.recipientId ?? '');
  if (!other || other.id === userId) return 'there is no such recipient';
  const named = link.welcomeMessageId;
  if (named !== undefined && sim.welcomeMessages.find(named)?.ownerId !== other.id)
    return `the recipient has no welcome message ${named}`;
  return sim.openThreads.open({
    userId,
    otherId: other.id,
    postId,
    // A message that the link names always stands before the default one.
    welcomeMessageId: named ?? defaultWelcome(sim, userId, other.id),
    text: link.text,
    openedAt: sim.clock.now(),
  });
}

/**
 * The default greeting is shown when the conversation is opened for the first time, for the first time since leaving
 * it, or after seven days without a message.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/welcome-messages/guides/setting-default-welcome-message
 */
function defaultWelcome(sim: Sim, userId: string, otherId: string): string | undefined {
  const rule = sim.welcomeMessages.ruleOf(otherId);
  if (!rule) return undefined;
  // Opening once more before anything was said shows the same again.
  if (sim.openThreads.find(userId, otherId)?.welcomeMessageId === rule.welcomeMessageId)
    return rule.welcomeMessageId;
  const last = sim.dms.eventsOfConversation(conversationIdOf(userId, otherId)).at(-1);
  const isQuiet = !last || last.hiddenFor?.includes(userId) || sim.clock.now() - last.createdAt >= quietMs;
  return isQuiet ? rule.welcomeMessageId : undefined;
}

function withoutUndefined<T extends object>(object: T): Partial<T> {
  // Leaving out undefined members does not change the type of the others.
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}
