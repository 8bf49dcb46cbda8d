import { deletedRoutes, type Permission } from '../../../../contract/api/index.ts';
import { baseErrors } from '../../../../contract/errors/base.ts';
import { setupErrors } from '../../../../contract/errors/setup.ts';
import {
  AppError,
  forgetDeleted,
  forgetOldDeleted,
  isUniqueViolation,
  KEPT_MINUTES,
  route,
  type WorkspaceTx,
} from '../../../base/index.ts';
import { raiseMaskingVersion } from '../../../masking/index.ts';
import { actorOf } from '../../../people/index.ts';
import type { ConfigureDeps } from '../deps.ts';
import { listLacking, lockDeleted, putBack } from './store.ts';

/** Where deleting needs another right than `setup.manage`. What is not in the table is checked by whose it is. */
const needs: Readonly<Record<string, Permission>> = {
  role: 'roles.manage',
  team: 'people.manage',
  article: 'knowledge.manage',
  alert_rule: 'board.agents',
  masking_rule: 'privacy.manage',
  quick_reply: 'conversations.answer',
  macro: 'conversations.answer',
  saved_query: 'data.manage',
};

/** As `setup.changed` names them, where that is another name. */
const told: Readonly<Record<string, string>> = { masking_rule: 'masking', rule_set: 'rules' };

/** Takes a deletion of one's own back, for some minutes. */
export function addRestoreRoute(deps: ConfigureDeps): void {
  const { http, db, clock } = deps;

  deps.timers.sweeper({
    name: 'deleted-setup',
    everyMs: KEPT_MINUTES * 60_000,
    run: () => forgetOldDeleted(db, clock.now()),
  });

  route(http, deletedRoutes.restore, async ({ caller, params: { id } }) => {
    const by = actorOf(caller);
    const now = clock.now();
    const since = new Date(now.getTime() - KEPT_MINUTES * 60_000);
    const restore = async (tx: WorkspaceTx): Promise<string> => {
      const thing = by.id === null ? undefined : await lockDeleted(tx, id, by.id, since);
      if (!thing) throw new AppError(setupErrors.deleted_gone);
      const { kind } = thing;
      if (!caller.permissions.has(needs[kind] ?? 'setup.manage')) throw new AppError(baseErrors.forbidden);
      const [lacking] = await listLacking(tx, id, thing.deletedAt);
      if (lacking !== undefined) {
        throw new AppError(setupErrors.deleted_lacks, { values: { what: lacking.replaceAll('_', ' ') } });
      }
      await putBack(tx, id);
      await forgetDeleted(tx, since, id);
      if (kind === 'masking_rule') await raiseMaskingVersion(tx, now);
      await deps.audit(tx, { actor: by, action: `${kind}.restored`, subjectKind: kind, subjectId: id });
      const body = { kind: told[kind] ?? kind, id, what: 'created' } as const;
      deps.emit(tx, [{ kind: 'setup.changed', key: id, body }]);
      return kind;
    };
    try {
      return { kind: await db.workspace(caller.workspaceId).transaction(restore), id };
    } catch (error) {
      if (isUniqueViolation(error)) throw new AppError(setupErrors.deleted_name_taken, { cause: error });
      throw error;
    }
  });
}
