import { monitoringRoutes } from '../../../contract/api/index.ts';
import { peopleErrors } from '../../../contract/errors/people.ts';
import type { AppEvent } from '../../../contract/events/index.ts';
import { AppError, type Clock, type Db, type HttpServer, route, type WorkspaceTx } from '../../base/index.ts';
import { actorOf, memberIdOf } from '../access.ts';
import type { Audit } from '../audit/audit.ts';
import {
  findAcceptance,
  findNotice,
  insertAcceptance,
  listAcceptances,
  type NoticeRecord,
  removeNotice,
  saveNotice,
} from './store.ts';

export interface MonitoringDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly emit: (tx: WorkspaceTx, events: readonly AppEvent[]) => void;
}

/** The notice that people who work here accept before they go on. */
export function addMonitoringRoutes(http: HttpServer, deps: MonitoringDeps): void {
  const { db, clock, audit } = deps;

  route(http, monitoringRoutes.mine, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const notice = await findNotice(workspace);
    const at =
      notice && caller.memberId ? await findAcceptance(workspace, caller.memberId, notice.hash) : undefined;
    return { notice: present(notice), acceptedAt: at?.toISOString() ?? null };
  });

  route(http, monitoringRoutes.accept, async ({ caller, body }) => {
    const memberId = memberIdOf(caller);
    await db.workspace(caller.workspaceId).transaction(async (tx) => {
      const notice = await findNotice(tx);
      // Nobody accepts what they have not seen.
      if (notice?.hash !== body.hash) throw new AppError(peopleErrors.monitoring_notice_changed);
      if (!(await insertAcceptance(tx, memberId, body.hash, clock.now()))) return;
      await audit(tx, {
        actor: actorOf(caller),
        action: 'monitoring_notice.accepted',
        subjectKind: 'member',
        subjectId: memberId,
        facts: { hash: body.hash },
      });
    });
  });

  route(http, monitoringRoutes.save, async ({ caller, body }) => {
    const text = body.text.trim();
    const notice = await db.workspace(caller.workspaceId).transaction(async (tx) => {
      const before = await findNotice(tx);
      if ((before?.text ?? '') === text) return before;
      const saved = text === '' ? undefined : await saveNotice(tx, text, clock.now());
      if (!saved) await removeNotice(tx);
      await audit(tx, {
        actor: actorOf(caller),
        action: saved ? 'monitoring_notice.changed' : 'monitoring_notice.removed',
        facts: saved ? { hash: saved.hash } : {},
      });
      const change = { kind: 'monitoring_notice', id: caller.workspaceId, what: 'changed' } as const;
      deps.emit(tx, [{ kind: 'setup.changed', key: caller.workspaceId, body: change }]);
      return saved;
    });
    return { notice: present(notice) };
  });

  route(http, monitoringRoutes.acceptances, async ({ caller }) => ({
    acceptances: (await listAcceptances(db.workspace(caller.workspaceId))).map((row) => ({
      memberId: row.member_id,
      name: row.name,
      at: row.at.toISOString(),
      current: row.current,
      text: row.text,
    })),
  }));
}

function present(notice: NoticeRecord | undefined) {
  return notice ? { ...notice, updatedAt: notice.updatedAt.toISOString() } : null;
}
