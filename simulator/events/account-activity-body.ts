import type { XLegacyUser } from '../../contract/x/legacy.ts';
import type {
  XAccountActivityBody,
  XFollowEvent,
  XLegacyApp,
  XMarkReadEvent,
  XMessageCreateEvent,
  XTypingEvent,
} from '../../contract/x/webhooks.ts';

const userMap = (users: XLegacyUser[]): Record<string, XLegacyUser> =>
  Object.fromEntries(users.map((user) => [user.id, user]));

/** `2018-05-24T09:48:12+00:00`, the form of revocations. */
export const revokeTime = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}+00:00`;

/** A message for one of its two users; `app` only when X names the app that sent it. */
export const messageBody = (
  forUserId: string,
  message: XMessageCreateEvent,
  users: XLegacyUser[],
  app: XLegacyApp | null,
): XAccountActivityBody => ({
  for_user_id: forUserId,
  direct_message_events: [message],
  ...(app ? { apps: { [app.id]: app } } : {}),
  users: userMap(users),
});

export const typingBody = (
  forUserId: string,
  event: XTypingEvent,
  users: XLegacyUser[],
): XAccountActivityBody => ({
  for_user_id: forUserId,
  direct_message_indicate_typing_events: [event],
  users: userMap(users),
});

export const readBody = (
  forUserId: string,
  event: XMarkReadEvent,
  users: XLegacyUser[],
): XAccountActivityBody => ({
  for_user_id: forUserId,
  direct_message_mark_read_events: [event],
  users: userMap(users),
});

export const followBody = (forUserId: string, event: XFollowEvent): XAccountActivityBody => ({
  for_user_id: forUserId,
  follow_events: [event],
});

/** The user took the app's access away. It has no `for_user_id`. */
export const revokeBody = (appId: string, userId: string, atMs: number): XAccountActivityBody => ({
  user_event: {
    revoke: { date_time: revokeTime(atMs), target: { app_id: appId }, source: { user_id: userId } },
  },
});
