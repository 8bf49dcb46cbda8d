import { testClient } from './calls/client.ts';
import { openAutohook } from './calls/twitter-autohook-context.ts';
import { twitterAutohook } from './calls/twitter-autohook.calls.ts';

testClient(twitterAutohook, openAutohook);
