import {
  type ClassificationRuleInput,
  type ClassificationSet,
  type ConditionProblem,
  MOST_RULE_SETS,
  type RouteRuleInput,
  ruleRoutes,
  type StreamRules,
} from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { rulesErrors } from '../../../contract/errors/rules.ts';
import {
  AppError,
  type Caller,
  type Clock,
  type Db,
  type EventLog,
  type HttpServer,
  newId,
  route,
  type WorkspaceDb,
  type WorkspaceTx,
  keepDeleted,
} from '../../base/index.ts';
import { presentField } from '../../conditions/index.ts';
import { checkClassification, checkRoute } from './check.ts';
import {
  type ClassificationRecord,
  deleteSet,
  findRoute,
  insertSet,
  listClassification,
  lockClassification,
  lockWorkStream,
  orderSets,
  updateSet,
} from './store.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';

/** Writes who did something to the audit log, in the change's transaction. */
export type AuditRules = (
  tx: WorkspaceTx,
  caller: Caller,
  action: string,
  subject: { readonly kind: string; readonly id: string },
) => Promise<void>;

export interface RulesDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly audit: AuditRules;
}

/** The rules of a work stream: read, made, changed, ordered, removed. */
export function addRuleRoutes(deps: RulesDeps): void {
  const { http, db, clock } = deps;

  route(http, ruleRoutes.get, ({ caller, params }) =>
    presentStream(db.workspace(caller.workspaceId), params.id),
  );

  route(http, ruleRoutes.fields, async ({ caller, params }) => {
    const around = await getSurroundings(db.workspace(caller.workspaceId), params.id);
    return {
      fields: around.fields.map(presentField),
      queues: [...around.queues].map(([value, label]) => ({ value, label })),
      skills: [...around.choices.skills],
      profiles: [...around.choices.profiles],
      variables: [...around.variables],
    };
  });

  route(http, ruleRoutes.create, ({ caller, params, body }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      await lockStream(tx, params.id);
      const around = await getSurroundings(tx, params.id);
      refuse(checkClassification(around, body.rules));
      const sets = await listClassification(tx, params.id);
      if (sets.length >= MOST_RULE_SETS) {
        throw new AppError(rulesErrors.too_many_rule_sets, { values: { most: MOST_RULE_SETS } });
      }
      const set: ClassificationRecord = {
        id: newId<'rule_set'>(),
        workStreamId: params.id,
        name: body.name.trim(),
        enabled: body.enabled,
        position: sets.length + 1,
        rules: withIds(body.rules),
        version: 1,
        updatedAt: clock.now(),
      };
      await insertSet(tx, 'classification', set);
      await orderSets(tx, sets.map(({ id }) => id).toSpliced(body.position ?? sets.length, 0, set.id));
      await note(tx, caller, params.id, 'rule_set.created', set.id);
      return presentSet(around, set);
    }),
  );

  route(http, ruleRoutes.update, ({ caller, params, body }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      const before = await getSet(tx, params.id);
      if (before.version !== body.version) throw new AppError(rulesErrors.rules_changed);
      const around = await getSurroundings(tx, before.workStreamId);
      refuse(checkClassification(around, body.rules));
      const set: ClassificationRecord = {
        ...before,
        name: body.name.trim(),
        enabled: body.enabled,
        rules: withIds(body.rules),
        version: before.version + 1,
        updatedAt: clock.now(),
      };
      await updateSet(tx, set);
      await note(tx, caller, before.workStreamId, 'rule_set.changed', set.id);
      return presentSet(around, set);
    }),
  );

  route(http, ruleRoutes.remove, ({ caller, params }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      const set = await getSet(tx, params.id);
      await keepDeleted(tx, { kind: 'rule_set', id: set.id, by: caller.id }, clock.now());
      await deleteSet(tx, set.id);
      await note(tx, caller, set.workStreamId, 'rule_set.removed', set.id);
    }),
  );

  route(http, ruleRoutes.order, ({ caller, params, body }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      await lockStream(tx, params.id);
      const ids = (await listClassification(tx, params.id)).map(({ id }): string => id);
      if (ids.toSorted().join() !== body.ids.toSorted().join()) throw new AppError(rulesErrors.rules_changed);
      await orderSets(tx, body.ids);
      await note(tx, caller, params.id, 'rule_sets.ordered', params.id);
      return presentStream(tx, params.id);
    }),
  );

  route(http, ruleRoutes.setRoute, ({ caller, params, body }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      await lockStream(tx, params.id);
      const around = await getSurroundings(tx, params.id);
      const before = await findRoute(tx, params.id);
      if ((before?.version ?? 0) !== body.version) throw new AppError(rulesErrors.rules_changed);
      refuse(checkRoute(around, body.rules));
      const set = {
        id: before?.id ?? newId<'rule_set'>(),
        workStreamId: params.id,
        name: 'Route to queue',
        position: 0,
        enabled: true,
        rules: withIds(body.rules),
        version: body.version + 1,
        updatedAt: clock.now(),
      };
      await (before ? updateSet(tx, set) : insertSet(tx, 'route', set));
      await note(tx, caller, params.id, 'route_rules.changed', set.id);
      return { rules: set.rules, version: set.version, problems: [] };
    }),
  );

  async function note(
    tx: WorkspaceTx,
    caller: Caller,
    workStreamId: string,
    action: string,
    id: string,
  ): Promise<void> {
    await deps.audit(tx, caller, action, { kind: 'rule_set', id });
    const body = { kind: 'rules', id: workStreamId, what: 'changed' } as const;
    deps.log.append(tx, [{ kind: 'setup.changed', key: workStreamId, body }]);
  }
}

