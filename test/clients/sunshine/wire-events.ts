import {
  anything,
  byType,
  type Form,
  id,
  list,
  metadata,
  number,
  object,
  one,
  seconds,
  text,
  time,
  truth,
  url,
  xId,
} from './forms.ts';
import {
  authorWith,
  client,
  clientFields,
  conversationShort,
  media,
  messageWith,
  user,
  userShort,
} from './wire.ts';

/** The payloads of events, by what the webhook asked for. */
export function payloads(full: boolean): Readonly<Record<string, Form>> {
  const [whole, more] = full ? [user, { client }] : [userShort, {}];
  const source = object({ type: one('twitter'), integrationId: id, ...more });
  const delivery = {
    user: whole,
    conversation: conversationShort,
    message: object({ id }),
    destination: object({ type: one('twitter'), integrationId: id }),
    isFinalEvent: truth,
  };
  const activity = (type: string): Form =>
    object({
      conversation: conversationShort,
      activity: object({ type: one(type), source, author: authorWith(userShort) }),
    });
  const control = object({
    conversation: conversationShort,
    metadata,
    'reason?': one('ticketClosed', 'transferToEmail'),
  });
  return {
    'conversation:create': object({
      conversation: conversationShort,
      creationReason: one('message', 'none'),
      source: (value, at) => byType({ twitter: source, 'api:conversations': anything })(value, at),
      'user?': whole,
      'referral?': object({ code: text(1), details: object({ source: text(1), type: text(1) }) }),
    }),
    'conversation:join': object({ conversation: conversationShort, user: userShort }),
    'conversation:leave': object({ conversation: conversationShort, user: userShort }),
    'conversation:remove': object({ conversation: conversationShort }),
    'conversation:message': object({
      conversation: conversationShort,
      message: messageWith(whole, more),
      recentNotifications: list(anything, 0, 0),
    }),
    'conversation:message:delivery:channel': object({
      ...delivery,
      externalMessages: list(object({ id: xId }), 1),
    }),
    'conversation:message:delivery:failure': object({
      ...delivery,
      error: object({ code: text(1), message: text(1), underlyingError: anything }),
    }),
    'conversation:postback': object({
      postback: object({ payload: text(1), 'metadata?': metadata }),
      conversation: conversationShort,
      user: whole,
      source,
    }),
    'conversation:read': activity('conversation:read'),
    'conversation:typing': activity('typing:start'),
    'client:update': object({
      conversation: conversationShort,
      user: userShort,
      client,
      reason: one('confirmed', 'blocked', 'unblocked', 'matched'),
    }),
    'switchboard:passControl': control,
    'switchboard:offerControl': control,
    'switchboard:acceptControl': control,
    'switchboard:releaseControl': control,
    'user:merge': object({
      mergedUsers: object({ surviving: whole, discarded: userShort }),
      'discardedMetadata?': metadata,
      reason: one('api'),
    }),
    'user:remove': object({ user: userShort }),
  };
}

/** One event to a request, in the envelope of version 2. */
export const envelope = (type: string, payload: Form): Form =>
  object({
    app: object({ id }),
    webhook: object({ id, version: one('v2') }),
    events: list(object({ id, createdAt: time, type: one(type), payload }), 1, 1),
  });

const clientV1 = object({
  _id: id,
  platform: one('twitter'),
  active: truth,
  primary: truth,
  ...clientFields,
});
export const appUserShort = object({ _id: id, 'userId?': text(1), conversationStarted: truth });
export const appUser = object({
  _id: id,
  'userId?': text(1),
  'givenName?': text(1),
  'surname?': text(1),
  'email?': text(1),
  'avatarUrl?': url,
  signedUpAt: time,
  properties: metadata,
  conversationStarted: truth,
  clients: list(clientV1),
  pendingClients: list(anything, 0, 0),
});
/** What a consumer reads of a flat message: text where it is one, an address and a size where it is a file. */
export const messageV1: Form = (value, at) => {
  const fields = { ...(value as Readonly<Record<string, unknown>>) };
  const isText = fields['type'] === 'text';
  const isFile = fields['type'] === 'image' || fields['type'] === 'file';
  return object({
    _id: id,
    type: one('text', 'image', 'file', 'carousel', 'list', 'location'),
    role: one('appUser', 'appMaker'),
    [fields['role'] === 'appUser' ? 'authorId' : 'authorId?']: id,
    name: text(1),
    'avatarUrl?': url,
    received: seconds,
    [isText ? 'text' : 'text?']: text(0, 4096),
    ...(isFile ? media : {}),
    'payload?': text(1),
    'actions?': list(anything, 1),
    'items?': list(anything, 1),
    'coordinates?': object({ lat: number, long: number }),
    'location?': anything,
    'displaySettings?': anything,
    'metadata?': metadata,
    'deleted?': one(true),
    source: byType({
      twitter: object({
        type: one('twitter'),
        integrationId: id,
        originalMessageId: xId,
        originalMessageTimestamp: seconds,
      }),
      api: object({ type: one('api') }),
      'rookery:desk': object({ type: one('rookery:desk') }),
    }),
  })(fields, at);
};

/** Bodies of version 1.1 by trigger; a consumer refuses one without these four fields. */
export function bodiesV1(trigger: string): Form | undefined {
  const source = object({ type: one('twitter', 'api'), 'integrationId?': id });
  const destination = object({ type: one('twitter') });
  const done = { destination, isFinalEvent: truth, message: object({ _id: id }) };
  const own: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
    'message:appUser': { messages: list(messageV1, 1, 1) },
    'message:appMaker': { messages: list(messageV1, 1, 1) },
    'message:delivery:channel': done,
    'message:delivery:failure': {
      ...done,
      error: (value, at) => {
        const { underlyingError, ...rest } = value as { underlyingError: { message?: unknown } };
        return [
          ...object({ code: text(1), message: text(1) })(rest, at),
          ...text(1)(underlyingError.message, `${at}.underlyingError.message`),
        ];
      },
    },
    postback: {
      postbacks: list(
        object({
          message: object({ _id: id }),
          action: object({
            _id: id,
            type: one('postback'),
            text: text(1),
            payload: text(1),
            'metadata?': metadata,
          }),
        }),
        1,
        1,
      ),
    },
    'conversation:start': { source, 'referral?': anything },
    'conversation:read': { source },
    'typing:appUser': { source, activity: object({ type: one('typing:start') }) },
    'merge:appUser': {
      surviving: appUserShort,
      discarded: list(object({ _id: id }), 1, 1),
      'discardedMetadata?': metadata,
      reason: one('api'),
    },
    'appUser:delete': {},
  };
  const fields = own[trigger];
  const stands = trigger === 'merge:appUser' || trigger === 'appUser:delete';
  return (
    fields &&
    object({
      trigger: one(trigger),
      version: one('v1.1'),
      app: object({ _id: id }),
      appUser: appUserShort,
      ...(stands ? {} : { conversation: object({ _id: id }) }),
      timestamp: seconds,
      ...fields,
    })
  );
}
