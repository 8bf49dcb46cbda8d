import { setTimeout as pause } from 'node:timers/promises';
import { xErrors } from '../../contract/errors/x.ts';
import { isPassing, type Lease, machineNowMs, type WorkspaceDb } from '../base/index.ts';
import { changeMessage, findMessage, lockConversation, type Message } from '../conversations/index.ts';
import {
  dmSendEndpoint,
  type DmTarget,
  type Endpoint,
  type Priority,
  type Reservation,
  sendDm,
  sendDmV1,
  sendRichDm,
  type SentDm,
  type XClient,
} from '../x/index.ts';
import { countFutile } from './attempt-store.ts';
import { type OutboundDeps, PATIENCE } from './deps.ts';
import { findThreadFacts, setV1Dm, type ThreadFacts } from './facts-store.ts';
import { fileIdsOf, forgetUploads, uploadFile } from './media.ts';
import type { OutboundMetrics } from './metrics.ts';
import { type Failure, type Outcome, outcomeOf } from './outcome.ts';
import type { Head } from './outbox-store.ts';
import { recordEnd, recordSent, recordStart } from './record.ts';
import { type Rendered, render, sentAs } from './render/index.ts';
import { abilityOf, sayingOf } from './saying.ts';
import type { Turn } from './turns.ts';

/** What the account's sender is to do after one message was worked on. */
export type Delivered =
  | { readonly kind: 'done' }
  /** By our book of limits nothing leaves at this priority until then; by the machine's clock. */
  | { readonly kind: 'closed'; readonly priority: Priority; readonly untilMs: number }
  /** X itself said to wait so long: a limit, or no credits. */
  | { readonly kind: 'told_to_wait'; readonly untilMs: number }
  /** The account cannot be used now. */
  | { readonly kind: 'halted' };

const DONE: Delivered = { kind: 'done' };
/** From the commit of the attempt to the call; a process that was stopped in between does not send. */
const START_WITHIN_MS = 3_000;

interface Prepared {
  readonly message: Message;
  readonly facts: ThreadFacts;
  readonly rendered: Rendered;
  readonly uploadId: string | undefined;
}

/** Sends the head of a conversation's queue: prepare, reserve, commit the attempt, call, record. */
export async function deliver(
  deps: OutboundDeps,
  metrics: OutboundMetrics,
  db: WorkspaceDb,
  lease: () => Lease | undefined,
  head: Head,
  turn: Turn,
): Promise<Delivered> {
  const facts = await findThreadFacts(db, head.conversationId);
  if (!facts || facts.accountStatus !== 'active' || !facts.handleEnabled) return { kind: 'halted' };
  const message = await findMessage(db, head.messageId);
  if (message?.state !== 'queued') return DONE;
  const client = await deps.clientFor(db, facts.accountId);
  const uploaded = await upload(deps, metrics, db, client, message, turn);
  if (!uploaded) return DONE;
  const { uploadId } = uploaded;
  const rendered = render(sayingOf(message, uploadId !== undefined), abilityOf(facts));

  const priority: Priority = head.urgency === 0 ? 'person' : 'automation';
  const endpoint = rendered.via === 'v1' ? sendDmV1 : dmSendEndpoint(targetOf(facts));
  await turn.mine;
  const reservation = await client.reserve(endpoint, priority);
  turn.done();
  if ('freeAt' in reservation) return { kind: 'closed', priority, untilMs: reservation.freeAt.getTime() };
  return send(
    deps,
    metrics,
    db,
    client,
    lease(),
    { message, facts, rendered, uploadId },
    endpoint,
    reservation,
  );
}

async function send(
  deps: OutboundDeps,
  metrics: OutboundMetrics,
  db: WorkspaceDb,
  client: XClient,
  lease: Lease | undefined,
  prepared: Prepared,
  endpoint: Endpoint,
  reservation: Reservation,
): Promise<Delivered> {
  const { message, facts, rendered, uploadId } = prepared;
  const askedAtMs = performance.now();
  const sending = {
    via: rendered.via,
    sentText: rendered.text,
    sentMedia: uploadId !== undefined,
    sentAs: sentAs(rendered),
  };
  const started = lease && (await recordStart(deps, db, lease, message, sending));
  if (!started) {
    await client.release(reservation);
    return DONE;
  }
  const { attempt } = started;
  const keepTrying = <T>(write: () => Promise<T>) => persist(deps, write);
  if (performance.now() - askedAtMs > START_WITHIN_MS) {
    // Stopped for so long that another process may have taken over: what it finds out about this attempt stands.
    await client.release(reservation);
    await keepTrying(() => putBack(deps, db, message, attempt));
    return DONE;
  }
  let sent: SentDm;
  try {
    sent = await call(client, prepared, reservation);
  } catch (error) {
    const outcome = outcomeOf(error, rendered.via, await countFutile(db, message.id).catch(() => 0));
    metrics.ended(outcome);
    return keepTrying(() => recordOutcome(deps, db, prepared, attempt, endpoint, outcome));
  }
  metrics.sent(rendered.via);
  const fact = {
    messageId: message.id,
    attempt,
    xEventId: sent.eventId,
    xStatus: rendered.via === 'v1' ? 200 : 201,
  };
  await keepTrying(() => recordSent(deps, db, message.conversationId, fact));
  if (rendered.via === 'v1' && facts.v1Dm === 'unknown') await setV1Dm(db, facts.appId, 'enabled');
  return DONE;
}

function targetOf(facts: ThreadFacts): DmTarget {
  const { groupId, customerXUserId } = facts;
  return groupId === null ? { participantId: customerXUserId } : { conversationId: groupId };
}

