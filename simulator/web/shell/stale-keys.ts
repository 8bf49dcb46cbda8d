import type { LiveEvent } from '../../../contract/control/live.ts';

export type Traffic = Extract<LiveEvent, { kind: 'delivery' | 'request' }>;

/** First part of a control path → what is shown of it. Query keys begin with these words. */
const changes: Record<string, readonly string[]> = {
  apps: ['apps', 'tokens'],
  authorize: ['tokens'],
  revocations: ['tokens', 'webhooks'],
  users: ['users', 'user'],
  follows: ['relations', 'users'],
  'follow-requests': ['relations', 'users'],
  blocks: ['relations'],
  mutes: ['relations'],
  likes: ['posts'],
  posts: ['posts', 'engagement'],
  time: ['limits', 'webhooks', 'deliveries'],
  deliver: ['deliveries'],
  stream: [],
  limits: ['limits'],
  credits: ['credits', 'cost'],
  prices: ['prices', 'cost'],
  typing: [],
  reads: [],
  messages: [],
};

/** What a change over the control API makes stale. */
export const keysOfChange = (what: string): readonly string[] => changes[what] ?? [what];

/** What a request of a program, or a delivery to one, makes stale. */
export const keysOfTraffic = (event: Traffic): readonly string[] => {
  if (event.kind === 'delivery') return ['deliveries', 'faults', 'cost', 'credits'];
  const always = ['requests', 'limits', 'cost', 'credits', 'faults'];
  if (event.method === 'GET' && !event.path.includes('oauth')) return always;
  return [...always, ...keysOfPath(event.path)];
};

const keysOfPath = (path: string): readonly string[] => {
  if (path.includes('oauth')) return ['tokens', 'apps'];
  if (path.includes('/chat/')) return ['chat'];
  if (/webhooks|account_activity|activity/.test(path)) return ['webhooks'];
  if (/\/(following|blocking|muting|friendships|blocks|mutes)/.test(path)) return ['relations', 'users'];
  if (/\/(tweets|likes|retweets|statuses|favorites|posts)/.test(path)) return ['posts'];
  return [];
};
