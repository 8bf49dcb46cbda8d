import type { ClientUnderTest } from './client.ts';
import type { XdkContext } from './xdk-context.ts';
import { chatCalls } from './xdk-chat.ts';
import { eventCalls } from './xdk-events.ts';
import { messageCalls } from './xdk-messages.ts';
import { peopleCalls } from './xdk-people.ts';

export const xdk: ClientUnderTest<XdkContext> = {
  name: '@xdevplatform/xdk',
  version: '0.6.6',
  pointed: '`baseUrl`, or the preload',
  without: 'v1.1, Engagement',
  calls: { ...messageCalls, ...peopleCalls, ...eventCalls, ...chatCalls },
};