function call(client: XClient, prepared: Prepared, reservation: Reservation): Promise<SentDm> {
  const { facts, rendered, uploadId } = prepared;
  const media = uploadId === undefined ? {} : { mediaId: uploadId };
  if (rendered.via === 'v1') {
    const { text, quickReply, buttons } = rendered;
    const asked =
      quickReply?.type === 'options'
        ? { options: quickReply.options }
        : quickReply?.type === 'location' && { askLocation: {} };
    const content = { text, ...asked, ...(buttons && { buttons }), ...media };
    return sendRichDm(client, facts.customerXUserId, content, { reservation });
  }
  const text = rendered.text.trim() === '' && uploadId !== undefined ? {} : { text: rendered.text };
  return sendDm(client, targetOf(facts), { ...text, ...media }, { reservation });
}

async function recordOutcome(
  deps: OutboundDeps,
  db: WorkspaceDb,
  { message, facts }: Prepared,
  attempt: number,
  endpoint: Endpoint,
  outcome: Outcome,
): Promise<Delivered> {
  const now = deps.clock.now();
  const failed = { state: 'failed', settleDueAt: null } as const;
  switch (outcome.kind) {
    case 'wait': {
      const { failure, retryAfterMs, wholeAccount } = outcome;
      // A limit holds for the whole account and the book of limits knows it; other waits are the message's own.
      const notBefore = wholeAccount ? null : new Date(now.getTime() + retryAfterMs);
      await recordEnd(deps, db, message, attempt, {
        ...failed,
        message: 'queued',
        failure,
        notBefore,
        showFailure: true,
      });
      if (!wholeAccount) return DONE;
      deps.logger.warn(
        { code: failure.code, endpoint: endpoint.name, retryAfterMs },
        'X asks to wait with sending',
      );
      return { kind: 'told_to_wait', untilMs: machineNowMs() + retryAfterMs };
    }
    case 'no_v1':
      await setV1Dm(db, facts.appId, 'refused');
      await recordEnd(deps, db, message, attempt, { ...failed, message: 'queued', failure: NO_V1 });
      return DONE;
    case 'refused':
      if (outcome.failure.code === xErrors.x_media_refused.code) await forgetUploads(db, message.id);
      await recordEnd(deps, db, message, attempt, { ...failed, message: 'failed', failure: outcome.failure });
      return DONE;
    case 'unknown': {
      const settleDueAt = new Date(now.getTime() + (deps.patience ?? PATIENCE).echoMs);
      const failure = { ...outcome.failure, canRetry: false };
      await recordEnd(deps, db, message, attempt, {
        state: 'uncertain',
        message: 'uncertain',
        failure,
        settleDueAt,
      });
      return DONE;
    }
  }
}

const NO_V1: Failure = {
  code: 'x_access_level',
  message: 'X has no quick replies for this app; the choices go out as text.',
  xStatus: 403,
  xBody: null,
  canRetry: true,
};

const STOPPED: Failure = {
  code: 'x_unreachable',
  message: 'The sending was interrupted before X was called.',
  xStatus: null,
  xBody: null,
  canRetry: true,
};

/** Only while nobody else has judged the attempt: then it is theirs. */
async function putBack(
  deps: OutboundDeps,
  db: WorkspaceDb,
  message: Message,
  attempt: number,
): Promise<void> {
  await recordEnd(deps, db, message, attempt, {
    state: 'failed',
    settleDueAt: null,
    message: 'queued',
    failure: STOPPED,
  });
}

/** Uploads the message's file, if it has one. Undefined: it was put off or has failed, and that is recorded. */
async function upload(
  deps: OutboundDeps,
  metrics: OutboundMetrics,
  db: WorkspaceDb,
  client: XClient,
  message: Message,
  turn: Turn,
): Promise<{ readonly uploadId: string | undefined } | undefined> {
  const [mediaId] = await fileIdsOf(db, message.id);
  if (mediaId === undefined) return { uploadId: undefined };
  // An upload may take minutes: nobody waits for it.
  turn.done();
  try {
    return { uploadId: await uploadFile(deps, db, client, mediaId) };
  } catch (error) {
    // An upload sends nothing to anybody: whatever went wrong, it can be done again.
    const outcome = outcomeOf(error, 'v2', await countFutile(db, message.id));
    metrics.ended(outcome);
    await recordUploadProblem(deps, db, message, outcome);
    return undefined;
  }
}

const UPLOAD_WAIT_MS = 15_000;

async function recordUploadProblem(
  deps: OutboundDeps,
  db: WorkspaceDb,
  message: Message,
  outcome: Outcome,
): Promise<void> {
  if (outcome.kind === 'no_v1') return;
  const now = deps.clock.now();
  const { failure } = outcome;
  const waitMs = outcome.kind === 'wait' ? outcome.retryAfterMs : UPLOAD_WAIT_MS;
  const change =
    outcome.kind === 'refused'
      ? ({ state: 'failed', failure, sendsAt: null } as const)
      : ({ failure: { ...failure, canRetry: false }, notBefore: new Date(now.getTime() + waitMs) } as const);
  await db.transaction(async (tx) => {
    await lockConversation(tx, message.conversationId);
    const changed = await changeMessage(tx, message.id, change, now, { from: ['queued'] });
    if (changed) deps.log.append(tx, changed.events);
  });
}

const PERSIST_FOR_MS = 120_000;

/** Writes what X said, through an outage of the database: it is known nowhere else. */
async function persist<T>(deps: OutboundDeps, write: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now();
  for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 2_000)) {
    try {
      return await write();
    } catch (error) {
      if (performance.now() - startedAtMs > PERSIST_FOR_MS || !isPassing(error)) throw error;
      deps.logger.warn({ err: error }, 'the outcome of a send could not be stored yet');
      await pause(waitMs);
    }
  }
}
