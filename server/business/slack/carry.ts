import type { Clock, Secrets, WorkspaceDb } from '../../base/index.ts';
import { findConversation, findCustomer } from '../../conversations/index.ts';
import { findHandle } from '../../handles/index.ts';
import { findWorkItem } from '../../routing/index.ts';
import type { Carriage, Carried, Carrier } from '../../webhooks/index.ts';
import { callSlack, postIncoming, readObject, type WebApi } from './api.ts';
import { findChannel } from './channel-store.ts';
import { customerName, type SayDeps, saidInSlack } from './say.ts';
import { readSecrets } from './secrets.ts';
import { boldOf, linkOf, toSlack } from './text.ts';
import { ensureThread, findThread, noteBegun } from './thread-store.ts';
import type { ChannelRecord, ThreadRecord } from './types.ts';
import { words } from './words.ts';

export interface CarrierDeps extends SayDeps {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly publicUrl: string;
}

/** A new conversation has no queue yet: so long it is waited for, and so often it is looked at. */
const ROUTING_MS = 30_000;
const LOOK_MS = 500;
/** How we know our own messages again. */
const CONVERSATION = 'rookery_conversation';
const POST = 'rookery_post';

const nothing: Carried = { status: null, error: null, response: null, tookMs: 0, isNothing: true };

/** Posts what is said in conversations to channels of Slack, each conversation in a thread of its own. */
export function createSlackCarrier(deps: CarrierDeps): Carrier {
  return {
    receives: async (db, endpoint, fact) => {
      if (fact.refs['kept'] || fact.conversationId === null) return false;
      const channel = await findChannel(db, endpoint.id);
      if (!channel?.ready) return false;
      if (channel.handleIds.length === 0) return true;
      const conversation = await findConversation(db, fact.conversationId);
      return conversation !== undefined && channel.handleIds.includes(conversation.handleId);
    },
    bodyOf: (db, endpoint, facts) => saidInSlack(deps, db, endpoint.id, facts),
    carry: (db, endpoint, carriage) => carry(deps, db, endpoint.id, carriage),
  };
}

async function carry(
  deps: CarrierDeps,
  db: WorkspaceDb,
  slackId: string,
  carriage: Carriage,
): Promise<Carried> {
  const { conversationId } = carriage.fact;
  const channel = await findChannel(db, slackId);
  const text = readObject(carriage.body)?.['text'];
  if (!channel || conversationId === null || typeof text !== 'string') return nothing;
  const secrets = await readSecrets(deps.secrets, db, slackId);
  if (!secrets) return broken('the secrets cannot be opened with our master key');
  const known = await findThread(db, slackId, conversationId);
  if (!known) {
    const turn = await turnOf(deps, db, channel, conversationId, carriage);
    if (turn !== 'now') return turn;
  }
  const thread = known ?? (await ensureThread(db, slackId, conversationId, deps.clock.now()));
  const { ask, timeoutMs } = carriage;
  if (secrets.botToken === undefined) {
    if (secrets.webhookUrl === undefined)
      return broken('there is neither a bot token nor an incoming webhook');
    const lines = [words.headOf(thread.number) + text];
    if (!known) lines.push(words.answerWith(channel.command, thread.number));
    return postIncoming(ask, secrets.webhookUrl, { text: lines.join('\n') }, timeoutMs);
  }
  const api = { apiUrl: channel.apiUrl, token: secrets.botToken, ask, timeoutMs };
  return carryInThread(deps, db, { api, channel, thread, text }, carriage);
}

/** Whether a conversation that is not shown here yet is to be. Once it is, it stays: half a conversation helps nobody. */
async function turnOf(
  deps: CarrierDeps,
  db: WorkspaceDb,
  channel: ChannelRecord,
  conversationId: string,
  { queuedAt }: Carriage,
): Promise<Carried | 'now'> {
  if (channel.queueIds.length === 0) return 'now';
  const item = await findWorkItem(db, conversationId);
  if (item?.queueId) return channel.queueIds.includes(item.queueId) ? 'now' : nothing;
  const waitedMs = deps.clock.now().getTime() - queuedAt.getTime();
  return waitedMs > ROUTING_MS ? nothing : { ...nothing, isNothing: false, laterMs: LOOK_MS };
}

interface Post {
  readonly api: WebApi;
  readonly channel: ChannelRecord;
  readonly thread: ThreadRecord;
  readonly text: string;
}

