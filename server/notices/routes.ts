import {
  type NoticeInput,
  noticeRoutes,
  noticeSlugs,
  type NoticeTrigger,
} from '../../contract/api/notices.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { noticeErrors } from '../../contract/errors/notices.ts';
import { AppError, type Caller, type Db, type HttpServer, route, type WorkspaceDb } from '../base/index.ts';
import { findUnknownSlug } from './fill.ts';
import type { NoticeDeps } from './say.ts';
import { deleteNotice, listNotices, saveNotice } from './store.ts';
import type { AuditSetup } from '../hours/index.ts';

export interface NoticeRouteDeps extends NoticeDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly audit: AuditSetup;
  /** @throws AppError not_found for a handle that is not in use. */
  readonly getHandle: (db: WorkspaceDb, id: string) => Promise<unknown>;
}

/** Automatic messages of all handles and of each. */
export function addNoticeRoutes(deps: NoticeRouteDeps): void {
  const { http, db } = deps;

  route(http, noticeRoutes.list, async ({ caller, query }) => {
    const workspace = db.workspace(caller.workspaceId);
    if (query.handleId) await deps.getHandle(workspace, query.handleId);
    return { notices: await listNotices(workspace, query.handleId) };
  });

  route(http, noticeRoutes.save, async ({ caller, params, query, body }) => {
    check(body);
    return change(caller, params.trigger, query.handleId, async (tx, handleId) => {
      await saveNotice(tx, { handleId, trigger: params.trigger }, body, deps.clock.now());
    });
  });

  route(http, noticeRoutes.reset, ({ caller, params, query }) =>
    change(caller, params.trigger, query.handleId, (tx, handleId) =>
      deleteNotice(tx, handleId, params.trigger),
    ),
  );

  function change(
    caller: Caller,
    trigger: NoticeTrigger,
    handleId: string | undefined,
    write: (tx: Parameters<typeof deleteNotice>[0], handleId: string) => Promise<void>,
  ) {
    return db.workspace(caller.workspaceId).transaction(async (tx) => {
      if (handleId) await deps.getHandle(tx, handleId);
      await write(tx, handleId ?? '');
      await deps.audit(tx, caller, 'notice.changed', { kind: 'notice', id: trigger });
      const body = { kind: 'notice', id: trigger, what: 'changed' as const };
      deps.log.append(tx, [{ kind: 'setup.changed', key: trigger, body }]);
      const notice = (await listNotices(tx, handleId)).find((one) => one.trigger === trigger);
      if (!notice) throw new AppError(baseErrors.not_found, { values: { what: 'automatic message' } });
      return notice;
    });
  }
}

function check({ texts, defaultLanguage }: NoticeInput): void {
  if (texts[defaultLanguage] === undefined) {
    throw new AppError(noticeErrors.notice_language_missing, { values: { language: defaultLanguage } });
  }
  for (const text of Object.values(texts)) {
    const slug = findUnknownSlug(text);
    if (slug) {
      const slugs = noticeSlugs.map((name) => `{${name}}`).join(', ');
      throw new AppError(noticeErrors.notice_slug_unknown, { values: { slug, slugs } });
    }
  }
}
