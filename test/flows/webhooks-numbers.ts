import type { AppEvent } from '../../contract/events/index.ts';
import { newId } from '../../server/base/index.ts';
import { factId, type WebhookPorts } from '../../server/webhooks/index.ts';

/** Facts that are numbers: each conversation counts what happened in it. */
export function countEvents(counters: Map<string, number>, conversations: readonly string[]): AppEvent[] {
  return conversations.map((conversationId) => {
    const n = (counters.get(conversationId) ?? 0) + 1;
    counters.set(conversationId, n);
    const id = newId();
    return {
      kind: 'message.received',
      key: conversationId,
      body: {
        conversationId,
        messageId: id,
        position: String(n),
        customerId: id,
        handleId: id,
        accountId: id,
        direction: 'in',
        kind: 'message',
        firstContact: false,
        late: false,
      },
    };
  });
}

/**
 * Translates them, and says the number.
 * @param more what else is said; null: nothing at all any more.
 */
export function numberPorts(more: (n: number) => object | null = () => ({})): WebhookPorts {
  return {
    kinds: ['message.received'],
    translate: (_tx, events) =>
      Promise.resolve(
        events.flatMap((event) => {
          if (event.kind !== 'message.received') return [];
          const { conversationId, position } = event.body;
          const type = 'conversation:message';
          const refs = { n: position, author: 'user' };
          return [{ id: factId(event, type), type, conversationId, createdAt: event.at, refs }];
        }),
      ),
    receives: () => true,
    bodyOf: (_db, endpoint, facts) =>
      Promise.resolve(
        facts.map((fact) => {
          const n = Number(fact.refs['n']);
          const said = more(n);
          if (said === null) return undefined;
          const payload = { conversationId: fact.conversationId, n, ...said };
          return { webhook: { id: endpoint.id }, events: [{ id: fact.id, payload }] };
        }),
      ),
  };
}