/** @throws AppError not_found */
export async function getSurroundings(db: WorkspaceDb, workStreamId: string): Promise<Surroundings> {
  const around = await readSurroundings(db, workStreamId);
  if (!around) throw new AppError(baseErrors.not_found, { values: { what: 'work stream' } });
  return around;
}

async function lockStream(tx: WorkspaceTx, id: string): Promise<void> {
  if (!(await lockWorkStream(tx, id))) {
    throw new AppError(baseErrors.not_found, { values: { what: 'work stream' } });
  }
}

async function getSet(tx: WorkspaceTx, id: string): Promise<ClassificationRecord> {
  const set = await lockClassification(tx, id);
  if (!set) throw new AppError(baseErrors.not_found, { values: { what: 'ruleset' } });
  return set;
}

/** @throws AppError rules_wrong, with each problem at its path. */
export function refuse(problems: readonly ConditionProblem[]): void {
  if (problems.length === 0) return;
  const sentences = [...new Set(problems.map(({ sentence }) => sentence))].slice(0, 3);
  throw new AppError(rulesErrors.rules_wrong, {
    values: { problems: sentences.join(' ') },
    details: { problems: problems.slice(0, 100) },
  });
}

function withIds<R extends ClassificationRuleInput | RouteRuleInput>(
  rules: readonly R[],
): (R & { id: string })[] {
  return rules.map((rule) => ({ ...rule, name: rule.name.trim(), id: rule.id ?? newId() }));
}

async function presentStream(db: WorkspaceDb, workStreamId: string): Promise<StreamRules> {
  const around = await getSurroundings(db, workStreamId);
  const sets = await listClassification(db, workStreamId);
  const routeSet = await findRoute(db, workStreamId);
  const rules = routeSet ? [...routeSet.rules] : [];
  return {
    workStreamId,
    fallbackQueueId: around.fallbackQueueId,
    classification: sets.map((set) => presentSet(around, set)),
    route: { rules, version: routeSet?.version ?? 0, problems: checkRoute(around, rules) },
  };
}

function presentSet(around: Surroundings, set: ClassificationRecord): ClassificationSet {
  return {
    id: set.id,
    name: set.name,
    enabled: set.enabled,
    rules: [...set.rules],
    version: set.version,
    problems: checkClassification(around, set.rules),
    updatedAt: set.updatedAt.toISOString(),
  };
}
