import { giveLeaseBack, type Lease, messageOf, takeLease, type WorkspaceDb } from '../../base/index.ts';
import { nextTry, probeAfterMs } from '../../webhooks/index.ts';
import { compose } from './compose.ts';
import { listHeads, markOut, noteInThread } from './out-store.ts';
import { openSmtp, type Answer, type Smtp } from './smtp.ts';
import { findMailState, noteOutError, noteSent, pauseMail, resumeMail } from './system-store.ts';
import { type MailDeps, type MailState, type OutMail, SECRET, SECRET_OWNER } from './types.ts';

export const LEASE_KIND = 'mail-out';
/** Mails at once, of different conversations. */
const AT_ONCE = 4;
const HEADS = 20;
/** A failure of the server that follows another within this time, with nothing sent between, pauses sending. */
const FAILS_AGAIN_MS = 10 * 60_000;
const RENEW_MS = 3_000;
const SOON_MS = 2_000;

export interface SenderOptions {
  readonly timeoutMs: number;
  /** Tells that sending was paused or goes on. */
  readonly tell: (db: WorkspaceDb, what: 'paused' | 'resumed', reason?: string) => Promise<void>;
}

/**
 * Sends what waits of one workspace, in the order of each conversation. A mail whose marking a crash prevented goes
 * again under the same Message-ID, by which mail programs know it.
 */
export class Sender {
  readonly #deps: MailDeps;
  readonly #options: SenderOptions;
  readonly #db: WorkspaceDb;
  readonly #holder: string;
  #stopped = false;

