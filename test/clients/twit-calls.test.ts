import { testClient } from './calls/client.ts';
import { openTwit } from './calls/twit-context.ts';
import { twit } from './calls/twit.calls.ts';

testClient(twit, openTwit);
