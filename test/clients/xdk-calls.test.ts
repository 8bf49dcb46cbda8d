import { testClient } from './calls/client.ts';
import { openXdk } from './calls/xdk-context.ts';
import { xdk } from './calls/xdk.calls.ts';

testClient(xdk, openXdk);
