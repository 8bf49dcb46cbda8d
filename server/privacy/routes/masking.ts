import { type MaskingRule, maskingRoutes } from '../../../contract/api/index.ts';
import { type Caller, route, type WorkspaceTx, keepDeleted } from '../../base/index.ts';
import {
  changeRule,
  compile,
  createRule,
  ensureMasking,
  findHits,
  listMaskingRules,
  maskedText,
  type MaskingRuleRecord,
  readMaskingRules,
  removeRule,
  setSwitches,
  showMasking,
} from '../../masking/index.ts';
import { actorOf } from '../../people/index.ts';
import { type PrivacyDeps, workspaceOf } from '../deps.ts';

/** Rules shown at once; more apply all the same. */
const MOST_LISTED = 2_000;

/** Masking rules, their switches, and the box to try them in. */
export function addMaskingRoutes(deps: PrivacyDeps): void {
  const { http, clock } = deps;

  /** Every change: on record, and announced. */
  const changed = async (
    tx: WorkspaceTx,
    caller: Caller,
    change: {
      readonly action: string;
      readonly subject: 'masking_rule' | 'workspace';
      readonly id: string;
      readonly what: 'created' | 'changed' | 'removed';
      readonly facts?: Record<string, string | boolean>;
    },
  ) => {
    const { action, subject, id, what, facts } = change;
    await deps.audit(tx, {
      actor: actorOf(caller),
      action,
      subjectKind: subject,
      subjectId: id,
      ...(facts && { facts }),
    });
    deps.log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'masking', id, what } }]);
  };
  const ruleChanged = (
    tx: WorkspaceTx,
    caller: Caller,
    what: 'created' | 'changed' | 'removed',
    rule: { readonly id: string; readonly facts?: Record<string, string | boolean> },
  ) => changed(tx, caller, { action: `masking_rule.${what}`, subject: 'masking_rule', what, ...rule });

  route(http, maskingRoutes.list, async ({ caller }) => {
    const db = workspaceOf(deps, caller);
    await db.transaction((tx) => ensureMasking(tx, clock));
    const [rules, { switches }] = await Promise.all([
      listMaskingRules(db, MOST_LISTED),
      readMaskingRules(db),
    ]);
    return { switches, rules: rules.map(presentRule) };
  });

  route(
    http,
    maskingRoutes.switches,
    async ({ caller }) => (await readMaskingRules(workspaceOf(deps, caller))).switches,
  );

  route(http, maskingRoutes.setSwitches, ({ body, caller }) =>
    workspaceOf(deps, caller).transaction(async (tx) => {
      const { switches } = await setSwitches(tx, clock, body);
      await changed(tx, caller, {
        action: 'masking.switched',
        subject: 'workspace',
        id: tx.workspaceId,
        what: 'changed',
        facts: { ...switches },
      });
      return switches;
    }),
  );

  route(http, maskingRoutes.create, ({ body, caller }) =>
    workspaceOf(deps, caller).transaction(async (tx) => {
      const rule = await createRule(tx, clock, body);
      await ruleChanged(tx, caller, 'created', { id: rule.id, facts: { active: rule.active } });
      return presentRule(rule);
    }),
  );

  route(http, maskingRoutes.update, ({ params, body, caller }) =>
    workspaceOf(deps, caller).transaction(async (tx) => {
      const rule = await changeRule(tx, clock, params.id, body);
      await ruleChanged(tx, caller, 'changed', {
        id: rule.id,
        facts: { active: rule.active, fields: Object.keys(body).toSorted().join(' ') },
      });
      return presentRule(rule);
    }),
  );

  route(http, maskingRoutes.remove, ({ params, caller }) =>
    workspaceOf(deps, caller).transaction(async (tx) => {
      await keepDeleted(tx, { kind: 'masking_rule', id: params.id, by: caller.id }, clock.now());
      await removeRule(tx, clock, params.id);
      await ruleChanged(tx, caller, 'removed', { id: params.id });
    }),
  );

  route(http, maskingRoutes.test, async ({ body, caller }) => {
    const { text, direction, rule } = body;
    if (rule) return maskedText(text, findHits(compile([rule]), text), () => null);
    const db = workspaceOf(deps, caller);
    return showMasking(await readMaskingRules(db), text, direction);
  });

  route(http, maskingRoutes.preview, async ({ body, caller }) => {
    const rules = await readMaskingRules(workspaceOf(deps, caller));
    return rules.switches.agents ? showMasking(rules, body.text, 'out') : { text: body.text, hits: [] };
  });
}

function presentRule(rule: MaskingRuleRecord): MaskingRule {
  const { id, name, description, pattern, check, replacement, direction, active, updatedAt } = rule;
  return {
    id,
    name,
    description,
    pattern,
    check,
    replacement,
    direction,
    active,
    updatedAt: updatedAt.toISOString(),
  };
}
