import type { Entry } from '../../contract/api/index.ts';

/** An ordinary message from a customer, for tests; `change` makes it another. */
export function exampleEntry(change: Partial<Entry> = {}): Entry {
  return {
    id: '0'.repeat(24),
    conversationId: 'c'.repeat(24),
    position: '1',
    kind: 'message',
    direction: 'in',
    authorKind: 'customer',
    authorId: 'customer',
    text: 'Hello',
    masked: false,
    content: {},
    media: [],
    state: 'received',
    at: '2026-05-01T12:00:00.000Z',
    sendsAt: null,
    failure: null,
    deletedAt: null,
    ...change,
  };
}
