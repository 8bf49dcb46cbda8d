import { type TimeoutRuleInput, timeoutRuleRoutes } from '../../../contract/api/timeout-rules.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { timeoutRuleErrors } from '../../../contract/errors/timeout-rules.ts';
import {
  AppError,
  type Caller,
  isUniqueViolation,
  newId,
  route,
  type WorkspaceTx,
  keepDeleted,
} from '../../base/index.ts';
import type { LifeDeps } from './deps.ts';
import { deleteRule, listRules, orderRules, saveRule } from './rule-store.ts';
import type { Rule } from './types.ts';

/** Timeout rules: list, make, change, rank, remove. */
export function addTimeoutRuleRoutes(deps: LifeDeps): void {
  const { http, db, clock } = deps;

  route(http, timeoutRuleRoutes.list, async ({ caller }) => ({
    rules: await listRules(db.workspace(caller.workspaceId)),
  }));

  // Before the route with an id, which would take the word for one.
  route(http, timeoutRuleRoutes.order, ({ caller, body }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      await orderRules(tx, body.ids);
      await note(tx, caller, caller.workspaceId, 'changed');
      return { rules: await listRules(tx) };
    }),
  );

  route(http, timeoutRuleRoutes.create, ({ caller, body }) =>
    save(caller, { ...checked(body), id: newId() }, 'created'),
  );

  route(http, timeoutRuleRoutes.update, async ({ caller, params, body }) => {
    const rules = await listRules(db.workspace(caller.workspaceId));
    if (!rules.some((rule) => rule.id === params.id)) throw gone();
    return save(caller, { ...checked(body), id: params.id }, 'changed');
  });

  route(http, timeoutRuleRoutes.remove, ({ caller, params }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      await keepDeleted(tx, { kind: 'timeout_rule', id: params.id, by: caller.id }, clock.now());
      if (!(await deleteRule(tx, params.id))) throw gone();
      await note(tx, caller, params.id, 'removed');
    }),
  );

  async function save(caller: Caller, rule: Rule, what: 'created' | 'changed'): Promise<Rule> {
    try {
      return await db.workspace(caller.workspaceId).transaction(async (tx) => {
        await saveRule(tx, rule, clock.now());
        await note(tx, caller, rule.id, what);
        return rule;
      });
    } catch (error) {
      if (!isUniqueViolation(error, 'timeout_rule_name')) throw error;
      throw new AppError(timeoutRuleErrors.timeout_rule_name_taken, { cause: error });
    }
  }

  async function note(
    tx: WorkspaceTx,
    caller: Caller,
    id: string,
    what: 'created' | 'changed' | 'removed',
  ): Promise<void> {
    await deps.audit(tx, caller, `timeout_rule.${what}`, { kind: 'timeout_rule', id });
    deps.log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'timeout_rule', id, what } }]);
  }
}

function gone(): AppError {
  return new AppError(baseErrors.not_found, { values: { what: 'timeout rule' } });
}

function checked(rule: TimeoutRuleInput): TimeoutRuleInput {
  const sends = rule.action === 'message_customer' || rule.action === 'message_agent';
  if (sends && rule.texts[rule.defaultLanguage] === undefined) {
    throw new AppError(timeoutRuleErrors.timeout_rule_text_missing, {
      values: { language: rule.defaultLanguage },
      details: { field: 'texts' },
    });
  }
  if (rule.action === 'wait' && rule.silenceOf === 'agent') {
    throw new AppError(timeoutRuleErrors.timeout_rule_wait, { details: { field: 'action' } });
  }
  return { ...rule, name: rule.name.trim() };
}
