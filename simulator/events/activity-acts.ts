import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  type ActivityAct,
  ActivityActInput,
  type BroadcastChatInput,
  type ChatActInput,
  type NewsInput,
  type StageInput,
} from '../../contract/control/activity.ts';
import type {
  XBroadcastChatPayload,
  XChatPayload,
  XNewsPayload,
  XStagePayload,
} from '../../contract/x/activity.ts';
import { ControlError, controlRoute, getUser } from '../control/control-route.ts';
import type { Sim } from '../sim.ts';
import { chatPayload } from './activity-body.ts';
import type { Delivery } from './delivery.ts';
import { activityUsers } from './presented.ts';
import { told } from './told.ts';

/** https://docs.x.com/x-api/activity/event-payloads#news-new */
const newsPayload = (sim: Sim, input: NewsInput): XNewsPayload => ({
  id: sim.ids.next(),
  name: input.name,
  category: input.category ?? 'News',
  hook: input.hook ?? input.name,
  summary: input.summary ?? input.name,
  contexts: {
    entities: {
      events: [],
      organizations: input.organizations ?? [],
      people: input.people ?? [],
      places: input.places ?? [],
      products: input.products ?? [],
    },
    topics: input.topics ?? [],
    finance: { tickers: input.tickers ?? [] },
    sports: { teams: input.teams ?? [] },
  },
  cluster_posts_results: (input.postIds ?? []).map((id) => ({ post_id: id })),
  updated_at: new Date(sim.clock.now()).toISOString(),
  disclaimer: 'This story is made up on a local X and may change at any time.',
});

/** All that a keyword is looked for in. */
const wordsOf = ({ name, hook, summary, contexts }: XNewsPayload): string =>
  [
    name,
    hook,
    summary,
    ...Object.values(contexts.entities).flat(),
    ...contexts.topics,
    ...contexts.finance.tickers,
    ...contexts.sports.teams,
  ].join('\n');

const newBroadcastId = (): string => `1${randomBytes(9).toString('hex').slice(0, 12)}`;

/** Things that happen on X for which the local X has no screen: news, Spaces, broadcasts, encrypted groups. */
export function registerActivityActs(control: FastifyInstance, sim: Sim, delivery: Delivery): void {
  const { teller } = delivery;
  /** What each user has on air, by `spaces:` or `broadcast:` and the user. */
  const onAir = new Map<string, string>();
  sim.onReset(() => onAir.clear());

  const news = (input: NewsInput): ActivityAct => {
    const payload = newsPayload(sim, input);
    teller.tellKeyword(
      'news.new',
      wordsOf(payload),
      told(() => ({ payload })),
    );
    return { eventType: input.eventType, payload };
  };

  const stage = ({ eventType, user: ref, broadcastId }: StageInput): ActivityAct => {
    const user = getUser(sim, ref);
    const [kind = '', act] = eventType.split('.');
    const place = `${kind}:${user.id}`;
    const id = broadcastId ?? (act === 'start' ? newBroadcastId() : onAir.get(place));
    if (id === undefined)
      throw new ControlError(409, `@${user.username} has none on air: give a broadcastId`);
    if (act === 'start') onAir.set(place, id);
    else onAir.delete(place);
    const [data] = activityUsers(sim, [user.id]);
    if (!data) throw new ControlError(404, `there is no user ${ref}`);
    // `spaces.start` travels as `spaces_start` within, and broadcasts follow it.
    const inner = eventType.replace('.', '_') as XStagePayload['event_type'];
    const payload: XStagePayload = { user: { data }, broadcast_id: id, event_type: inner };
    const event = told(() => ({ payload }));
    teller.tellActivity(user.id, eventType, undefined, event);
    return { eventType, payload };
  };

  const say = (input: BroadcastChatInput): ActivityAct => {
    const host = getUser(sim, input.user);
    const author = getUser(sim, input.author);
    const broadcastId = input.broadcastId ?? onAir.get(`broadcast:${host.id}`);
    if (broadcastId === undefined)
      throw new ControlError(409, `@${host.username} has none on air: give a broadcastId`);
    const payload: XBroadcastChatPayload = {
      id: sim.ids.next(),
      broadcast_id: broadcastId,
      author_id: author.id,
      author_name: author.name,
      author_username: author.username,
      text: input.text,
      created_at_ms: String(sim.clock.now()),
      ...(input.replyTo === undefined ? {} : { reply_to: input.replyTo }),
    };
    const event = told(() => ({ payload }));
    teller.tellActivity(host.id, 'broadcast.chat', undefined, event);
    return { eventType: input.eventType, payload };
  };

  const chat = ({ eventType, ...input }: ChatActInput): ActivityAct => {
    const user = getUser(sim, input.user);
    const sender = getUser(sim, input.sender ?? input.user);
    const made = chatPayload(randomUUID(), sender.id, user.id, sim.clock.now(), input.encodedEvent);
    const payload: XChatPayload = {
      ...made,
      conversation_id: input.conversationId ?? made.conversation_id,
    };
    const directions = { 'chat.received': 'inbound', 'chat.sent': 'outbound' } as const;
    const direction = eventType in directions ? directions[eventType as keyof typeof directions] : undefined;
    sim.events.emit({ kind: 'chat.told', userId: user.id, eventType, direction, payload });
    return { eventType, payload };
  };

  controlRoute(control, {
    method: 'POST',
    url: '/activity',
    body: ActivityActInput,
    handle({ body }): ActivityAct {
      switch (body.eventType) {
        case 'news.new':
          return news(body);
        case 'broadcast.chat':
          return say(body);
        case 'spaces.start':
        case 'spaces.end':
        case 'broadcast.start':
        case 'broadcast.end':
          return stage(body);
        default:
          return chat(body);
      }
    },
  });
}
