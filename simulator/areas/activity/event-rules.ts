import { ACTIVITY_EVENT_TYPES, type XActivityEventType } from '../../../contract/x/activity.ts';

const known = new Set<string>(ACTIVITY_EVENT_TYPES);
export const isActivityEventType = (name: string): name is XActivityEventType => known.has(name);

/** X's names of events are told under their present name, also when the older one was asked for. */
const aliases: Readonly<Record<string, XActivityEventType>> = {
  'chat.conversation_join': 'chat.conversation.join',
};
export const canonicalEventType = (type: XActivityEventType): XActivityEventType => aliases[type] ?? type;

/**
 * Events that only the user concerned may let an app see, with the scope that an OAuth 2.0 token needs for them;
 * `null` for public ones. https://docs.x.com/x-api/activity/create-x-activity-subscription
 */
export const privateScope = (type: XActivityEventType): string | null => {
  if (type.startsWith('dm.') || type.startsWith('chat.')) return 'dm.read';
  if (type === 'like.create') return 'like.read';
  if (type.startsWith('mute.')) return 'mute.read';
  if (type.startsWith('block.')) return 'block.read';
  if (type === 'broadcast.chat' || /^post\.(mention|reply|quote|repost)\.create$/.test(type))
    return 'tweet.read';
  return null;
};

/** The scope that any OAuth 2.0 user token needs to subscribe to an event, public ones included. */
export const scopeOf = (type: XActivityEventType): string => privateScope(type) ?? 'tweet.read';

/** Only who mutes or blocks may watch it. */
export const isActorOnly = (type: XActivityEventType): boolean =>
  type.startsWith('mute.') || type.startsWith('block.');

/**
 * What `filter` must have for an event, and whether it may have a direction: what can both be done by the user and
 * be done to the user. https://docs.x.com/x-api/activity/introduction
 */
export const filterRule = (
  type: XActivityEventType,
): { needs: 'user_id' | 'keyword' | null; direction: boolean } => {
  if (type === 'oauth.revoke') return { needs: null, direction: false };
  if (type === 'news.new') return { needs: 'keyword', direction: false };
  return { needs: 'user_id', direction: !/^(mute|block|profile|spaces|broadcast)\./.test(type) };
};
