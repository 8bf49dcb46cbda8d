import type { ClientUnderTest } from './client.ts';
import type { SdkContext } from './twitter-api-sdk-context.ts';
import { sdkPeopleCalls } from './twitter-api-sdk-people.ts';
import { sdkSignInCalls } from './twitter-api-sdk-sign-in.ts';

export const twitterApiSdk: ClientUnderTest<SdkContext> = {
  name: 'twitter-api-sdk',
  version: '1.2.1',
  pointed: '`base_url` in its options, or the preload',
  without: 'v1.1, OAuth 1.0a, direct messages, media, webhooks',
  calls: { ...sdkSignInCalls, ...sdkPeopleCalls },
};
