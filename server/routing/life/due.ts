import type { AutomaticMessage } from './deps.ts';
import { addSystemLine, lockConversation } from '../../conversations/index.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import { closeItem } from '../commands/close.ts';
import { putAside } from '../commands/leave.ts';
import { findLatest } from '../items/store.ts';
import type { LifeDeps } from './deps.ts';
import { noteMisses } from './levels.ts';
import { levelMissed, reckonItems, type Reckoned } from './reckon.ts';
import { listDueRules } from './silence.ts';
import {
  advanceRefresh,
  type DueItem,
  listCloseDue,
  listLevelsDue,
  listOpenAfter,
  listRefreshes,
  listRulesDue,
  refreshCloseDue,
  saveLives,
} from './store.ts';
import type { Rule } from './types.ts';

const BATCH = 100;

/** Each of these does what is due of one kind, row by row. @returns true when there may be more. */
export const closeDue = (deps: LifeDeps): Promise<boolean> =>
  each(
    deps,
    (now) => listCloseDue(deps.db, now, BATCH),
    async (tx, { conversation_id: id }, now) => {
      const item = await findLatest(tx, id);
      // Somebody was quicker, or the set-up gives it more time.
      if (!item?.closeDueAt || item.closeDueAt > now || item.state === 'closed') return;
      const reason = item.state === 'waiting' ? 'closed_after_inactivity' : 'closed_by_system';
      await closeItem(deps, tx, id, { reason, by: null });
    },
  );

export const tellMisses = (deps: LifeDeps): Promise<boolean> =>
  each(
    deps,
    (now) => listLevelsDue(deps.db, now, BATCH),
    async (tx, due, now) => {
      const [one] = await reckonItems(tx, [due.id], now);
      if (!one) return;
      const { levels, missed } = noteMisses(one.facts, one.life, now);
      // Reckoned once more: what was told is not due any more.
      await saveLives(tx, [{ ...one, life: { ...one.life, ...levels, slaDueAt: null } }]);
      await reckonItems(tx, [due.id], now);
      if (missed.length === 0) return;
      const item = await findLatest(tx, due.conversation_id);
      deps.log.append(tx, [levelMissed(one.facts, item?.assigneeId ?? null)]);
    },
  );

export const obeyRules = (deps: LifeDeps): Promise<boolean> =>
  each(
    deps,
    (now) => listRulesDue(deps.db, now, BATCH),
    async (tx, due, now) => {
      const [one] = await reckonItems(tx, [due.id], now);
      if (!one) return;
      const [rule] = listDueRules(one.facts, one.life, one.rules, now);
      if (!rule) return;
      // Noted first: what the rule does makes the item be reckoned again.
      await saveLives(tx, [{ ...one, life: { ...one.life, fired: [...one.life.fired, rule.id] } }]);
      await act(deps, tx, one, rule, now);
      await reckonItems(tx, [due.id], now);
    },
  );

async function act(deps: LifeDeps, tx: WorkspaceTx, one: Reckoned, rule: Rule, now: Date): Promise<void> {
  const { facts, life } = one;
  const { conversationId } = facts;
  const text = textOf(rule, facts.language);
  switch (rule.action) {
    case 'message_customer': {
      const since = life.silentSince?.getTime() ?? 0;
      const message: AutomaticMessage = {
        conversationId,
        text,
        key: `rule:${rule.id}:${facts.workItemId}:${since}`,
      };
      await deps.queueAutomatic(tx, message);
      return;
    }
    case 'message_agent': {
      const conversation = await lockConversation(tx, conversationId);
      const line = { what: 'timeout_message', facts: { text, rule: rule.name } };
      deps.log.append(tx, (await addSystemLine(tx, conversation, line, now)).events);
      return;
    }
    case 'close':
      await closeItem(deps, tx, conversationId, { reason: 'timeout_rule', by: null });
      return;
    case 'wait':
      if (facts.state !== 'active') return;
      await putAside(deps, tx, conversationId, { by: null, reason: 'timeout_rule' });
      return;
  }
}

function textOf(rule: Rule, language: string): string {
  const base = language.split('-')[0] ?? language;
  return rule.texts[language] ?? rule.texts[base] ?? rule.texts[rule.defaultLanguage] ?? '';
}

/** Reckons the open items of workspaces whose set-up changed, a batch at a time. */
export async function refreshChanged(deps: LifeDeps): Promise<boolean> {
  const refreshes = await listRefreshes(deps.db);
  for (const { workspace_id: workspaceId, after_id: afterId } of refreshes) {
    await deps.db.workspace(workspaceId).transaction(async (tx) => {
      const items = await listOpenAfter(tx, afterId, BATCH);
      for (const id of items.map((item) => item.conversation_id).toSorted()) await lockConversation(tx, id);
      const ids = items.map((item) => item.id);
      await refreshCloseDue(tx, ids);
      await reckonItems(tx, ids, deps.clock.now());
      await advanceRefresh(tx, afterId, items.length === BATCH ? ids.at(-1) : undefined);
    });
  }
  return refreshes.length > 0;
}

async function each(
  deps: LifeDeps,
  list: (now: Date) => Promise<DueItem[]>,
  work: (tx: WorkspaceTx, due: DueItem, now: Date) => Promise<void>,
): Promise<boolean> {
  const due = await list(deps.clock.now());
  for (const one of due) {
    await deps.db
      .workspace(one.workspace_id)
      .transaction(async (tx) => {
        await lockConversation(tx, one.conversation_id);
        await work(tx, one, deps.clock.now());
      })
      // One that fails keeps none of the others waiting; it is tried again.
      .catch((error: unknown) => deps.logger.warn({ err: error, workItemId: one.id }, 'a timer failed'));
  }
  return due.length === BATCH;
}