  constructor(deps: MailDeps, options: SenderOptions, db: WorkspaceDb, holder: string) {
    this.#deps = deps;
    this.#options = options;
    this.#db = db;
    this.#holder = holder;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Until there is nothing to send now. */
  async run(): Promise<void> {
    const { db } = this.#deps;
    const name = `${LEASE_KIND}:${this.#db.workspaceId}`;
    let lease: Lease | undefined = await takeLease(db, name, this.#holder);
    if (!lease) return;
    const renew = setInterval(() => {
      void takeLease(db, name, this.#holder).then(
        (renewed) => {
          lease = renewed;
        },
        () => undefined,
      );
    }, RENEW_MS);
    let smtp: Smtp | undefined;
    try {
      const replyKey = (await this.#deps.secrets.find(this.#db, SECRET_OWNER, SECRET.reply)) ?? '';
      for (;;) {
        const state = await findMailState(this.#db);
        const now = this.#deps.clock.now();
        if (this.#stopped || !lease || !state?.settings.enabled || !mayTry(state, now)) return;
        const heads = await listHeads(this.#db, now, state.state === 'paused' ? 1 : HEADS);
        if (heads.length === 0) return;
        smtp ??= openSmtp(
          state.settings,
          await this.#deps.secrets.find(this.#db, SECRET_OWNER, SECRET.smtp),
          this.#options.timeoutMs,
        );
        if (!(await this.#sendAll(heads, state, replyKey, smtp, () => lease !== undefined))) return;
      }
    } finally {
      clearInterval(renew);
      smtp?.close();
      if (lease) await giveLeaseBack(db, lease).catch(() => undefined);
    }
  }

  /** Answers whether it makes sense to go on. */
  async #sendAll(
    heads: readonly OutMail[],
    state: MailState,
    replyKey: string,
    smtp: Smtp,
    holds: () => boolean,
  ): Promise<boolean> {
    const left = [...heads];
    let goesOn = true;
    const work = async () => {
      for (let mail = left.shift(); mail && goesOn && !this.#stopped && holds(); mail = left.shift()) {
        if (!(await this.#sendOne(mail, state, replyKey, smtp))) goesOn = false;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return goesOn;
  }

  /** False: the server fails, and the next would fail as well. */
  async #sendOne(out: OutMail, state: MailState, replyKey: string, smtp: Smtp): Promise<boolean> {
    const { clock, logger } = this.#deps;
    const startedAt = clock.now();
    const keep = { tries: out.tries, firstTryAt: out.firstTryAt };
    let composed: Awaited<ReturnType<typeof compose>>;
    try {
      composed = await compose(this.#deps, this.#db, state, replyKey, out, startedAt);
    } catch (error) {
      // One mail that cannot be written does not hold the others up.
      logger.warn({ err: error, mailId: out.id }, 'a mail could not be written');
      await this.#failed(
        out,
        { verdict: 'temporary', says: `It could not be written: ${messageOf(error)}` },
        0,
        {},
      );
      return true;
    }
    if (composed === 'wait') {
      const dueAt = new Date(startedAt.getTime() + SOON_MS);
      await markOut(this.#db, out.id, {
        ...keep,
        state: 'waiting',
        dueAt,
        finishedAt: null,
        lastError: null,
      });
      return true;
    }
    if (!composed) {
      const lastError = 'There was nobody to mail it to, or nothing to say any more.';
      const finishedAt = startedAt;
      await markOut(this.#db, out.id, { ...keep, state: 'dropped', dueAt: null, finishedAt, lastError });
      return true;
    }
    const begin = performance.now();
    const answer = await smtp.send(composed.mail);
    const tookMs = Math.round(performance.now() - begin);
    const shown = { subject: String(composed.mail.subject ?? ''), recipients: composed.recipients };
    if (answer.verdict !== 'sent') return this.#failed(out, answer, tookMs, shown);
    const now = clock.now();
    const resumed = await this.#db.transaction(async (tx) => {
      const attempt = { at: now.toISOString(), tookMs, error: null };
      await markOut(tx, out.id, {
        state: 'sent',
        tries: out.tries + 1,
        firstTryAt: out.firstTryAt ?? startedAt,
        dueAt: null,
        finishedAt: now,
        lastError: answer.says === 'Sent.' ? null : answer.says,
        attempt,
        ...shown,
      });
      const mailId = String(composed.mail.messageId ?? '').replace(/^<|>$/g, '');
      if (out.kind === 'message') await noteInThread(tx, out.conversationId, mailId);
      await noteSent(tx, now);
      return resumeMail(tx);
    });
    if (resumed) await this.#options.tell(this.#db, 'resumed');
    return true;
  }

  async #failed(
    out: OutMail,
    answer: Answer,
    tookMs: number,
    shown: { readonly subject?: string; readonly recipients?: readonly string[] },
  ): Promise<boolean> {
    const now = this.#deps.clock.now();
    const attempt = { at: now.toISOString(), tookMs, error: answer.says };
    if (answer.verdict === 'server') {
      // Not this mail's fault: it keeps its tries, and waits with all others.
      const mark = { tries: out.tries, firstTryAt: out.firstTryAt, finishedAt: null, lastError: answer.says };
      await markOut(this.#db, out.id, {
        ...mark,
        state: 'waiting',
        dueAt: new Date(now.getTime() + SOON_MS),
        attempt,
        ...shown,
      });
      await this.#serverFailed(answer.says, now);
      return false;
    }
    const tries = out.tries + 1;
    const firstTryAt = out.firstTryAt ?? now;
    const tried = { tries, firstTryAt, now, status: null, retryForDay: true };
    const dueAt = answer.verdict === 'temporary' ? (nextTry(tried, Math.random()) ?? null) : null;
    await markOut(this.#db, out.id, {
      state: dueAt === null ? 'dead' : 'waiting',
      tries,
      firstTryAt,
      dueAt,
      finishedAt: dueAt === null ? now : null,
      lastError: answer.says,
      attempt,
      ...shown,
    });
    await noteOutError(this.#db, answer.says, now);
    return true;
  }

  async #serverFailed(says: string, now: Date): Promise<void> {
    const state = await findMailState(this.#db);
    if (!state) return;
    const isProbe = state.state === 'paused';
    if (!isProbe && !hasFailedBefore(state, now)) {
      await noteOutError(this.#db, says, now);
      return;
    }
    const probes = isProbe ? state.probes + 1 : 0;
    const probeAt = new Date(now.getTime() + probeAfterMs(probes));
    const isNew = await this.#db.transaction((tx) => pauseMail(tx, says, probeAt, probes, now));
    if (isNew) await this.#options.tell(this.#db, 'paused', says);
  }
}

function hasFailedBefore({ lastErrorAt, lastSentAt }: MailState, now: Date): boolean {
  if (lastErrorAt === null || (lastSentAt !== null && lastSentAt >= lastErrorAt)) return false;
  return now.getTime() - lastErrorAt.getTime() < FAILS_AGAIN_MS;
}

function mayTry(state: MailState, now: Date): boolean {
  return state.state === 'active' || (state.probeAt !== null && state.probeAt <= now);
}
