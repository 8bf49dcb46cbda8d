import { teamworkErrors } from '../../contract/errors/teamwork.ts';
import { AppError, type WorkspaceDb } from '../base/index.ts';
import { findWorkItem } from '../routing/index.ts';
import { listNames, listRunningTalks } from './store.ts';

/**
 * Who only reads along does not write to the customer: advice and looking on are no answers.
 * @throws AppError reads_only
 */
export async function checkMayAnswer(
  db: WorkspaceDb,
  conversationId: string,
  memberId: string,
): Promise<void> {
  const talks = (await listRunningTalks(db, conversationId)).filter(
    (talk) => talk.memberId === memberId && talk.state === 'active',
  );
  if (talks.length === 0 || talks.some((talk) => talk.canAnswer)) return;
  const item = await findWorkItem(db, conversationId);
  if (!item?.assigneeId || item.assigneeId === memberId) return;
  const name = (await listNames(db, [item.assigneeId])).get(item.assigneeId) ?? '';
  throw new AppError(teamworkErrors.reads_only, { values: { name } });
}
