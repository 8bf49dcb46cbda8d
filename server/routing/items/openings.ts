import type { TraceBodies } from '../../../contract/api/trace.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import { isAnyConnected } from '../agents/store.ts';
import type { Setup } from '../setup/types.ts';
import { type TraceStep, traceSteps } from '../trace-store.ts';
import type { WorkItem } from '../types.ts';
import { takeNumbers } from './store.ts';
import { insertItems } from './write-store.ts';

const MOST_NAMED = 50;

/**
 * The items that one transaction opens or sends on their way: what all of them need is asked for once, and what they
 * leave behind is written in one statement each, by `store()`. Until then the new ones are in no table.
 */
export class Openings {
  readonly tx: WorkspaceTx;
  readonly setup: Setup;
  readonly now: Date;
  readonly #numbers: number[] = [];
  readonly #connected = new Map<string, Promise<boolean>>();
  #steps: (TraceStep & { readonly workItemId: string })[] = [];
  #items: WorkItem[] = [];

  constructor(tx: WorkspaceTx, setup: Setup, now: Date) {
    this.tx = tx;
    this.setup = setup;
    this.now = now;
  }

  /** Takes numbers for so many items at once. */
  async reserve(count: number): Promise<void> {
    if (count > 0) this.#numbers.push(...(await takeNumbers(this.tx, count)));
  }

  async number(): Promise<number> {
    if (this.#numbers.length === 0) await this.reserve(1);
    const number = this.#numbers.shift();
    if (number === undefined) throw new Error('no number was given');
    return number;
  }

  add(item: WorkItem): void {
    this.#items.push(item);
  }

  trace(workItemId: string, steps: readonly TraceStep[]): void {
    for (const step of steps) this.#steps.push({ ...step, workItemId });
  }

  /** Items of this transaction that will wait in a queue and are not stored yet. */
  waitingIn(queueId: string): number {
    return this.#items.filter((item) => item.queueId === queueId && item.assigneeId === null).length;
  }

  /**
   * Keeps that nobody of the queue is connected as an item comes into it: the assigner looks at queues with somebody in
   * them only, so that nothing else would say why it waits.
   */
  async traceNobody(item: WorkItem): Promise<void> {
    const queue = this.setup.queues.get(item.queueId);
    if (!queue || item.mode !== 'push' || item.heldBack !== null || item.state === 'closed') return;
    const members = [...queue.members.keys()];
    const connected = this.#connected.get(item.queueId) ?? isAnyConnected(this.tx, members);
    this.#connected.set(item.queueId, connected);
    if (await connected) return;
    const body: TraceBodies['assignment'] = {
      queueId: item.queueId,
      memberId: null,
      how: 'automatic',
      method: queue.settings.assignment,
      candidates: 0,
      excluded:
        members.length === 0
          ? []
          : [{ reason: 'not_connected', count: members.length, memberIds: members.slice(0, MOST_NAMED) }],
    };
    this.trace(item.id, [{ stage: 'assignment', body }]);
  }

  /** Writes what has come together. */
  async store(): Promise<void> {
    const [items, steps] = [this.#items, this.#steps];
    this.#items = [];
    this.#steps = [];
    await insertItems(this.tx, items);
    await traceSteps(this.tx, steps, this.now);
  }
}
