import type { Caller, WorkspaceTx } from '../../base/index.ts';
import { type CustomerLink, linkCustomer, lockConversation } from '../../conversations/index.ts';
import { actorOf } from '../../people/index.ts';
import { listOpenRecords } from '../../routing/index.ts';
import { linkOnlyCase } from './identify.ts';
import type { RecordParts } from './parts.ts';

/** A person links a customer with a contact or company, or unlinks them; the one active case comes along. */
export async function linkByPerson(
  parts: Pick<RecordParts, 'audit' | 'log'>,
  tx: WorkspaceTx,
  caller: Caller,
  customerId: string,
  link: CustomerLink,
): Promise<void> {
  const open = await listOpenRecords(tx, customerId);
  for (const id of open.map((item) => item.conversationId).toSorted()) await lockConversation(tx, id);
  await linkCustomer(tx, customerId, link, 'person');
  await linkOnlyCase(parts.log, tx, link, open);
  const linked = link.contactId ?? link.companyId;
  await parts.audit(tx, {
    actor: actorOf(caller),
    action: linked === null ? 'customer.unlinked' : 'customer.linked',
    subjectKind: 'customer',
    subjectId: customerId,
    facts: { contactId: link.contactId, companyId: link.companyId },
  });
  parts.log.append(tx, [{ kind: 'customer.changed', key: customerId, body: { customerId } }]);
}
