import type { WorkspaceTx } from '../../base/index.ts';
import { lockConversation, showNewest } from '../../conversations/index.ts';
import { fillingOf } from '../../media/index.ts';
import { forgetInWork, moveStandIn } from './groups-store.ts';
import type { Subject } from './subject.ts';

/**
 * Takes the person out of groups that others are in: their entries are deleted by now. Somebody else stands for the
 * group, the list shows what is left, and what was drawn from the person's words goes. Answers the work items touched.
 */
export async function leaveGroups(tx: WorkspaceTx, subject: Subject): Promise<string[]> {
  const items = await forgetInWork(tx, subject);
  for (const id of subject.groupIds) {
    await moveStandIn(tx, id, subject.customerId);
    await showNewest(tx, await lockConversation(tx, id), ({ id: messageId }) => fillingOf(tx, messageId));
  }
  return items;
}
