/** What webhooks of version 2 can be told of. `*` stands for all. */
export const triggersV2 = [
  'conversation:create',
  'conversation:join',
  'conversation:leave',
  'conversation:remove',
  'conversation:message',
  'conversation:message:delivery:channel',
  'conversation:message:delivery:user',
  'conversation:message:delivery:failure',
  'conversation:postback',
  'conversation:read',
  'conversation:typing',
  'conversation:referral',
  'passthrough:messaging',
  'client:add',
  'client:update',
  'client:remove',
  'switchboard:acceptControl',
  'switchboard:acceptControl:failure',
  'switchboard:offerControl',
  'switchboard:offerControl:failure',
  'switchboard:passControl',
  'switchboard:passControl:failure',
  'switchboard:releaseControl',
  'user:merge',
  'user:update',
  'user:remove',
] as const;
export type TriggerV2 = (typeof triggersV2)[number];

/**
 * What webhooks of version 2 can be told of work at the desk. Programs that were made for another product know none of
 * these: `*` does not stand for them, they are named.
 */
export const deskTriggers = [
  'desk:assigned',
  'desk:accepted',
  'desk:session:ended',
  'desk:transferred',
  'desk:consult:requested',
  'desk:consult:accepted',
  'desk:consult:ended',
  'desk:closed',
  'desk:forceClosed',
  'desk:outOfHours',
] as const;
export type DeskTrigger = (typeof deskTriggers)[number];

export const isDeskTrigger = (type: string): boolean => type.startsWith('desk:');

/** The triggers of version 1.1: which type of version 2 each is, and whose doing it must be. Without a type nothing of a direct message is ever that. */
export const triggersV1: Readonly<
  Record<string, { readonly type?: TriggerV2; readonly author?: 'user' | 'business' }>
> = {
  message: { type: 'conversation:message' },
  'message:appUser': { type: 'conversation:message', author: 'user' },
  'message:appMaker': { type: 'conversation:message', author: 'business' },
  'message:delivery:channel': { type: 'conversation:message:delivery:channel' },
  'message:delivery:user': { type: 'conversation:message:delivery:user' },
  'message:delivery:failure': { type: 'conversation:message:delivery:failure' },
  'delivery:success': { type: 'conversation:message:delivery:channel' },
  'delivery:failure': { type: 'conversation:message:delivery:failure' },
  postback: { type: 'conversation:postback' },
  'conversation:start': { type: 'conversation:create' },
  'conversation:read': { type: 'conversation:read' },
  'conversation:referral': { type: 'conversation:referral' },
  'typing:appUser': { type: 'conversation:typing', author: 'user' },
  'client:add': { type: 'client:add' },
  'client:remove': { type: 'client:remove' },
  'merge:appUser': { type: 'user:merge' },
  'appUser:delete': { type: 'user:remove' },
  'notification:delivery:channel': {},
  'notification:delivery:user': {},
  'notification:delivery:failure': {},
  'notification:match:failure': {},
  'link:success': {},
  'link:failure': {},
  'link:match': {},
  'payment:success': {},
};
