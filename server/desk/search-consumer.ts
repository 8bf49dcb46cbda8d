import { type EventLog, searchWords, type WorkspaceTx } from '../base/index.ts';
import { isForReader, listMessages } from '../conversations/index.ts';
import { mask, readMaskingRules } from '../masking/index.ts';
import { type IndexEntry, indexMessages, removeFromIndex } from './search-store.ts';

/** Keeps the search index up to date behind the log, from masked text: taking a message in never waits for it. */
export function addSearchConsumer(log: EventLog): void {
  log.consume({
    name: 'search',
    start: 'beginning',
    kinds: ['message.received', 'message.queued', 'entry.added', 'message.changed'],
    batch: 200,
    wants: (event) => event.kind !== 'message.changed' || isTextChange(event.body.what, event.body.state),
    giveWayMs: 1_000,
    handle: async (tx, events) => {
      await indexAgain(tx, [...new Set(events.map((event) => event.body.messageId))]);
    },
  });
}

function isTextChange(what: string, state: string): boolean {
  // A sent message takes X's place in the thread: its position moves.
  return what === 'text' || what === 'deleted' || state === 'sent' || state === 'canceled';
}

async function indexAgain(tx: WorkspaceTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rules = await readMaskingRules(tx);
  const found = new Map((await listMessages(tx, ids)).map((message) => [message.id as string, message]));
  const entries: IndexEntry[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const message = found.get(id);
    const words =
      message && !message.deletedAt && message.state !== 'canceled' && isForReader(message, null)
        ? searchWords(mask(rules, message.text, message.direction))
        : [];
    if (!message || words.length === 0) gone.push(id);
    else {
      const { conversationId, position } = message;
      entries.push({ messageId: id, conversationId, position, words });
    }
  }
  await removeFromIndex(tx, gone);
  await indexMessages(tx, entries);
}
