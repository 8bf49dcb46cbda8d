import { type Apps, createApps } from '../state/apps.ts';
import { type ChatDevices, createChatDevices } from '../state/chat-devices.ts';
import { type ChatState, createChat } from '../state/chat.ts';
import { type Dms, createDms } from '../state/dms.ts';
import { type Engagement, createEngagement } from '../state/engagement.ts';
import { type Lists, createLists } from '../state/lists.ts';
import { type MediaStore, createMedia } from '../state/media.ts';
import { type Passwords, createPasswords } from '../state/passwords.ts';
import { type OpenThreads, createOpenThreads } from '../state/open-threads.ts';
import { type Posts, createPosts } from '../state/posts.ts';
import { type Relations, createRelations } from '../state/relations.ts';
import { type Sessions, createSessions } from '../state/sessions.ts';
import { type Tokens, createTokens } from '../state/tokens.ts';
import { type Users, createUsers } from '../state/users.ts';
import { type WelcomeMessages, createWelcomeMessages } from '../state/welcome-messages.ts';
import type { Snowflakes } from './snowflake.ts';
import type { Store } from './store.ts';

/** Everything that the simulated X knows, held in memory with its indexes. */
export interface SimState {
  apps: Apps;
  users: Users;
  follows: Relations;
  blocks: Relations;
  /** Blocked for direct messages only (`/2/users/:id/dm/block`). */
  dmBlocks: Relations;
  mutes: Relations;
  /** Whose reposts one does not want to see, though one follows them. */
  unwantedReposts: Relations;
  /** Asked to follow a protected user, who has not answered. */
  followRequests: Relations;
  /** User → post. */
  likes: Relations;
  /** User → post. */
  bookmarks: Relations;
  lists: Lists;
  tokens: Tokens;
  sessions: Sessions;
  passwords: Passwords;
  dms: Dms;
  chat: ChatState;
  chatDevices: ChatDevices;
  openThreads: OpenThreads;
  welcomeMessages: WelcomeMessages;
  media: MediaStore;
  posts: Posts;
  engagement: Engagement;
}

export function createState(
  store: Store,
  ids: Snowflakes,
  now: () => number,
  dataDir: string | undefined,
): SimState {
  const likes = createRelations(store, 'likes', ids, now);
  const bookmarks = createRelations(store, 'bookmarks', ids, now);
  const media = createMedia(store, dataDir);
  const posts = createPosts(store, ids, now);
  return {
    apps: createApps(store, ids, now),
    users: createUsers(store, ids, now),
    follows: createRelations(store, 'follows', ids, now),
    blocks: createRelations(store, 'blocks', ids, now),
    dmBlocks: createRelations(store, 'dmBlocks', ids, now),
    mutes: createRelations(store, 'mutes', ids, now),
    unwantedReposts: createRelations(store, 'unwantedReposts', ids, now),
    followRequests: createRelations(store, 'followRequests', ids, now),
    likes,
    bookmarks,
    lists: createLists(store, ids, now),
    tokens: createTokens(store),
    sessions: createSessions(store),
    passwords: createPasswords(store),
    media,
    posts,
    engagement: createEngagement({ store, posts, likes, bookmarks, media, ids, now }),
    dms: createDms(store, ids, now),
    chat: createChat(store, ids, now),
    chatDevices: createChatDevices(store),
    openThreads: createOpenThreads(store),
    welcomeMessages: createWelcomeMessages(store, ids, now),
  };
}
