/**
 * X's pay-per-use prices in millionths of a US dollar, as of August 2026.
 * Source: https://docs.x.com/x-api/getting-started/pricing
 * X bills a resource once per UTC day; what is counted here is therefore an upper bound.
 */
export const PRICES_MICRO_USD = {
  dm_event_read: 10_000,
  user_read: 10_000,
  post_read: 5_000,
  /** The counts of one post, however many. */
  analytics_read: 5_000,
  dm_write: 15_000,
  dm_received_event: 10_000,
  chat_received_event: 10_000,
  media_metadata_write: 5_000,
  user_write: 15_000,
  /** A post with a link in it. */
  post_with_link_write: 200_000,
  delete_write: 10_000,
  list_manage_write: 5_000,
} as const;

export type CostKind = keyof typeof PRICES_MICRO_USD;
