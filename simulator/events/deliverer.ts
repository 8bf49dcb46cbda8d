import type { IncomingHttpHeaders } from 'node:http';
import type { DeliveryOutcome, DeliveryRecord, DeliverySettings } from '../../contract/control/deliveries.ts';
import { SIGNATURE_HEADER, SIGNATURE_HEADER_OAUTH2 } from '../../contract/x/webhooks.ts';
import type { DeliveryFault, FaultBook } from '../faults/book.ts';
import type { Caller, HttpAnswer } from './post.ts';
import type { Pending } from './pending.ts';
import type { AttemptBook } from './records.ts';
import { retryDelayMs } from './settings.ts';
import { corrupt, sign } from './sign.ts';

/** One body on its way to one webhook. */
export type Outgoing = {
  deliveryId: string;
  webhookId: string;
  appId: string;
  product: DeliveryRecord['product'];
  eventType: string;
  userId: string | null;
  /** Text for events, bytes for what the control API sends as such. */
  body: string | Buffer;
  signed: boolean;
  /** Replayed and raw bodies are tried once, events up to four times. */
  retry: boolean;
  /** What its price is charged for, once a day; absent for what costs nothing. */
  resource?: string;
};

/** Where a body goes and which secrets sign it; looked up anew for each attempt. */
export type Target = {
  url: string;
  valid: boolean;
  timeoutMs: number;
  consumerSecret: string;
  clientSecret: string | null;
};

export type DelivererParts = {
  /** `null`: the webhook is gone. */
  target(webhookId: string): Target | null;
  faults: FaultBook;
  book: AttemptBook;
  pending: Pending;
  caller: Caller;
  settings: DeliverySettings;
  nowMs(): number;
  /** A webhook has taken it. */
  delivered(outgoing: Outgoing): void;
  /** Runs after this much of X's time; returns a function that cancels. */
  after(delayMs: number, run: () => void): () => void;
};

export type Deliverer = {
  /** Sends an event; faults may strike. */
  enqueue(outgoing: Outgoing): void;
  /** Goes on with a delivery that was not over when the simulator stopped. */
  resume(outgoing: Outgoing, next: { attempt: number; dueAtMs: number; faultIds: string[] }): void;
  /** Sends past the faults and tells how the first attempt went. */
  send(outgoing: Outgoing): Promise<DeliveryRecord>;
  /** Waiting, under way, held or to be retried. */
  pending(): number;
  clear(): void;
};

/** Deliveries that are not over, and the bytes of their bodies; what comes beyond is dropped and said to be. */
const MAX_ALIVE = 200_000;
const MAX_ALIVE_BYTES = 256 * 1024 * 1024;
const REORDER_FLUSH_MS = 1000;

type Task = {
  outgoing: Outgoing;
  attempt: number;
  faultIds: string[];
  /** The pending table knows of it; copies made by a fault and whatever is tried once are not kept. */
  isKept: boolean;
  done?: (record: DeliveryRecord) => void;
};
type Held = { tasks: Task[]; size: number; timer: NodeJS.Timeout };

const flatHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const isEvent = ({ product }: Outgoing) => product === 'activity' || product === 'account_activity';

