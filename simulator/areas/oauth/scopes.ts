/**
 * The scopes of OAuth 2.0, with what the consent page says of each.
 * https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
 */
export const scopeSentences: Record<string, string> = {
  'tweet.read': 'All the posts you can view, including posts from protected accounts.',
  'tweet.write': 'Post and repost for you.',
  'tweet.moderate.write': 'Hide and unhide replies to your posts.',
  'users.read': 'Any account you can view, including protected accounts.',
  'users.email': 'Your confirmed email address.',
  'follows.read': 'People who follow you and people who you follow.',
  'follows.write': 'Follow and unfollow people for you.',
  'offline.access': 'Stay connected to your account until you revoke access.',
  'space.read': 'All the Spaces you can view.',
  'mute.read': 'Accounts you’ve muted.',
  'mute.write': 'Mute and unmute accounts for you.',
  'like.read': 'Posts you’ve liked and likes you can view.',
  'like.write': 'Like and un-like posts for you.',
  'list.read': 'Lists, list members, and list followers of lists you’ve created or are a member of.',
  'list.write': 'Create and manage Lists for you.',
  'block.read': 'Accounts you’ve blocked.',
  'block.write': 'Block and unblock accounts for you.',
  'bookmark.read': 'Get bookmarked posts.',
  'bookmark.write': 'Bookmark and remove bookmarks.',
  'dm.read': 'All your direct messages.',
  'dm.write': 'Send and manage direct messages for you.',
  'media.write': 'Upload media for you.',
  'timeline.read': 'Your timelines.',
  'broadcast.read': 'Your broadcasts.',
  'broadcast.write': 'Manage broadcasts for you.',
};
