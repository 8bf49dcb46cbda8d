import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, type EventLog, type WorkspaceTx } from '../../base/index.ts';
import { lockConversation } from '../../conversations/index.ts';
import { findItemRecord, type ItemFacts, type ItemRecord, saveItemFacts } from './store.ts';

export interface FactsChange {
  readonly title?: string | null;
  readonly caseId?: string | null;
  readonly dispositions?: readonly string[];
  /** All of them, checked by the caller. */
  readonly attributes?: ItemRecord['attributes'];
}

/**
 * Sets what people fill in of the open work item; a case taken off by a person stays off.
 * @param by the member, or null for a rule or a program.
 * @throws AppError conversation_not_found, work_item_closed, disposition_unknown.
 */
export async function setItemFacts(
  log: Pick<EventLog, 'append'>,
  tx: WorkspaceTx,
  conversationId: string,
  change: FactsChange,
  by: string | null,
): Promise<ItemRecord> {
  await lockConversation(tx, conversationId);
  const before = await findItemRecord(tx, conversationId);
  if (!before || before.state === 'closed') throw new AppError(routingErrors.work_item_closed);
  for (const disposition of change.dispositions ?? []) {
    const known = [...before.settings.dispositions, ...before.dispositions].includes(disposition);
    if (!known) throw new AppError(routingErrors.disposition_unknown, { values: { disposition } });
  }
  const facts: ItemFacts = {
    title: change.title === undefined ? before.title : change.title?.trim() || null,
    caseId: change.caseId === undefined ? before.caseId : change.caseId,
    caseRefused: change.caseId === undefined ? before.caseRefused : change.caseId === null,
    dispositions: [...(change.dispositions ?? before.dispositions)],
    attributes: change.attributes ?? before.attributes,
  };
  await saveItemFacts(tx, before.id, facts);
  const { id: workItemId, state, assigneeId } = before;
  log.append(tx, [
    {
      kind: 'work_item.changed',
      key: conversationId,
      body: { conversationId, workItemId, state, assigneeId, what: 'record', by },
    },
  ]);
  return { ...before, ...facts };
}

/** Before an agent closes: @throws AppError disposition_missing where the work stream asks for one. */
export async function needDisposition(tx: WorkspaceTx, conversationId: string): Promise<void> {
  const record = await findItemRecord(tx, conversationId);
  if (!record?.settings.requireDisposition || record.dispositions.length > 0) return;
  throw new AppError(routingErrors.disposition_missing);
}
