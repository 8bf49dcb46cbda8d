import type { CommandId } from '../lib/keymap.ts';

/** Who waits longer than this has given up, and would be surprised. */
const longestMs = 5_000;
const aboutConversation: ReadonlySet<CommandId> = new Set<CommandId>([
  'compose.reply',
  'compose.note',
  'conversation.close',
  'conversation.snooze',
  'conversation.assign',
  'conversation.toMe',
  'conversation.tag',
  'conversation.priority',
  'conversation.unread',
  'conversation.end',
  'conversation.putAside',
  'conversation.release',
]);

/** Keeps what was pressed for a conversation that is still on its way to the screen. */
export class HeldCommand {
  #awaited: { conversationId: string; atMs: number } | undefined;
  #held: { id: CommandId; atMs: number } | undefined;

  /** This conversation is opening; what was pressed for another one is forgotten. */
  expect(conversationId: string | undefined, nowMs: number): void {
    if (this.#awaited?.conversationId !== conversationId) this.#held = undefined;
    this.#awaited = conversationId === undefined ? undefined : { conversationId, atMs: nowMs };
  }

  /** It is not opening any more. */
  giveUp(conversationId: string): void {
    if (this.#awaited?.conversationId === conversationId) this.expect(undefined, 0);
  }

  /** Whether the command waits. Behind `r` or `n` come the letters of a text, which command nothing. */
  hold(id: CommandId, nowMs: number): boolean {
    if (!this.#awaited || !aboutConversation.has(id)) return false;
    if (nowMs - this.#awaited.atMs > longestMs) {
      this.expect(undefined, nowMs);
      return false;
    }
    const writes = this.#held?.id === 'compose.reply' || this.#held?.id === 'compose.note';
    if (!writes) this.#held = { id, atMs: nowMs };
    return true;
  }

  /** The conversation is there: what waited for it. */
  release(conversationId: string, nowMs: number): CommandId | undefined {
    if (this.#awaited?.conversationId !== conversationId) return undefined;
    const held = this.#held;
    this.expect(undefined, nowMs);
    return held && nowMs - held.atMs <= longestMs ? held.id : undefined;
  }
}
