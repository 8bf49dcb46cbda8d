import type { XClient } from '../client.ts';
import { type Endpoint, perUser } from '../endpoint.ts';
import { asList, asRecord, asText } from '../json.ts';
import type { XPage } from '../page.ts';
import type { Priority } from '../limits/limit-book.ts';
import { callInVocabulary, dmEventFields } from '../vocabulary.ts';
import { readDmEvent, readIncludes, type XDmEvent, type XIncludes } from './dm-event.ts';

const cost = {
  kind: 'dm_event_read',
  units: (body: unknown) => asList(asRecord(body)?.['data']).length,
} as const;
const limits = [perUser(15)];

/** Everything of the account, sent and received, newest first, at most 30 days back. */
export const listDmEventsEndpoint: Endpoint = {
  name: 'dm_events_list',
  method: 'GET',
  host: 'api',
  path: '/2/dm_events',
  auth: ['oauth2', 'oauth1'],
  limits,
  cost,
};

export const listDmEventsWithEndpoint: Endpoint = {
  name: 'dm_events_with_participant',
  method: 'GET',
  host: 'api',
  path: '/2/dm_conversations/with/:participantId/dm_events',
  auth: ['oauth2', 'oauth1'],
  limits,
  cost,
};

export const listDmEventsOfConversationEndpoint: Endpoint = {
  name: 'dm_events_of_conversation',
  method: 'GET',
  host: 'api',
  path: '/2/dm_conversations/:conversationId/dm_events',
  auth: ['oauth2', 'oauth1'],
  limits,
  cost,
};

export const getDmEventEndpoint: Endpoint = {
  name: 'dm_event_get',
  method: 'GET',
  host: 'api',
  path: '/2/dm_events/:eventId',
  auth: ['oauth2', 'oauth1'],
  limits,
  cost: { kind: 'dm_event_read', units: () => 1 },
};

export type DmEventScope =
  | { readonly of: 'account' }
  | { readonly of: 'participant'; readonly participantId: string }
  | { readonly of: 'conversation'; readonly conversationId: string };

export interface DmEventPage extends XPage<XDmEvent> {
  readonly includes: XIncludes;
  /** The whole answer as X gave it, for those who keep it. */
  readonly body: unknown;
}

export interface DmEventPageOptions {
  /** 1 to 100. Every event read is billed: ask for no more than is needed. */
  readonly maxResults: number;
  readonly token?: string;
  /** `MessageCreate` and others; all of them when left out. What is left out here is not billed. */
  readonly types?: readonly string[];
  readonly priority?: Priority;
}

/** One page, newest first. Unaccepted requests and encrypted messages are not in it. @throws XProblem */
export async function listDmEvents(
  client: XClient,
  scope: DmEventScope,
  options: DmEventPageOptions,
): Promise<DmEventPage> {
  const answer = await callInVocabulary(client, endpointOf(scope), (vocabulary) => ({
    params: paramsOf(scope),
    query: {
      max_results: String(options.maxResults),
      ...(options.token !== undefined && { pagination_token: options.token }),
      ...(options.types && { event_types: options.types.join(',') }),
      ...dmEventFields(vocabulary),
    },
    ...(options.priority && { priority: options.priority }),
  }));
  const body = asRecord(answer.body);
  const nextToken = asText(asRecord(body?.['meta'])?.['next_token']);
  return {
    items: asList(body?.['data'])
      .map(readDmEvent)
      .filter((event) => event !== undefined),
    includes: readIncludes(body?.['includes']),
    body: answer.body,
    ...(nextToken !== undefined && { nextToken }),
  };
}

/** One event, or nothing when X has none of that id for this account. @throws XProblem */
export async function findDmEvent(
  client: XClient,
  eventId: string,
): Promise<{ event: XDmEvent; includes: XIncludes } | undefined> {
  const answer = await callInVocabulary(client, getDmEventEndpoint, (vocabulary) => ({
    params: { eventId },
    query: dmEventFields(vocabulary),
  }));
  const body = asRecord(answer.body);
  const event = readDmEvent(body?.['data']);
  return event && { event, includes: readIncludes(body?.['includes']) };
}

function endpointOf(scope: DmEventScope): Endpoint {
  switch (scope.of) {
    case 'account':
      return listDmEventsEndpoint;
    case 'participant':
      return listDmEventsWithEndpoint;
    case 'conversation':
      return listDmEventsOfConversationEndpoint;
  }
}

function paramsOf(scope: DmEventScope): Record<string, string> {
  switch (scope.of) {
    case 'account':
      return {};
    case 'participant':
      return { participantId: scope.participantId };
    case 'conversation':
      return { conversationId: scope.conversationId };
  }
}
