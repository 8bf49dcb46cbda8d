import type { DeliverySettings } from '../../../contract/control/deliveries.ts';
import type { EngagementSettings } from '../../../contract/control/engagement.ts';

/** Name and explanation of a setting; one that has none yet is shown by its name in the API. */
export type SettingWords<Names extends string = string> = Partial<Record<Names, readonly [string, string]>>;

const deliveries: SettingWords<keyof DeliverySettings> = {
  retryScale: ['Time between attempts', 'Multiplies the 3, 27 and 242 seconds; 1 is X’s own pace'],
  timeoutV2Ms: ['Patience with v2 webhooks', 'Milliseconds until X gives an attempt up'],
  timeoutV1Ms: ['Patience with v1.1 webhooks', 'Milliseconds until X gives an attempt up'],
  concurrency: ['Deliveries at once', 'How many are under way together'],
  streamKeepAliveMs: ['Sign of life on streams', 'Milliseconds between empty lines'],
  subscriptionShape: ['Answer to a new subscription', 'X publishes three shapes'],
  signatures: ['Signed with', 'Which secret signs deliveries and answers challenges'],
  accountActivity: ['Account Activity', 'Off: it answers 404 and delivers nothing'],
  activityGroups: ['Messages of groups', 'On: the Activity API tells members of a group of them'],
  activityOauth1: ['OAuth 1.0a for private events', 'Off: subscriptions to them want an OAuth 2.0 token'],
};

const engagement: SettingWords<Exclude<keyof EngagementSettings, 'defaultCurve'>> = {
  oldest: ['How far back history goes', 'X documents both'],
  foreignTotals: ['Totals of posts of others', 'What a user’s token gets for them'],
  v2Insights: ['Removed insights of v2', 'On: /2/insights/28hr and /historical answer'],
  analyticsShape: ['Shape of /2/tweets/analytics', 'X publishes two'],
  oldMetrics: ['Private metrics after 30 days', 'How they are refused'],
};

export const settingsTexts = {
  title: 'Settings',
  lead: 'Where X’s documents leave a choice, and its pace. All of it is gone after a reset.',
  groups: { deliveries: 'Deliveries and subscriptions', engagement: 'Engagement' },
  deliveries,
  engagement,
  choices: {
    openapi: 'as in the OpenAPI file',
    flat: 'flat',
    list: 'as a list',
    oauth1: 'consumer secret',
    oauth2: 'client secret',
    both: 'both',
    '2014': 'to September 2014',
    year: '365 days',
    refused: 'refused',
    answered: 'answered',
    'by-request': 'by the fields asked for',
    timestamped: 'with timestamps',
    'disallowed-resource': 'as a disallowed resource',
    'not-authorized-for-field': 'as not authorised for the field',
  } as Record<string, string>,
  saved: (name: string) => `${name}: saved.`,
  about: 'About this X',
  facts: {
    address: 'Address',
    users: 'People',
    conversations: 'Conversations',
    messages: 'Messages',
    started: 'Running since',
  },
} as const;
