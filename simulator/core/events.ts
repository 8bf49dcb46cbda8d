import type { XActivityEventType, XActivityFilter, XChatPayload } from '../../contract/x/activity.ts';
import type { ChatEvent } from '../state/chat.ts';
import type { DmEvent } from '../state/dms.ts';
import type { SimPost } from '../state/posts.ts';

/** One field of a profile, in the words of `profile.update.*`. */
export interface ProfileChange {
  field: string;
  before: string;
  after: string;
}

/** What happened on the simulated X. Deliveries to webhooks and streams are made from these. */
export type SimEvent =
  | { kind: 'dm.created'; event: DmEvent }
  | { kind: 'dm.deleted'; userId: string; eventId: string }
  | { kind: 'dm.typing'; senderId: string; recipientId: string; conversationId: string; at: number }
  | {
      kind: 'dm.read';
      readerId: string;
      recipientId: string;
      conversationId: string;
      lastReadEventId: string;
      at: number;
    }
  | { kind: 'user.revoked'; userId: string; appId: string; at: number }
  | { kind: 'user.created'; userId: string; at: number }
  | { kind: 'profile.updated'; userId: string; changes: ProfileChange[]; at: number }
  | { kind: 'follow.created' | 'follow.deleted'; sourceId: string; targetId: string; at: number }
  | { kind: 'block.created' | 'block.deleted'; sourceId: string; targetId: string; at: number }
  | { kind: 'mute.created' | 'mute.deleted'; sourceId: string; targetId: string; at: number }
  | { kind: 'post.created'; post: SimPost }
  | { kind: 'post.deleted'; post: SimPost; at: number }
  | { kind: 'like.created' | 'like.deleted'; userId: string; post: SimPost; at: number }
  /** An encrypted message, or a change of its conversation, as one user is told of it. */
  | {
      kind: 'chat.told';
      userId: string;
      eventType: Extract<XActivityEventType, `chat.${string}`>;
      direction: XActivityFilter['direction'];
      payload: XChatPayload;
    }
  | { kind: 'chat.created'; event: ChatEvent }
  | { kind: 'chat.typing'; userId: string; conversationId: string; at: number }
  | { kind: 'chat.read'; userId: string; conversationId: string; lastEventId: string; at: number }
  | { kind: 'history.seeded' }
  | { kind: 'state.replaced' };

export type SimEventKind = SimEvent['kind'];
/** The member of the union that may be of this kind; some are of one of two. */
export type EventOf<Kind extends SimEventKind, Event = SimEvent> = Event extends { kind: infer Kinds }
  ? Kind extends Kinds
    ? Event
    : never
  : never;

/** Synchronous: listeners run before `emit` returns, in the order in which they came. */
export interface EventBus {
  emit(event: SimEvent): void;
  on<Kind extends SimEventKind>(kind: Kind, listener: (event: EventOf<Kind>) => void): () => void;
  /** Every event (the live page, tests). */
  onAny(listener: (event: SimEvent) => void): () => void;
}

export function createEventBus(): EventBus {
  const listeners = new Map<SimEventKind, Set<(event: SimEvent) => void>>();
  const all = new Set<(event: SimEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners.get(event.kind) ?? []) listener(event);
      for (const listener of all) listener(event);
    },
    on(kind, listener) {
      const set = listeners.get(kind) ?? new Set();
      listeners.set(kind, set);
      // The map is keyed by kind, so a listener only ever sees its own kind.
      const wide = listener as (event: SimEvent) => void;
      set.add(wide);
      return () => void set.delete(wide);
    },
    onAny(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
  };
}
