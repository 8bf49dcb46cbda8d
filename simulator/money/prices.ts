import type { PricedItem } from '../../contract/control/money.ts';

/** Millionths of a US dollar, so that sums are exact. */
export type Micros = number;

const microsPerUsd = 1_000_000;
export const usd = (micros: Micros) => micros / microsPerUsd;
export const microsOf = (dollars: number): Micros => Math.round(dollars * microsPerUsd);

/** Per resource read and per request that writes: https://docs.x.com/x-api/getting-started/pricing (August 2026). */
const itemUsd: Record<PricedItem, number> = {
  'post.read': 0.005,
  'user.read': 0.01,
  'dm_event.read': 0.01,
  'follow.read': 0.01,
  'list.read': 0.005,
  'like.read': 0.001,
  'mute.read': 0.001,
  'block.read': 0.001,
  'owned.read': 0.001,
  'post.create': 0.015,
  'post.create_with_url': 0.2,
  'post.create_summoned': 0.01,
  'dm.create': 0.015,
  'user_interaction.create': 0.015,
  'interaction.delete': 0.01,
  'content.manage': 0.005,
  'list.create': 0.01,
  'list.manage': 0.005,
  bookmark: 0.005,
  media_metadata: 0.005,
  'privacy.update': 0.01,
  'mute.delete': 0.005,
  'counts.recent': 0.005,
  'counts.all': 0.01,
};

/**
 * Per delivered event of the Activity API; a type that is not here costs nothing.
 * https://docs.x.com/x-api/getting-started/pricing
 */
const eventUsd: Record<string, number> = {
  'post.create': 0.005,
  'post.mention.create': 0.005,
  'post.reply.create': 0.005,
  'post.quote.create': 0.005,
  'post.repost.create': 0.005,
  'post.delete': 0,
  'follow.follow': 0.01,
  'follow.unfollow': 0.01,
  'profile.update.bio': 0.005,
  'profile.update.profile_picture': 0.005,
  'profile.update.banner_picture': 0.005,
  'profile.update.screenname': 0.005,
  'profile.update.geo': 0.005,
  'profile.update.url': 0.005,
  'profile.update.verified_badge': 0.005,
  'profile.update.affiliate_badge': 0.005,
  'profile.update.handle': 0.005,
  'chat.received': 0.01,
  'chat.sent': 0,
  'chat.conversation_join': 0,
  'chat.conversation.join': 0,
  'dm.received': 0.01,
  'dm.sent': 0,
  'dm.read': 0,
  'dm.indicate_typing': 0,
  'news.new': 0.005,
  'spaces.start': 0.005,
  'spaces.end': 0.005,
};

const standard = new Map<string, Micros>([
  ...Object.entries(itemUsd).map(([item, dollars]): [string, Micros] => [item, microsOf(dollars)]),
  ...Object.entries(eventUsd).map(([type, dollars]): [string, Micros] => [
    `event:${type}`,
    microsOf(dollars),
  ]),
]);

export interface Prices {
  /** Whether resources in `includes` cost what those in `data` do. */
  chargeIncludes: boolean;
  withholdUnpaidEvents: boolean;
  /** Of a priced item, or of `event:<type>`; 0 when X has no price for it. */
  of(item: string): Micros;
  isKnown(item: string): boolean;
  /** Null takes the change back. */
  change(item: string, micros: Micros | null): void;
  list(): Record<string, number>;
  reset(): void;
}

export function createPrices(): Prices {
  const current = new Map(standard);
  return {
    chargeIncludes: true,
    withholdUnpaidEvents: true,
    of: (item) => current.get(item) ?? 0,
    isKnown: (item) => standard.has(item),
    change: (item, micros) => void current.set(item, micros ?? standard.get(item) ?? 0),
    list: () => Object.fromEntries([...current].map(([item, micros]) => [item, usd(micros)])),
    reset() {
      for (const [item, micros] of standard) current.set(item, micros);
      this.chargeIncludes = true;
      this.withholdUnpaidEvents = true;
    },
  };
}
