import type { AppEvent } from '../../contract/events/index.ts';
import { type WorkspaceTx } from '../base/index.ts';
import { listErased } from '../conversations/index.ts';
import type { Delivery } from './delivery-store.ts';
import type { InboundEvent, PostEvent } from './events.ts';
import { listReceivers, type Receiver } from './receivers.ts';

/** A public post, and the connected account that X told of it. */
export interface PostSighting {
  readonly receiver: Receiver;
  readonly post: PostEvent;
}

/** Takes public posts in; answers the events to append. Passed in by the composition root. */
export type OnPosts = (tx: WorkspaceTx, posts: readonly PostSighting[]) => Promise<readonly AppEvent[]>;

/** Hands on the public posts among what was found. What erased people posted before stays away. */
export async function projectPosts(
  tx: WorkspaceTx,
  found: readonly { readonly delivery: Delivery; readonly event: InboundEvent }[],
  onPosts: OnPosts,
): Promise<readonly AppEvent[]> {
  const told = found.flatMap(({ delivery, event }) =>
    event.kind === 'post' ? [{ appId: delivery.appId, post: event }] : [],
  );
  if (told.length === 0) return [];
  const receivers = await listReceivers(
    tx,
    [...new Set(told.map(({ appId }) => appId))],
    [...new Set(told.map(({ post }) => post.forXUserId))],
  );
  const erased = await listErased(
    tx,
    told.map(({ post }) => post.authorXUserId),
  );
  const sightings = told.flatMap(({ appId, post }) =>
    receivers
      .filter((one) => one.appId === appId && one.xUserId === post.forXUserId && one.publicMentions)
      .filter(() => post.at > (erased.get(post.authorXUserId) ?? new Date(0)))
      .map((receiver) => ({ receiver, post })),
  );
  return sightings.length === 0 ? [] : onPosts(tx, sightings);
}
