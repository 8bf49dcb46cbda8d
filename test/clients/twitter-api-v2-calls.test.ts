import { testClient } from './calls/client.ts';
import { openV2 } from './calls/twitter-api-v2-context.ts';
import { twitterApiV2 } from './calls/twitter-api-v2.calls.ts';

testClient(twitterApiV2, openV2);
