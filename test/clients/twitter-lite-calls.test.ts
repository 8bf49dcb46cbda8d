import { testClient } from './calls/client.ts';
import { openLite } from './calls/twitter-lite-context.ts';
import { twitterLite } from './calls/twitter-lite.calls.ts';

testClient(twitterLite, openLite);
