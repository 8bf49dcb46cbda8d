import type { ClientUnderTest } from './client.ts';
import { liteMessageCalls } from './twitter-lite-messages.ts';
import { liteReadCalls } from './twitter-lite-reads.ts';
import type { LiteContext } from './twitter-lite-context.ts';

export const twitterLite: ClientUnderTest<LiteContext> = {
  name: 'twitter-lite',
  version: '1.1.0',
  pointed: 'its `url`, or the preload',
  without: 'DELETE, OAuth 2.0 of users; posts forms, so v2 by GET only',
  calls: { ...liteMessageCalls, ...liteReadCalls },
};
