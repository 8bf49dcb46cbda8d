import { createHash } from 'node:crypto';
import type { SunshineClient, SunshineUser } from '../../../contract/sunshine/users.ts';
import type { Conversation, Customer } from '../../conversations/index.ts';
import type { User } from './user.ts';

/** A user as the API shows them. What a program wrote stands before what X says. */
export function presentUser({ id, kept, customer }: User): SunshineUser {
  const email = kept?.profile.email;
  return {
    id,
    authenticated: false,
    ...(kept?.externalId ? { externalId: kept.externalId } : {}),
    signedUpAt: (kept?.signedUpAt ?? customer?.createdAt ?? kept?.createdAt ?? new Date(0)).toISOString(),
    profile: { ...(customer ? profileOf(customer) : {}), ...kept?.profile },
    metadata: kept?.metadata ?? {},
    identities: email ? [{ type: 'email', value: email }] : [],
  };
}

/** The name under which messages of a user stand. */
export function nameOf({ kept, customer }: Pick<User, 'kept' | 'customer'>): string {
  const own = [kept?.profile.givenName, kept?.profile.surname].filter(Boolean).join(' ');
  return own || customer?.name || customer?.username || 'Unknown';
}

function profileOf(customer: Customer): { givenName?: string; surname?: string; avatarUrl?: string } {
  const [givenName, ...rest] = (customer.name ?? customer.username ?? '').trim().split(/\s+/);
  return {
    ...(givenName ? { givenName: shortened(givenName, 128) } : {}),
    ...(rest.length > 0 ? { surname: shortened(rest.join(' '), 128) } : {}),
    ...(customer.avatarUrl ? { avatarUrl: customer.avatarUrl } : {}),
  };
}

/** The beginning of a text, of whole characters: strict clients read no half of a pair of surrogates. Pure. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const isPair = /[\ud800-\udbff]/.test(text.charAt(most - 1)) && /[\udc00-\udfff]/.test(text.charAt(most));
  return text.slice(0, isPair ? most - 1 : most);
}

/** An id that follows from what it names, in the form of the others. */
export function derivedId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 24);
}

export const clientIdOf = (conversation: Pick<Conversation, 'id'>): string =>
  derivedId('client', conversation.id);

/** What a person of X is on one handle: the thread with it. */
export function presentClient(
  customer: Customer,
  conversation: Conversation,
  isBlocked: boolean,
): SunshineClient {
  return {
    id: clientIdOf(conversation),
    type: 'twitter',
    status: isBlocked ? 'blocked' : 'active',
    integrationId: conversation.handleId,
    externalId: customer.xUserId,
    lastSeen: conversation.lastInboundAt?.toISOString() ?? null,
    linkedAt: conversation.createdAt.toISOString(),
    displayName: customer.name ?? customer.username,
    avatarUrl: customer.avatarUrl,
    info: {
      ...(customer.avatarUrl ? { avatarUrl: customer.avatarUrl } : {}),
      ...(customer.username ? { screenName: customer.username } : {}),
    },
    raw: rawOf(customer),
  };
}

/** X's profile in the names of its v1.1 API, which consumers of this field read. */
function rawOf(customer: Customer): Record<string, unknown> {
  const { profile } = customer;
  const id = Number(customer.xUserId);
  const all: Record<string, unknown> = {
    // X's ids of today are larger than numbers of JSON are read exactly: then the text is all there is.
    id: Number.isSafeInteger(id) ? id : undefined,
    id_str: customer.xUserId,
    name: customer.name,
    screen_name: customer.username,
    location: profile.location,
    description: profile.description,
    url: profile.url,
    protected: profile.protected,
    followers_count: profile.followers,
    friends_count: profile.following,
    statuses_count: profile.posts,
    verified: profile.verified,
    created_at: profile.joinedXAt === undefined ? undefined : v1Time(new Date(profile.joinedXAt)),
    profile_image_url: customer.avatarUrl?.replace(/^https:/, 'http:'),
    profile_image_url_https: customer.avatarUrl,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null));
}

/** `Wed Oct 10 20:19:24 +0000 2018` */
function v1Time(at: Date): string {
  const [weekday, day, month, year, time] = at.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} +0000 ${year}`;
}
