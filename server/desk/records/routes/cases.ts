import { caseRoutes } from '../../../../contract/api/index.ts';
import { contactErrors } from '../../../../contract/errors/contacts.ts';
import { routingErrors } from '../../../../contract/errors/routing.ts';
import { AppError, route, searchQuery, type WorkspaceDb, type WorkspaceTx } from '../../../base/index.ts';
import {
  changeCase,
  createCase,
  deleteCase,
  deleteNotesOf,
  getCase,
  listCases,
  readTimeCursor,
  timeCursor,
} from '../../../contacts/index.ts';
import { findCustomer, getConversation } from '../../../conversations/index.ts';
import { countItemsOfCase, setItemFacts } from '../../../routing/index.ts';
import { workspaceOf } from '../../parts.ts';
import { countWord, describeLinks } from '../in-use.ts';
import { namesOf, noteRecord, type RecordParts } from '../parts.ts';
import { presentCase } from '../present.ts';

const STANDARD = 50;

/** A case is owned by a member who can work. @throws AppError assignee_unknown. */
export type NeedMember = (db: WorkspaceDb, memberId: string) => Promise<boolean>;

/** Cases: list, search, open, change, delete. */
export function addCaseRoutes(parts: RecordParts & { readonly isMember: NeedMember }): void {
  const { http, clock } = parts;

  route(http, caseRoutes.list, async ({ query, caller }) => {
    const limit = query.limit ?? STANDARD;
    const { q, cursor, status, ownerId, contactId, companyId } = query;
    const found = await listCases(workspaceOf(parts, caller), {
      words: q === undefined ? undefined : searchQuery(q.replace(/^#/, '').trim()),
      status,
      ownerId,
      contactId,
      companyId,
      before: readTimeCursor(cursor),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last ? timeCursor({ at: last.updatedAt, id: last.id }) : null;
    return { cases: page.map(presentCase), next };
  });

  route(http, caseRoutes.get, async ({ params, caller }) =>
    presentCase(await getCase(workspaceOf(parts, caller), params.id)),
  );

  route(http, caseRoutes.create, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const { conversationId, ...input } = body;
      await needOwner(parts, tx, input.ownerId);
      const whose = conversationId ? await customerOf(tx, conversationId) : {};
      const made = await createCase(tx, clock, { ...whose, ...input }, caller.memberId);
      await noteRecord(parts, tx, caller, { kind: 'case', id: made.id, what: 'created' });
      if (conversationId) {
        await setItemFacts(parts.log, tx, conversationId, { caseId: made.id }, caller.memberId);
      }
      return presentCase(made);
    }),
  );

  route(http, caseRoutes.update, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      await needOwner(parts, tx, body.ownerId);
      const changed = await changeCase(tx, clock, params.id, body);
      const facts = { ...namesOf(body), ...(body.status && { status: body.status }) };
      await noteRecord(parts, tx, caller, { kind: 'case', id: changed.id, what: 'changed', facts });
      return presentCase(changed);
    }),
  );

  route(http, caseRoutes.remove, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      await getCase(tx, params.id);
      const links = describeLinks([countWord(await countItemsOfCase(tx, params.id), 'conversation')]);
      if (links !== undefined) {
        throw new AppError(contactErrors.record_in_use, { values: { what: 'case', links } });
      }
      await deleteCase(tx, params.id);
      await deleteNotesOf(tx, 'case', params.id);
      await noteRecord(parts, tx, caller, { kind: 'case', id: params.id, what: 'removed' });
    }),
  );
}

async function customerOf(
  tx: WorkspaceTx,
  conversationId: string,
): Promise<{ contactId?: string; companyId?: string }> {
  const { customerId } = await getConversation(tx, conversationId);
  const customer = await findCustomer(tx, customerId);
  return {
    ...(customer?.contactId && { contactId: customer.contactId }),
    ...(customer?.companyId && { companyId: customer.companyId }),
  };
}

async function needOwner(
  parts: { readonly isMember: NeedMember },
  tx: WorkspaceTx,
  ownerId: string | null | undefined,
): Promise<void> {
  if (ownerId && !(await parts.isMember(tx, ownerId))) throw new AppError(routingErrors.assignee_unknown);
}
