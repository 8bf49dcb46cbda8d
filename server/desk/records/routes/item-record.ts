import { type WorkItemRecord, workItemRecordRoutes } from '../../../../contract/api/index.ts';
import { route, type WorkspaceDb } from '../../../base/index.ts';
import { changeAttributes, findCase, getCase, listDefinitions } from '../../../contacts/index.ts';
import { getConversation } from '../../../conversations/index.ts';
import { actorOf } from '../../../people/index.ts';
import { findItemRecord, listSkillNames, setItemFacts } from '../../../routing/index.ts';
import { workspaceOf } from '../../parts.ts';
import { namesOf, type RecordParts } from '../parts.ts';
import { presentItemRecord } from '../present.ts';

/** What people fill in of a work item. */
export function addItemRecordRoutes(parts: RecordParts): void {
  const { http, log } = parts;

  route(http, workItemRecordRoutes.get, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await getConversation(db, params.id);
    return { record: await itemRecord(db, params.id) };
  });

  route(http, workItemRecordRoutes.update, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      await getConversation(tx, params.id);
      if (body.caseId) await getCase(tx, body.caseId);
      const { attributes: given, ...change } = body;
      const before = await findItemRecord(tx, params.id);
      const attributes =
        given && before
          ? changeAttributes(await listDefinitions(tx, 'work_item'), before.attributes, given)
          : undefined;
      const record = await setItemFacts(
        log,
        tx,
        params.id,
        { ...change, ...(attributes && { attributes }) },
        caller.memberId,
      );
      await parts.audit(tx, {
        actor: actorOf(caller),
        action: 'work_item.changed',
        subjectKind: 'work_item',
        subjectId: record.id,
        facts: { ...namesOf(body), ...(body.caseId !== undefined && { caseId: body.caseId }) },
      });
      return { record: await itemRecord(tx, params.id) };
    }),
  );
}

async function itemRecord(db: WorkspaceDb, conversationId: string): Promise<WorkItemRecord | null> {
  const record = await findItemRecord(db, conversationId);
  if (!record) return null;
  const linked = record.caseId ? await findCase(db, record.caseId) : undefined;
  const skillNames = await listSkillNames(
    db,
    record.skills.map(({ skillId }) => skillId),
  );
  return presentItemRecord(record, linked, skillNames);
}
