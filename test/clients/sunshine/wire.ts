import {
  byType,
  type Form,
  id,
  integer,
  list,
  matches,
  metadata,
  number,
  object,
  one,
  orNull,
  text,
  time,
  truth,
  url,
  xId,
} from './forms.ts';

// What strict clients read of answers and webhooks, as far as direct messages of X ever are that.

const name = text(1, 100);
const meta = object({ hasMore: truth, 'afterCursor?': id, 'beforeCursor?': id });
const links = object({ 'prev?': url, 'next?': url });
export const page = (field: string, form: Form): Form => object({ [field]: list(form, 1), meta, links });

export const app = object({
  id,
  displayName: name,
  settings: object({
    appLocalizationEnabled: truth,
    echoPostback: truth,
    maskCreditCardNumbers: truth,
    multiConvoEnabled: truth,
    useAnimalNames: truth,
  }),
  metadata,
  'subdomain?': text(1),
});

export const webhook = object({
  id,
  version: one('v2'),
  target: url,
  triggers: list(text(1), 1),
  secret: matches(/^[0-9a-f]{32}$/, '32 hex'),
  includeFullUser: truth,
  includeFullSource: truth,
});
/** Never empty, never two: the strict client fails at both. */
const noWebhook = object({
  version: one('v2'),
  target: one(''),
  triggers: list(text(), 0, 0),
  includeFullUser: one(false),
  includeFullSource: one(false),
});
const integrationWith = (webhookForm: Form): Form =>
  byType({
    custom: object({
      id,
      type: one('custom'),
      status: one('active', 'inactive', 'error'),
      displayName: orNull(text(0, 100)),
      webhooks: list(webhookForm, 1, 1),
    }),
    twitter: object({
      id,
      type: one('twitter'),
      status: one('active', 'inactive', 'error'),
      displayName: orNull(text(0, 100)),
      tier: one('enterprise'),
      'envName?': text(1),
      consumerKey: text(1),
      accessTokenKey: text(1),
      userId: xId,
      username: text(1),
    }),
  });
export const integration = integrationWith(webhook);
export const bareIntegration = integrationWith(noWebhook);
export const anyIntegration: Form = (value, at) => {
  const faults = integration(value, at);
  return faults.length > 0 && bareIntegration(value, at).length === 0 ? [] : faults;
};
export const key = object({
  id: matches(/^(app|int|act)_[0-9a-f]{24}$/, 'the id of a key'),
  displayName: name,
  secret: text(24),
});

const seatRef = object({
  id,
  name: matches(/^[\w-]{1,128}$/, 'a name of a seat'),
  integrationId: id,
  integrationType: text(1),
});
export const switchboard = object({ id, enabled: truth, 'defaultSwitchboardIntegrationId?': id });
export const switchboardIntegration = object({
  id,
  name: text(1, 128),
  integrationId: id,
  integrationType: text(1),
  deliverStandbyEvents: truth,
  'nextSwitchboardIntegrationId?': id,
  'messageHistoryCount?': integer,
});

export const userShort = object({ id, authenticated: truth, 'externalId?': text(1, 1024) });
export const user = object({
  id,
  authenticated: truth,
  'externalId?': text(1, 1024),
  signedUpAt: time,
  profile: object({
    'givenName?': text(1, 128),
    'surname?': text(1, 128),
    'email?': text(1, 128),
    'avatarUrl?': url,
    'locale?': text(1, 64),
  }),
  metadata,
  identities: list(object({ type: one('email'), value: text(1, 128) })),
});
/** What consumers read of it is there, under the names of X's API of old. */
const raw: Form = (value, at) =>
  object({
    'id?': integer,
    id_str: xId,
    name: text(1),
    screen_name: text(1),
    'location?': text(),
    'description?': text(),
    'url?': text(),
    'protected?': truth,
    'followers_count?': integer,
    'friends_count?': integer,
    'statuses_count?': integer,
    'verified?': truth,
    'created_at?': text(30, 30),
    'profile_image_url?': url,
    'profile_image_url_https?': url,
  })(value, at);
const info = object({ 'avatarUrl?': url, 'screenName?': text(1) });
export const clientFields = {
  integrationId: id,
  externalId: xId,
  lastSeen: orNull(time),
  linkedAt: time,
  displayName: orNull(text(1)),
  avatarUrl: orNull(url),
  info,
  raw,
};
export const client = object({
  id,
  type: one('twitter'),
  status: one('active', 'blocked', 'inactive', 'pending'),
  ...clientFields,
});

