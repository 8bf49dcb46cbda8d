import type { IncomingHttpHeaders } from 'node:http';
import type { DeliveryOutcome, DeliveryRecord, DeliverySettings } from '../../contract/control/deliveries.ts';
import { SIGNATURE_HEADER, SIGNATURE_HEADER_OAUTH2 } from '../../contract/x/webhooks.ts';
import type { DeliveryFault, FaultBook } from '../faults/book.ts';
import type { Caller, HttpAnswer } from './post.ts';
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
  body: Buffer;
  signed: boolean;
  /** Replayed and raw bodies are tried once, events up to four times. */
  retry: boolean;
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
  caller: Caller;
  settings: DeliverySettings;
  nowMs(): number;
  /** Runs after this much of X's time; returns a function that cancels. */
  after(delayMs: number, run: () => void): () => void;
};

export type Deliverer = {
  /** Sends an event; faults may strike. */
  enqueue(outgoing: Outgoing): void;
  /** Sends past the faults and tells how the first attempt went. */
  send(outgoing: Outgoing): Promise<DeliveryRecord>;
  /** Waiting, under way, held or to be retried. */
  pending(): number;
  clear(): void;
};

const MAX_WAITING = 200_000;
const REORDER_FLUSH_MS = 1000;

type Task = {
  outgoing: Outgoing;
  attempt: number;
  faultIds: string[];
  done?: (record: DeliveryRecord) => void;
};
type Held = { tasks: Task[]; size: number; timer: NodeJS.Timeout };

const flatHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Brings bodies to webhooks: signed, a bounded number at a time, retried after 3, 27 and 242 seconds. */
export const createDeliverer = (parts: DelivererParts): Deliverer => {
  const { faults, book, settings } = parts;
  let waiting: Task[] = [];
  let nextWaiting = 0;
  let underWay = 0;
  let later = 0;
  /** Rises at `clear`, so that what was on its way before is not counted or retried after. */
  let epoch = 0;
  const held = new Map<string, Held>();

  const record = (task: Task, outcome: DeliveryOutcome, seen: Partial<DeliveryRecord>) => {
    const { signed: _signed, retry: _retry, ...outgoing } = task.outgoing;
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
    if (waiting.length - nextWaiting >= MAX_WAITING) {
      record(task, 'overflow', {});
      return;
    }
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
    if (!target) return record(task, 'webhook_gone', {});
    if (!target.valid) return record(task, 'webhook_invalid', { url: target.url });
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
    const outcome = isDelivered ? 'delivered' : delayMs === null ? 'given_up' : 'waiting_retry';
    record(task, outcome, {
      url: target.url,
      tookMs,
      requestHeaders: headers,
      responseHeaders: answer.kind === 'answered' ? flatHeaders(answer.headers) : {},
      nextAttemptAtMs: outcome === 'waiting_retry' && delayMs !== null ? parts.nowMs() + delayMs : null,
      signature: headers[SIGNATURE_HEADER] ?? headers[SIGNATURE_HEADER_OAUTH2] ?? null,
      status: answer.kind === 'answered' ? answer.status : null,
      responseBody: answer.kind === 'answered' ? answer.body : null,
      error: answer.kind === 'failed' ? `${answer.reason}: ${answer.error}` : null,
    });
    if (outcome !== 'waiting_retry' || delayMs === null) return;
    const startedEpoch = epoch;
    later++;
    parts.after(delayMs, () => {
      if (startedEpoch !== epoch) return;
      later--;
      push({ outgoing: task.outgoing, attempt: task.attempt + 1, faultIds: task.faultIds });
    });
  };

  const wait = (delayMs: number, run: () => void) => {
    const startedEpoch = epoch;
    later++;
    setTimeout(() => {
      if (startedEpoch !== epoch) return;
      later--;
      run();
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
      const task: Task = { outgoing, attempt: 1, faultIds: struck.map((fault) => fault.id) };
      if (struck.some((fault) => fault.kind === 'drop')) return record(task, 'dropped_by_fault', {});
      const reorder = struck.find((fault) => fault.kind === 'reorder');
      const delay = struck.find((fault) => fault.kind === 'delay');
      const copies = struck.find((fault) => fault.kind === 'duplicate')?.size ?? 1;
      const isDoubled = struck.some((fault) => fault.kind === 'duplicate');
      const go = () => {
        if (reorder) hold(task, reorder);
        else push(task);
        if (isDoubled) for (let copy = 0; copy < copies; copy++) push({ ...task });
      };
      if (delay) wait(delay.delayMs ?? 1000, go);
      else go();
    },
    send: (outgoing) => new Promise((done) => push({ outgoing, attempt: 1, faultIds: [], done })),
    pending: () =>
      waiting.length -
      nextWaiting +
      underWay +
      later +
      [...held.values()].reduce((sum, { tasks }) => sum + tasks.length, 0),
    clear() {
      epoch++;
      for (const task of waiting.slice(nextWaiting)) if (task.done) record(task, 'webhook_gone', {});
      waiting = [];
      nextWaiting = 0;
      underWay = 0;
      later = 0;
      for (const group of held.values()) clearTimeout(group.timer);
      held.clear();
    },
  };
};
