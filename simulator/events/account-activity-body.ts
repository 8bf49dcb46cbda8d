import type { XLegacyUser } from '../../contract/x/legacy.ts';
import type {
  XAccountActivityBody,
  XDirectedEvent,
  XLegacyApp,
  XMarkReadEvent,
  XMessageCreateEvent,
  XTypingEvent,
} from '../../contract/x/webhooks.ts';

// The bodies of https://docs.x.com/x-api/account-activity/introduction, without the `for_user_id` that each one
// begins with and that is all in which the subscribed users' copies differ.

const userMap = (users: XLegacyUser[]): Record<string, XLegacyUser> =>
  Object.fromEntries(users.map((user) => [user.id, user]));

/** `2018-05-24T09:48:12+00:00`, the form of revocations. */
export const revokeTime = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}+00:00`;

/** A message for one of its two users; `app` only when X names the app that sent it. */
export const messageBody = (
  message: XMessageCreateEvent,
  users: XLegacyUser[],
  app: XLegacyApp | null,
): XAccountActivityBody => ({
  direct_message_events: [message],
  ...(app ? { apps: { [app.id]: app } } : {}),
  users: userMap(users),
});

export const typingBody = (event: XTypingEvent, users: XLegacyUser[]): XAccountActivityBody => ({
  direct_message_indicate_typing_events: [event],
  users: userMap(users),
});

export const readBody = (event: XMarkReadEvent, users: XLegacyUser[]): XAccountActivityBody => ({
  direct_message_mark_read_events: [event],
  users: userMap(users),
});

/** Unfollows travel as `follow_events` of type `unfollow`, and so do unblocks and unmutes. */
export const directedBody = (
  list: 'follow_events' | 'block_events' | 'mute_events',
  event: XDirectedEvent,
): XAccountActivityBody => ({ [list]: [event] });

/** The user took the app's access away. It has no `for_user_id`. */
export const revokeBody = (appId: string, userId: string, atMs: number): XAccountActivityBody => ({
  user_event: {
    revoke: { date_time: revokeTime(atMs), target: { app_id: appId }, source: { user_id: userId } },
  },
});
