import { contactRoutes } from '../../../../contract/api/index.ts';
import { route, type WorkspaceTx } from '../../../base/index.ts';
import { getContact, listMerges, type MergeRecord } from '../../../contacts/index.ts';
import { workspaceOf } from '../../parts.ts';
import { merge, previewMerge, unmerge } from '../merge.ts';
import { noteRecord, type RecordParts } from '../parts.ts';
import { presentContact, presentMerge } from '../present.ts';

/** Two contacts that are one person. */
export function addMergeRoutes(parts: RecordParts): void {
  const { http, clock, log } = parts;

  route(http, contactRoutes.previewMerge, async ({ body, caller }) => {
    const { contact, moves } = await previewMerge(workspaceOf(parts, caller), body);
    return { contact: presentContact(contact), moves };
  });

  route(http, contactRoutes.merge, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const record = await merge(tx, clock, body, caller.memberId);
      tellLinked(tx, record);
      const { keptId, goneId, moved } = record;
      await noteRecord(parts, tx, caller, {
        kind: 'contact',
        id: keptId,
        what: 'merged',
        facts: { goneId, customers: moved.customers.length, cases: moved.cases.length },
      });
      return { contact: presentContact(record.after), merge: presentMerge(record) };
    }),
  );

  route(http, contactRoutes.merges, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await getContact(db, params.id);
    return { merges: (await listMerges(db, params.id, clock.now())).map(presentMerge) };
  });

  route(http, contactRoutes.undoMerge, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const { record, kept } = await unmerge(tx, clock, params.id);
      tellLinked(tx, record);
      const facts = { goneId: record.goneId };
      await noteRecord(parts, tx, caller, { kind: 'contact', id: kept.id, what: 'unmerged', facts });
      return presentContact(kept);
    }),
  );

  /** Panels of the customers that moved show the other contact. */
  function tellLinked(tx: WorkspaceTx, { moved, goneId }: MergeRecord): void {
    log.append(tx, [
      ...moved.customers.slice(0, 500).map((customerId) => ({
        kind: 'customer.changed' as const,
        key: customerId,
        body: { customerId },
      })),
      { kind: 'record.changed', key: goneId, body: { kind: 'contact', id: goneId } },
    ]);
  }
}
