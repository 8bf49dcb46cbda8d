import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';
import { SetupName } from './setup.ts';
import { WebhookCounts, WebhookDelivery, WebhookDeliveryDetail, WebhookResent } from './webhooks.ts';

const Address = Type.String({ minLength: 1, maxLength: 2_048 });
const Things = Type.Array(Id, { maxItems: 200 });
/** Slack's id of a channel; empty with an incoming webhook, which knows its own. */
const ChannelId = Type.String({ pattern: '^[A-Za-z0-9]{0,40}$' });
const Command = Type.String({ pattern: '^/[a-z0-9_-]{1,31}$' });

/** What somebody sets of a Slack channel. Secrets go in and never come out. */
const fields = {
  name: SetupName,
  /** Of the Web API; another for a server that speaks as Slack does. */
  apiUrl: Address,
  channel: ChannelId,
  command: Command,
  /** Handles and queues whose conversations are shown; empty: all. */
  handleIds: Things,
  queueIds: Things,
};
/** Null takes it away; left out it stays. */
const secrets = {
  webhookUrl: Type.Optional(Nullable(Address)),
  botToken: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 500 }))),
  signingSecret: Type.Optional(Nullable(Type.String({ minLength: 8, maxLength: 200 }))),
};

export const SlackChannel = Type.Object({
  id: Id,
  ...fields,
  hasWebhookUrl: Type.Boolean(),
  hasBotToken: Type.Boolean(),
  hasSigningSecret: Type.Boolean(),
  /** What it lacks: to post at all, to post with the token, to be answered from Slack. */
  missing: Type.Array(OneOf(['way', 'channel', 'signingSecret'])),
  /** What Slack calls its workspace, once tried with a bot token. */
  team: Nullable(Type.String()),
  state: OneOf(['active', 'paused']),
  /** `failures`: by itself, and it resumes by itself. */
  pausedBy: Nullable(OneOf(['failures', 'person'])),
  pausedAt: Nullable(Time),
  pauseReason: Nullable(Type.String()),
  /** When it is next tried whether Slack takes it. */
  probeAt: Nullable(Time),
  lastError: Nullable(Type.Object({ at: Time, error: Type.String() })),
  counts: WebhookCounts,
  /** To be given to Slack. */
  eventsUrl: Type.String(),
  commandUrl: Type.String(),
  createdAt: Time,
  updatedAt: Time,
});
export type SlackChannel = Static<typeof SlackChannel>;

export const SlackTest = Type.Object({
  /** Null: it went well. */
  error: Nullable(Type.String()),
  team: Nullable(Type.String()),
});

const access = { access: 'administrator', permission: 'setup.manage' } as const;
const DeliveryParams = Type.Object({ id: Id, seq: WebhookDelivery.properties.seq });
const { name, ...standards } = fields;

export const slackRoutes = {
  list: route({
    id: 'slack.list',
    method: 'GET',
    path: '/api/business/slack',
    ...access,
    summary: 'Slack channels in which conversations are shown (at most 10), with how they fare.',
    response: Type.Object({ channels: Type.Array(SlackChannel) }),
  }),
  create: route({
    id: 'slack.create',
    method: 'POST',
    path: '/api/business/slack',
    ...access,
    summary:
      'Adds a Slack channel. Nothing is posted before it has the address of an incoming webhook, or a bot token and a channel.',
    body: Type.Object({ name, ...Type.Partial(Type.Object(standards)).properties, ...secrets }),
    response: SlackChannel,
    status: 201,
  }),
  get: route({
    id: 'slack.get',
    method: 'GET',
    path: '/api/business/slack/:id',
    ...access,
    summary: 'One Slack channel.',
    params: IdParams,
    response: SlackChannel,
  }),
  update: route({
    id: 'slack.update',
    method: 'PATCH',
    path: '/api/business/slack/:id',
    ...access,
    summary: 'Changes a Slack channel; a secret that is given replaces the old one at once.',
    params: IdParams,
    body: Type.Object({ ...Type.Partial(Type.Object(fields)).properties, ...secrets }),
    response: SlackChannel,
  }),
  remove: route({
    id: 'slack.remove',
    method: 'DELETE',
    path: '/api/business/slack/:id',
    ...access,
    summary: 'Deletes a Slack channel with its secrets and its log. What stands in Slack stays there.',
    params: IdParams,
  }),
  pause: route({
    id: 'slack.pause',
    method: 'POST',
    path: '/api/business/slack/:id/pause',
    ...access,
    summary: 'Switches it off: nothing is posted or taken until somebody resumes; posts wait for 7 days.',
    params: IdParams,
  }),
  resume: route({
    id: 'slack.resume',
    method: 'POST',
    path: '/api/business/slack/:id/resume',
    ...access,
    summary: 'Switches it on: posts what waits, and goes on.',
    params: IdParams,
  }),
  test: route({
    id: 'slack.test',
    method: 'POST',
    path: '/api/business/slack/:id/test',
    ...access,
    summary: 'Asks Slack who we are, posts a line to the channel, and answers what came of it.',
    params: IdParams,
    response: SlackTest,
  }),
  deliveries: route({
    id: 'slack.deliveries',
    method: 'GET',
    path: '/api/business/slack/:id/deliveries',
    ...access,
    summary: 'What was posted, newest first; 7 days of it.',
    params: IdParams,
    query: Type.Object({ cursor: Type.Optional(Cursor), limit: Limit(100, 50) }),
    response: Type.Object({ deliveries: Type.Array(WebhookDelivery), next: Nullable(Cursor) }),
  }),
  delivery: route({
    id: 'slack.delivery',
    method: 'GET',
    path: '/api/business/slack/:id/deliveries/:seq',
    ...access,
    summary: 'One post with its tries and what was answered.',
    params: DeliveryParams,
    response: WebhookDeliveryDetail,
  }),
  replay: route({
    id: 'slack.replay',
    method: 'POST',
    path: '/api/business/slack/:id/deliveries/:seq/replay',
    ...access,
    summary: 'Posts it again, behind what waits.',
    params: DeliveryParams,
    response: WebhookResent,
  }),
};
