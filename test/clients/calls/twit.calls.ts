import type { ClientUnderTest } from './client.ts';
import { twitEventCalls } from './twit-events.ts';
import { twitMessageCalls } from './twit-messages.ts';
import { twitPeopleCalls } from './twit-people.ts';
import type { TwitContext } from './twit-context.ts';

export const twit: ClientUnderTest<TwitContext> = {
  name: 'twit',
  version: '2.2.11',
  pointed: 'its `lib/endpoints`, or the preload',
  without: 'signing users in, PUT, JSON bodies on v2: that by GET only, with a whole address',
  calls: { ...twitMessageCalls, ...twitPeopleCalls, ...twitEventCalls },
};
