import { ACTIVITY_EVENT_TYPES, type XActivityEventType } from '../../../contract/x/activity.ts';

const known = new Set<string>(ACTIVITY_EVENT_TYPES);
export const isActivityEventType = (name: string): name is XActivityEventType => known.has(name);

/** Events that only the user concerned may let an app see, with the OAuth 2.0 scope that they need. */
export const privateScope = (type: XActivityEventType): string | null => {
  if (type.startsWith('dm.') || type.startsWith('chat.')) return 'dm.read';
  if (type === 'like.create') return 'like.read';
  if (type.startsWith('mute.')) return 'mute.read';
  if (type.startsWith('block.')) return 'block.read';
  if (type === 'broadcast.chat') return 'broadcast.read';
  if (/^post\.(mention|reply|quote|repost)\.create$/.test(type)) return 'tweet.read';
  return null;
};

/** What `filter` must and may have for an event. */
export const filterRule = (
  type: XActivityEventType,
): { needs: 'user_id' | 'keyword' | null; direction: boolean } => {
  if (type === 'oauth.revoke') return { needs: null, direction: false };
  if (type === 'news.new') return { needs: 'keyword', direction: false };
  return { needs: 'user_id', direction: !/^(mute|block|profile|spaces|broadcast)\./.test(type) };
};

/** Encrypted and legacy direct messages, where a receiver sees who wrote to whom. */
export const isDirectMessage = (type: XActivityEventType): boolean => type.startsWith('dm.');
