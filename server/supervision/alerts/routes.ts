import { type AlertRuleInput, alertRoutes } from '../../../contract/api/index.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { routingErrors } from '../../../contract/errors/routing.ts';
import { supervisionErrors } from '../../../contract/errors/supervision.ts';
import {
  AppError,
  type Caller,
  newId,
  route,
  type WorkspaceDb,
  type WorkspaceTx,
  keepDeleted,
} from '../../base/index.ts';
import { actorOf } from '../../people/index.ts';
import { readSetup } from '../../routing/index.ts';
import type { SupervisionDeps } from '../types.ts';
import { lookForAlerts } from './look.ts';
import { deleteRule, insertRule, listAlerts, listRules, updateRule } from './store.ts';

const STANDARD = 50;
const LOOK_EVERY_MS = 5_000;

/** Thresholds of which supervisors are told. */
export function addAlertRoutes(deps: SupervisionDeps): void {
  const { http, db, clock, timers } = deps;
  const workspaceOf = (caller: Caller) => db.workspace(caller.workspaceId);

  route(http, alertRoutes.rules, async ({ caller }) => ({ rules: await listRules(workspaceOf(caller)) }));

  route(http, alertRoutes.create, async ({ body, caller }) => {
    const rule = { id: newId(), ...body };
    await workspaceOf(caller).transaction(async (tx) => {
      await check(tx, body);
      await insertRule(tx, rule, clock.now());
      await note(deps, tx, caller, rule.id, 'created');
    });
    return rule;
  });

  route(http, alertRoutes.update, async ({ params, body, caller }) => {
    await workspaceOf(caller).transaction(async (tx) => {
      await check(tx, body);
      if (!(await updateRule(tx, params.id, body)))
        throw new AppError(supervisionErrors.alert_rule_not_found);
      await note(deps, tx, caller, params.id, 'changed');
    });
    return { id: params.id, ...body };
  });

  route(http, alertRoutes.remove, async ({ params, caller }) => {
    await workspaceOf(caller).transaction(async (tx) => {
      await keepDeleted(tx, { kind: 'alert_rule', id: params.id, by: caller.id }, clock.now());
      if (!(await deleteRule(tx, params.id))) throw new AppError(supervisionErrors.alert_rule_not_found);
      await note(deps, tx, caller, params.id, 'removed');
    });
  });

  route(http, alertRoutes.history, async ({ query, caller }) => {
    const limit = query.limit ?? STANDARD;
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const found = await listAlerts(workspaceOf(caller), after, limit + 1);
    const last = found.length > limit ? found[limit - 1] : undefined;
    const next = last ? Buffer.from(`${Date.parse(last.since)}.${last.id}`).toString('base64url') : null;
    return { alerts: found.slice(0, limit), next };
  });

  timers.sweeper({ name: 'board-alerts', everyMs: LOOK_EVERY_MS, run: () => lookForAlerts(deps) });
}

/** @throws AppError alert_thresholds, queue_unknown */
async function check(db: WorkspaceDb, rule: AlertRuleInput): Promise<void> {
  if (rule.critical !== null && rule.critical <= rule.warning) {
    throw new AppError(supervisionErrors.alert_thresholds);
  }
  if (rule.queueId !== null && !(await readSetup(db)).queues.has(rule.queueId)) {
    throw new AppError(routingErrors.queue_unknown);
  }
}

async function note(
  { log, audit }: SupervisionDeps,
  tx: WorkspaceTx,
  caller: Caller,
  id: string,
  what: 'created' | 'changed' | 'removed',
): Promise<void> {
  const subject = { subjectKind: 'alert_rule', subjectId: id };
  await audit(tx, { actor: actorOf(caller), action: `alert_rule.${what}`, ...subject });
  log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'alert_rule', id, what } }]);
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) throw new AppError(deskErrors.cursor_not_valid);
  return { at: new Date(Number(at)), id };
}
