import { testClient } from './calls/client.ts';
import { openSdk } from './calls/twitter-api-sdk-context.ts';
import { twitterApiSdk } from './calls/twitter-api-sdk.calls.ts';

testClient(twitterApiSdk, openSdk);
