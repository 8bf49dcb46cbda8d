import type { ControlChatSettings } from '../../../contract/control/chat.ts';
import type { DeliverySettings } from '../../../contract/control/deliveries.ts';
import type { EngagementSettings } from '../../../contract/control/engagement.ts';
import type { ControlMediaProcessing } from '../../../contract/control/media.ts';

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

const media: SettingWords<keyof ControlMediaProcessing> = {
  failNext: ['Files that fail next', 'So many videos and GIFs fail while they are processed'],
  scale: ['Time of processing', 'Multiplies a second for a video and half of one for a GIF; 0 is at once'],
};

const chat: SettingWords<keyof ControlChatSettings> = {
  verifySignatures: ['Check signatures', 'Off: what is signed wrongly goes through, so that clients see it'],
  legacySend: ['Direct messages into a moved thread', 'What becomes of those sent the old way'],
};

export const settingsTexts = {
  title: 'Settings',
  lead: 'Where X’s documents leave a choice, and its pace. All of it is gone after a reset.',
  groups: {
    deliveries: 'Deliveries and subscriptions',
    engagement: 'Engagement',
    media: 'Media',
    chat: 'XChat',
  },
  deliveries,
  engagement,
  media,
  chat,
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
    delivered: 'delivered',
    'by-request': 'by the fields asked for',
    timestamped: 'with timestamps',
    'disallowed-resource': 'as a disallowed resource',
    'not-authorized-for-field': 'as not authorised for the field',
  } as Record<string, string>,
  saved: (name: string) => `${name}: saved.`,
  curve: 'Usual curve of a post',
  curveLead: 'How many people see a post that has no curve of its own; empty fields are left to each post.',
  curveWords: {
    saved: 'Posts without a curve of their own follow this one now.',
    clear: 'As in the beginning',
    cleared: 'Posts without a curve of their own go each their way again.',
  },
  doors: 'Doors',
  doorsLead: 'For clients that know X’s own addresses only.',
  tls: 'HTTPS',
  proxy: 'Proxy (HTTPS_PROXY)',
  authority: 'Authority to trust',
  download: 'Download ca.pem',
  closed: (option: string) => `Closed: start with ${option}, and a port or 0 for a free one.`,
  about: 'About this X',
  facts: {
    address: 'Address',
    users: 'People',
    conversations: 'Conversations',
    messages: 'Messages',
    started: 'Running since',
  },
} as const;
