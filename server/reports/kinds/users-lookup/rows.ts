import type { Column } from '../../../datasets/index.ts';
import type { XFullUser } from '../../../x/index.ts';
import type { Companion, Row } from '../../kind.ts';
import type { Lookup } from '../../ports.ts';
import type { Named } from './distinct.ts';

const strings = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'STRING' }));
const longs = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'LONG' }));
const moment = (name: string): Column => ({ name, type: 'DATETIME' });

/** In the order of `toRow`. Domo has no type for yes and no: `true` and `false` are text. */
export const columns: readonly Column[] = [
  ...strings('user_id', 'screen_name', 'name', 'description', 'location', 'url'),
  moment('created_at'),
  ...strings('protected', 'verified', 'verified_type'),
  ...longs('followers_count', 'following_count', 'post_count', 'listed_count', 'like_count', 'media_count'),
  ...strings('profile_image_url', 'profile_banner_url', 'pinned_post_id', 'most_recent_post_id', 'withheld'),
  ...strings('role'),
  ...longs('message_count'),
  ...strings('input_value', 'lookup_status', 'error_title', 'error_detail'),
  moment('looked_up_at'),
];

export function toRow(named: Named, { answer, at }: Lookup): Row {
  const user = answer.status === 'found' ? answer.user : undefined;
  const problem = answer.status === 'found' ? undefined : answer;
  return [
    user?.id ?? keyOf(named),
    ...profileOf(user),
    roleOf(named),
    named.rows,
    named.input,
    answer.status,
    problem?.title ?? null,
    problem?.detail ?? null,
    at.toISOString(),
  ];
}

/** What stands for a user whose id is not known; it cannot be an id. */
function keyOf({ kind, value }: Named): string {
  return kind === 'name' ? `@${value}` : value;
}

function profileOf(user: XFullUser | undefined): Row {
  const flag = (value: boolean | undefined) => (value === undefined ? null : String(value));
  return [
    user?.username ?? null,
    user?.name ?? null,
    user?.description ?? null,
    user?.location ?? null,
    user?.url ?? null,
    user?.createdAt?.toISOString() ?? null,
    flag(user?.protected),
    flag(user?.verified),
    user?.verifiedType ?? null,
    user?.followers ?? null,
    user?.following ?? null,
    user?.posts ?? null,
    user?.listed ?? null,
    user?.likes ?? null,
    user?.media ?? null,
    user?.avatarUrl ?? null,
    user?.bannerUrl ?? null,
    user?.pinnedPostId ?? null,
    user?.mostRecentPostId ?? null,
    user?.withheldIn?.join(',') ?? null,
  ];
}

function roleOf({ sent, received }: Named): string | null {
  if (sent > 0 && received > 0) return 'both';
  if (sent > 0) return 'sender';
  return received > 0 ? 'recipient' : null;
}

/** Every question and its answer, word for word. */
export const requests: Companion = {
  key: 'requests',
  name: 'requests',
  columns: strings('request', 'user_ids', 'status', 'INPUT REQUEST BODY', 'OUTPUT RESPONSE'),
  // An answer tells of a hundred people: it goes with the first of them who is erased.
  personal: { people: [], lists: [], texts: ['user_ids'], messages: null, at: null, ages: false },
};

export interface SaidRequest {
  readonly what: 'lookup' | 'list_member';
  /** Whom it was about: ids, and the keys of those whose ids are not known. A list as JSON, so that people are found in it. */
  readonly userIds: readonly string[];
  readonly status: 'answered' | 'refused';
  readonly request: unknown;
  /** As X answered, or its answer as text. */
  readonly response: unknown;
}

export function toRequestRow({ what, userIds, status, request, response }: SaidRequest): Row {
  const text = typeof response === 'string' ? response : JSON.stringify(response ?? null);
  return [what, JSON.stringify(userIds), status, JSON.stringify(request), text];
}