async function carryInThread(
  deps: CarrierDeps,
  db: WorkspaceDb,
  post: Post,
  { fact, tries }: Carriage,
): Promise<Carried> {
  const { api, channel, thread, text } = post;
  const place = placeIn(thread, channel) ?? (await begin(deps, db, post));
  if (!('ts' in place)) return place;
  // The answer to an earlier try was lost, perhaps: it may stand there.
  if (tries > 0 && (await isPosted(api, place, `${thread.slackId}.${fact.id}`))) {
    return { status: 200, error: null, response: null, tookMs: 0 };
  }
  const called = await callSlack(api, 'chat.postMessage', {
    channel: place.channel,
    thread_ts: place.ts,
    text,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: POST, event_payload: { id: `${thread.slackId}.${fact.id}` } },
  });
  if (!called.said && called.code === 'thread_not_found') {
    await noteBegun(db, thread, { isGone: true });
    return { ...called.carried, laterMs: 0 };
  }
  return called.carried;
}

interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** The thread, unless the channel was changed since: then it begins anew. */
function placeIn(thread: ThreadRecord, channel: ChannelRecord): Place | undefined {
  const { ts, channel: there } = thread;
  return ts !== null && there !== null && there === channel.channel ? { ts, channel: there } : undefined;
}

/** Two set-ups may show the same conversation in one channel of Slack. */
function markOf({ slackId, conversationId }: ThreadRecord): string {
  return `${slackId}.${conversationId}`;
}

/** Posts the first message of a thread; one that a killed process posted is found again. */
async function begin(deps: CarrierDeps, db: WorkspaceDb, post: Post): Promise<Place | Carried> {
  const { api, channel, thread } = post;
  const { conversationId } = thread;
  const id = markOf(thread);
  if (thread.begunAt !== null && thread.ts === null) {
    const found = await findBegun(api, channel.channel, id, thread.begunAt);
    if (found && 'ts' in found) {
      await noteBegun(db, thread, found);
      return found;
    }
    if (found) return found;
  }
  const conversation = await findConversation(db, conversationId);
  if (!conversation) return nothing;
  const [customer, handle] = await Promise.all([
    findCustomer(db, conversation.customerId),
    findHandle(db, conversation.handleId),
  ]);
  await noteBegun(db, thread, { begunAt: deps.clock.now() });
  const who = conversation.name === null ? customerName(customer) : conversation.name;
  const link = linkOf(`${deps.publicUrl}/inbox/all/${conversationId}`, words.open);
  const called = await callSlack(api, 'chat.postMessage', {
    channel: channel.channel,
    text: words.parent(thread.number, boldOf(who), toSlack(handle?.name ?? ''), link),
    unfurl_links: false,
    metadata: { event_type: CONVERSATION, event_payload: { id } },
  });
  if (!called.said) return called.carried;
  const { ts } = called.said;
  if (typeof ts !== 'string') return broken('Slack did not say where the message stands');
  const place = { channel: channel.channel, ts };
  await noteBegun(db, thread, place);
  return place;
}

const SLACK_SKEW_SECONDS = 300;

/** Looks for the first message of a conversation; undefined: it was not posted. */
async function findBegun(
  api: WebApi,
  channel: string,
  id: string,
  begunAt: Date,
): Promise<Place | Carried | undefined> {
  const oldest = Math.floor(begunAt.getTime() / 1_000) - SLACK_SKEW_SECONDS;
  const given = { channel, oldest, limit: 200, include_all_metadata: true };
  const called = await callSlack(api, 'conversations.history', given, 'read');
  if (!called.said) return called.carried;
  const ts = findOwn(called.said, CONVERSATION, id);
  return ts === undefined ? undefined : { channel, ts };
}

/** Whether a thread holds what we were to post. When it cannot be found out, it counts as not there. */
async function isPosted(api: WebApi, { channel, ts }: Place, id: string): Promise<boolean> {
  const given = { channel, ts, limit: 200, include_all_metadata: true };
  const called = await callSlack(api, 'conversations.replies', given, 'read');
  return called.said !== undefined && findOwn(called.said, POST, id) !== undefined;
}

function findOwn(said: Readonly<Record<string, unknown>>, type: string, id: string): string | undefined {
  const messages: readonly unknown[] = Array.isArray(said['messages']) ? said['messages'] : [];
  for (const message of messages) {
    const { metadata, ts } = fieldsOf(message);
    const { event_type, event_payload } = fieldsOf(metadata);
    if (event_type === type && fieldsOf(event_payload)['id'] === id && typeof ts === 'string') return ts;
  }
  return undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // Any object has its fields by name.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function broken(error: string): Carried {
  return { status: null, error, response: null, tookMs: 0, isFinal: false, isDown: true };
}
