import type { MemberMails } from '../../people/index.ts';
import type { BusinessSystem } from '../business.ts';
import { followLog } from './follow.ts';
import { IMAP_LEASE_KIND, Reader } from './imap.ts';
import { type MailListener, openListener } from './listener.ts';
import { sweepMails } from './out-store.ts';
import { addMailRoutes } from './routes.ts';
import { LEASE_KIND, Sender } from './sender.ts';
import { tell } from './setup.ts';
import { listReaders, listSenders } from './system-store.ts';
import { createMemberMails } from './tell-members.ts';
import { type MailDeps, WAKE } from './types.ts';
import { Workers } from './workers.ts';

export interface Mail extends BusinessSystem {
  /** The port of our own listener, once it is open. */
  readonly listenerPort: number | null;
  /** The product's own mails to its members. */
  readonly toMembers: MemberMails;
}

const TIMEOUT_MS = 15_000;
const SEND_EVERY_MS = 1_000;
const READ_EVERY_MS = 2_000;
const SWEEP_EVERY_MS = 10 * 60_000;
const REST_MS = 5_000;
const LONGEST_REST_MS = 5 * 60_000;

/** Conversations by e-mail, both ways. Call before the log starts. */
export function createMail(deps: MailDeps): Mail {
  const { db, bus, clock, logger, alone, timers } = deps;
  const stops: (() => void)[] = [];
  let listener: MailListener | undefined;
  const sending = new Workers({
    db,
    logger,
    alone,
    leaseKind: LEASE_KIND,
    everyMs: SEND_EVERY_MS,
    list: () => listSenders(db, clock.now()),
    make: (workspace, holder) =>
      new Sender(
        deps,
        {
          timeoutMs: TIMEOUT_MS,
          tell: (of) => of.transaction(async (tx) => tell(deps, tx, 'changed')),
        },
        workspace,
        holder,
      ),
  });
  // A mailbox that cannot be read is left alone for a while, ever longer.
  const rests = new Map<string, { untilMs: number; restMs: number }>();
  const reading = new Workers({
    db,
    logger,
    alone,
    leaseKind: IMAP_LEASE_KIND,
    everyMs: READ_EVERY_MS,
    list: async () =>
      (await listReaders(db)).filter((id) => (rests.get(id)?.untilMs ?? 0) <= performance.now()),
    make: (workspace, holder) =>
      new Reader(deps, workspace, {
        holder,
        timeoutMs: TIMEOUT_MS,
        rest: (failed) => {
          if (!failed) return void rests.delete(workspace.workspaceId);
          const restMs = Math.min(
            2 * (rests.get(workspace.workspaceId)?.restMs ?? REST_MS / 2),
            LONGEST_REST_MS,
          );
          rests.set(workspace.workspaceId, { untilMs: performance.now() + restMs, restMs });
        },
      }),
  });
  followLog(deps);
  timers.sweeper({ name: 'mail-forget', everyMs: SWEEP_EVERY_MS, run: () => sweepMails(db, clock.now()) });
  return {
    kind: 'email',
    toMembers: createMemberMails(deps),
    get listenerPort() {
      return listener?.port ?? null;
    },
    addRoutes: (http) =>
      addMailRoutes(deps, http, { listenerPort: () => listener?.port ?? null, timeoutMs: TIMEOUT_MS }),
    start: async () => {
      stops.push(
        bus.subscribe(WAKE, (payload) => {
          const [workspaceId = '', what] = payload.split(':');
          if (what === 'set') {
            rests.delete(workspaceId);
            sending.restart(workspaceId);
            reading.restart(workspaceId);
            reading.wake();
          }
          sending.wake();
        }),
        clock.onJump(() => sending.wake()),
      );
      await sending.start();
      await reading.start();
      if (deps.listener) listener = await openListener(deps, deps.listener);
    },
    stop: async () => {
      for (const stop of stops) stop();
      await listener?.close();
      await Promise.all([sending.stop(), reading.stop()]);
    },
  };
}