/** Brings bodies to webhooks: signed, a bounded number at a time, retried after 3, 27 and 242 seconds. */
export const createDeliverer = (parts: DelivererParts): Deliverer => {
  const { faults, book, settings } = parts;
  let waiting: Task[] = [];
  let nextWaiting = 0;
  let underWay = 0;
  let alive = 0;
  let aliveBytes = 0;
  /** Rises at `clear`, so that what was on its way before is not counted or retried after. */
  let epoch = 0;
  const held = new Map<string, Held>();
  /** What is to be tried again, by the millisecond at which it is due. */
  const retries = new Map<number, Task[]>();

  /** Whether there is room for one more; says so in the book when there is none. */
  const admit = (task: Task): boolean => {
    if (alive >= MAX_ALIVE || aliveBytes >= MAX_ALIVE_BYTES) {
      record(task, 'overflow', {});
      if (task.isKept) parts.pending.remove(task.outgoing.deliveryId);
      return false;
    }
    alive++;
    aliveBytes += task.outgoing.body.length;
    return true;
  };

  /** It is over: delivered, given up, or nowhere to go. */
  const finish = (task: Task, outcome: DeliveryOutcome, seen: Partial<DeliveryRecord>) => {
    alive--;
    aliveBytes -= task.outgoing.body.length;
    if (task.isKept) parts.pending.remove(task.outgoing.deliveryId);
    record(task, outcome, seen);
  };

  const record = (task: Task, outcome: DeliveryOutcome, seen: Partial<DeliveryRecord>) => {
    const { signed: _signed, retry: _retry, resource: _resource, ...outgoing } = task.outgoing;
    const show = book.add({
      ...outgoing,
      url: '',
      attempt: task.attempt,
      atMs: parts.nowMs(),
      tookMs: 0,
      outcome,
      signature: null,
      status: null,
      responseBody: null,
      requestHeaders: {},
      responseHeaders: {},
      nextAttemptAtMs: null,
      error: null,
      faultIds: task.faultIds,
      ...seen,
    });
    task.done?.(show());
  };

  const push = (task: Task) => {
    waiting.push(task);
    pump();
  };

  const pump = () => {
    while (underWay < settings.concurrency && nextWaiting < waiting.length) {
      const task = waiting[nextWaiting++];
      if (nextWaiting > 4096 && nextWaiting * 2 > waiting.length) {
        waiting = waiting.slice(nextWaiting);
        nextWaiting = 0;
      }
      // The index is below the length, so the task is there.
      if (task) void attempt(task);
    }
  };

  const headersFor = (task: Task, target: Target): Record<string, string> => {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'user-agent': 'X-Webhooks/1.0',
    };
    if (!task.outgoing.signed) return headers;
    const struck = faults.strikeDelivery(task.outgoing, ['corrupt_signature']);
    task.faultIds = [...task.faultIds, ...struck.map((fault) => fault.id)];
    const signed = (secret: string) =>
      struck.length > 0 ? corrupt(sign(secret, task.outgoing.body)) : sign(secret, task.outgoing.body);
    if (settings.signatures !== 'oauth2' || !target.clientSecret)
      headers[SIGNATURE_HEADER] = signed(target.consumerSecret);
    if (settings.signatures !== 'oauth1' && target.clientSecret)
      headers[SIGNATURE_HEADER_OAUTH2] = signed(target.clientSecret);
    return headers;
  };

  /** What a `fail` fault makes of the attempt: the receiver is never asked. */
  const brokenAnswer = (task: Task): HttpAnswer | null => {
    const [fault] = faults.strikeDelivery(task.outgoing, ['fail']);
    if (!fault) return null;
    task.faultIds = [...task.faultIds, fault.id];
    if (fault.status === undefined)
      return { kind: 'failed', reason: 'unreachable', error: 'broken by a fault' };
    return { kind: 'answered', status: fault.status, body: '', headers: {} };
  };

  const attempt = async (task: Task): Promise<void> => {
    const target = parts.target(task.outgoing.webhookId);
    if (!target) return finish(task, 'webhook_gone', {});
    if (!target.valid) return finish(task, 'webhook_invalid', { url: target.url });
    underWay++;
    const startedEpoch = epoch;
    const startedAt = performance.now();
    const headers = headersFor(task, target);
    const answer =
      brokenAnswer(task) ??
      (await parts.caller.call({
        method: 'POST',
        url: target.url,
        headers,
        body: task.outgoing.body,
        timeoutMs: target.timeoutMs,
      }));
    if (startedEpoch !== epoch) {
      if (task.done) record(task, 'webhook_gone', { url: target.url });
      return;
    }
    underWay--;
    settle(task, target, answer, Math.round(performance.now() - startedAt), headers);
    pump();
  };

  const settle = (
    task: Task,
    target: Target,
    answer: HttpAnswer,
    tookMs: number,
    headers: Record<string, string>,
  ) => {
    const isDelivered = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
    const delayMs = task.outgoing.retry ? retryDelayMs(task.attempt, settings.retryScale) : null;
    const atMs = parts.nowMs();
    const dueAtMs = isDelivered || delayMs === null ? null : atMs + delayMs;
    const seen: Partial<DeliveryRecord> = {
      url: target.url,
      atMs,
      tookMs,
      requestHeaders: headers,
      responseHeaders: answer.kind === 'answered' ? flatHeaders(answer.headers) : {},
      nextAttemptAtMs: dueAtMs,
      signature: headers[SIGNATURE_HEADER] ?? headers[SIGNATURE_HEADER_OAUTH2] ?? null,
      status: answer.kind === 'answered' ? answer.status : null,
      responseBody: answer.kind === 'answered' ? answer.body : null,
      error: answer.kind === 'failed' ? `${answer.reason}: ${answer.error}` : null,
    };
    if (isDelivered) parts.delivered(task.outgoing);
    if (dueAtMs === null) return finish(task, isDelivered ? 'delivered' : 'given_up', seen);
    const next = { attempt: task.attempt + 1, dueAtMs, faultIds: task.faultIds };
    if (task.isKept) parts.pending.put({ deliveryId: task.outgoing.deliveryId, ...next });
    record(task, 'waiting_retry', seen);
    retryAt(dueAtMs, { ...task, ...next, done: undefined });
  };

  const retryAt = (dueAtMs: number, task: Task) => {
    const due = Math.ceil(dueAtMs);
    const together = retries.get(due);
    if (together) {
      together.push(task);
      return;
    }
    const tasks = [task];
    retries.set(due, tasks);
    const startedEpoch = epoch;
    parts.after(due - parts.nowMs(), () => {
      if (startedEpoch !== epoch) return;
      retries.delete(due);
      for (const each of tasks) push(each);
    });
  };

  const wait = (delayMs: number, run: () => void) => {
    const startedEpoch = epoch;
    setTimeout(() => {
      if (startedEpoch === epoch) run();
    }, delayMs).unref();
  };

  const release = (faultId: string) => {
    const group = held.get(faultId);
    if (!group) return;
    held.delete(faultId);
    clearTimeout(group.timer);
    for (const task of group.tasks.reverse()) push(task);
  };

  const hold = (task: Task, fault: DeliveryFault) => {
    const group = held.get(fault.id) ?? {
      tasks: [],
      size: fault.size ?? 2,
      timer: setTimeout(() => release(fault.id), fault.delayMs ?? REORDER_FLUSH_MS).unref(),
    };
    held.set(fault.id, group);
    group.tasks.push(task);
    if (group.tasks.length >= group.size) release(fault.id);
  };

  return {
    enqueue(outgoing) {
      const struck = faults.strikeDelivery(outgoing, ['drop', 'delay', 'duplicate', 'reorder']);
      const isKept = outgoing.retry && isEvent(outgoing);
      const task: Task = { outgoing, attempt: 1, faultIds: struck.map((fault) => fault.id), isKept };
      if (struck.some((fault) => fault.kind === 'drop')) return record(task, 'dropped_by_fault', {});
      if (!admit(task)) return;
      const { deliveryId } = outgoing;
      if (isKept)
        parts.pending.put({ deliveryId, attempt: 1, dueAtMs: parts.nowMs(), faultIds: task.faultIds });
      const reorder = struck.find((fault) => fault.kind === 'reorder');
      const delay = struck.find((fault) => fault.kind === 'delay');
      const duplicate = struck.find((fault) => fault.kind === 'duplicate');
      const go = () => {
        if (reorder) hold(task, reorder);
        else push(task);
        for (let copy = 0; duplicate && copy < (duplicate.size ?? 1); copy++) {
          const doubled = { ...task, isKept: false };
          if (admit(doubled)) push(doubled);
        }
      };
      if (delay) wait(delay.delayMs ?? 1000, go);
      else go();
    },
    resume(outgoing, { attempt: at, dueAtMs, faultIds }) {
      const task: Task = { outgoing, attempt: at, faultIds, isKept: true };
      if (!admit(task)) return;
      if (dueAtMs > parts.nowMs()) retryAt(dueAtMs, task);
      else push(task);
    },
    send: (outgoing) =>
      new Promise((done) => {
        const task: Task = { outgoing, attempt: 1, faultIds: [], isKept: false, done };
        if (admit(task)) push(task);
      }),
    pending: () => alive,
    clear() {
      epoch++;
      for (const task of waiting.slice(nextWaiting)) if (task.done) record(task, 'webhook_gone', {});
      waiting = [];
      nextWaiting = 0;
      underWay = 0;
      alive = 0;
      aliveBytes = 0;
      retries.clear();
      for (const group of held.values()) clearTimeout(group.timer);
      held.clear();
    },
  };
};