const conversationRefs = {
  'metadata?': metadata,
  'activeSwitchboardIntegration?': seatRef,
  'pendingSwitchboardIntegration?': seatRef,
};
export const conversationShort = object({ id, type: one('personal', 'sdkGroup'), ...conversationRefs });
export const conversation = object({
  id,
  type: one('personal', 'sdkGroup'),
  isDefault: truth,
  'displayName?': name,
  'description?': name,
  'iconUrl?': url,
  ...conversationRefs,
  'businessLastRead?': time,
  lastUpdatedAt: time,
  createdAt: time,
});
export const participant = object({
  id,
  userId: id,
  'userExternalId?': text(1, 1024),
  unreadCount: integer,
  clientAssociations: list(object({ type: one('twitter'), clientId: id })),
  'lastRead?': time,
});

const action = byType({
  link: object({ type: one('link'), text: text(1), uri: text(1), 'metadata?': metadata }),
  postback: object({
    type: one('postback'),
    text: text(1),
    payload: text(1),
    uri: one(''),
    'metadata?': metadata,
  }),
  reply: object({
    type: one('reply'),
    text: text(1),
    payload: text(1),
    'iconUrl?': url,
    'metadata?': metadata,
  }),
  locationRequest: object({ type: one('locationRequest'), text: text(1), 'metadata?': metadata }),
  webview: object({
    type: one('webview'),
    text: text(1),
    uri: text(1),
    fallback: text(1),
    'metadata?': metadata,
  }),
  buy: object({
    type: one('buy'),
    text: text(1),
    amount: integer,
    currency: matches(/^[a-z]{3}$/i, 'a currency'),
    state: one('offered', 'paid'),
    'metadata?': metadata,
  }),
});
const item = object({
  title: text(1, 128),
  'description?': text(0, 128),
  'mediaUrl?': url,
  'mediaType?': text(1, 128),
  'altText?': text(0, 128),
  'size?': one('compact', 'large'),
  actions: list(action, 1, 3),
});
export const media = { mediaUrl: url, mediaType: text(1, 128), mediaSize: number, 'altText?': text(0, 128) };
export const content = byType({
  text: object({
    type: one('text'),
    text: text(0, 4096),
    'payload?': text(1),
    'actions?': list(action, 1),
  }),
  image: object({ type: one('image'), ...media, 'text?': text(), 'actions?': list(action, 1) }),
  file: object({ type: one('file'), ...media, 'text?': text() }),
  carousel: object({
    type: one('carousel'),
    text: text(1),
    items: list(item, 1, 10),
    'displaySettings?': object({ 'imageAspectRatio?': one('horizontal', 'square') }),
  }),
  list: object({
    type: one('list'),
    text: text(1),
    items: list(item, 1, 10),
    'actions?': list(action, 1, 10),
  }),
  location: object({
    type: one('location'),
    text: text(1),
    coordinates: object({ lat: number, long: number }),
    'location?': object({ 'address?': text(), 'name?': text() }),
  }),
});

/** `full`: the whole user and client, as a webhook may ask for. */
export const authorWith = (userForm: Form): Form =>
  byType({
    business: object({
      type: one('business'),
      displayName: text(1),
      avatarUrl: url,
      'subtypes?': list(one('AI', 'activity', 'agent', 'bot'), 1),
    }),
    user: object({
      type: one('user'),
      userId: id,
      displayName: text(1),
      'avatarUrl?': url,
      user: userForm,
    }),
  });
const sourceWith = (fields: Readonly<Record<string, Form>>): Form =>
  byType({
    twitter: object({
      type: one('twitter'),
      integrationId: id,
      originalMessageId: xId,
      originalMessageTimestamp: time,
      ...fields,
    }),
    'api:conversations': object({ type: one('api:conversations') }),
    'rookery:desk': object({ type: one('rookery:desk') }),
  });
export const messageWith = (userForm: Form, source: Readonly<Record<string, Form>>): Form =>
  object({
    id,
    received: time,
    author: authorWith(userForm),
    content,
    source: sourceWith(source),
    'metadata?': metadata,
    'deleted?': one(true),
  });
export const message = messageWith(userShort, {});
