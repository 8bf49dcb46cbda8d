import { sql, type WorkspaceDb } from './base/index.ts';
import { factId, type LoggedEvent, type WebhookFact, type WebhookPorts } from './webhooks/index.ts';

/** What entries of the log mean to programs, and the bodies that tell of it. */
export const webhookPorts: WebhookPorts = {
  kinds: ['message.received', 'message.changed'],
  translate: (_tx, events) => Promise.resolve(events.flatMap((event) => factOf(event) ?? [])),
  receives: () => true,
  bodyOf: async (db, endpoint, facts) => {
    const found = await listMessages(db, facts);
    return facts.map((fact) => {
      const message = found.get(fact.refs['messageId'] ?? '');
      if (!message) return undefined;
      const payload = {
        conversation: { id: fact.conversationId, type: 'personal' },
        message:
          fact.type === 'conversation:message'
            ? {
                id: message.id,
                received: message.at.toISOString(),
                author: {
                  type: fact.refs['author'],
                  ...(fact.refs['author'] === 'user' && { userId: message.customer_id }),
                },
                content: { type: 'text', text: message.text },
              }
            : { id: message.id },
      };
      return {
        app: { id: db.workspaceId },
        webhook: { id: endpoint.id, version: endpoint.version },
        events: [{ id: fact.id, createdAt: fact.createdAt.toISOString(), type: fact.type, payload }],
      };
    });
  },
};

const ENDS: Readonly<Record<string, string>> = {
  sent: 'conversation:message:delivery:channel',
  failed: 'conversation:message:delivery:failure',
};

function factOf(event: LoggedEvent): WebhookFact | undefined {
  if (event.kind === 'message.received') {
    const { conversationId, messageId, direction } = event.body;
    const author = direction === 'in' ? 'user' : 'business';
    return make(event, 'conversation:message', conversationId, { messageId, author });
  }
  if (event.kind === 'message.changed' && event.body.what === 'state') {
    const type = ENDS[event.body.state];
    const { conversationId, messageId } = event.body;
    return type === undefined ? undefined : make(event, type, conversationId, { messageId });
  }
  return undefined;
}

function make(
  event: LoggedEvent,
  type: string,
  conversationId: string,
  refs: WebhookFact['refs'],
): WebhookFact {
  return { id: factId(event, type), type, conversationId, createdAt: event.at, refs };
}

interface MessageRow {
  readonly id: string;
  readonly text: string;
  readonly at: Date;
  readonly customer_id: string;
}

async function listMessages(
  db: WorkspaceDb,
  facts: readonly WebhookFact[],
): Promise<Map<string, MessageRow>> {
  const places = facts.map((fact) => ({
    conversationId: fact.conversationId,
    messageId: fact.refs['messageId'] ?? '',
  }));
  const rows = await db.rows(sql<MessageRow>`
    select m.id, m.text, m.at, c.customer_id
    from unnest(${places.map((one) => one.conversationId)}::text[], ${places.map((one) => one.messageId)}::text[])
      as p (conversation_id, message_id)
    join message m on m.workspace_id = ${db.workspaceId} and m.conversation_id = p.conversation_id and m.id = p.message_id
    join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    where m.deleted_at is null`);
  return new Map(rows.map((row) => [row.id, row]));
}
