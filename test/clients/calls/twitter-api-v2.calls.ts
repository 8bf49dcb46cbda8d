import type { ClientUnderTest } from './client.ts';
import type { V2Context } from './twitter-api-v2-context.ts';
import { eventCalls } from './twitter-api-v2-events.ts';
import { messageCalls } from './twitter-api-v2-messages.ts';
import { peopleCalls } from './twitter-api-v2-people.ts';

export const twitterApiV2: ClientUnderTest<V2Context> = {
  name: 'twitter-api-v2',
  version: '1.29.1',
  pointed: 'an agent in its settings, or the preload',
  without: 'Account Activity, XChat: use its `get()` and `post()`',
  calls: { ...messageCalls, ...peopleCalls, ...eventCalls },
};
