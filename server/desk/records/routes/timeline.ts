import { type RecordKind, type TimelineEntry, timelineRoutes } from '../../../../contract/api/index.ts';
import { baseErrors } from '../../../../contract/errors/base.ts';
import { AppError, newId, route, type WorkspaceDb } from '../../../base/index.ts';
import {
  deleteRecordNote,
  findRecordNote,
  getCase,
  getCompany,
  getContact,
  insertRecordNote,
} from '../../../contacts/index.ts';
import { findCustomer, listCustomersLinkedTo } from '../../../conversations/index.ts';
import { mask, readMaskingRules } from '../../../masking/index.ts';
import { workspaceOf } from '../../parts.ts';
import { noteRecord, type RecordParts } from '../parts.ts';
import { listTimeline, type TimelineOf, type TimelineRow } from '../timeline-store.ts';

const STANDARD = 30;
/** Of a company as a customer's link there are few; of a contact, as many as accounts on X. */
const MOST_CUSTOMERS = 50;

/** What happened with a record, and notes on it. */
export function addTimelineRoutes(parts: RecordParts): void {
  const { http, clock } = parts;

  route(http, timelineRoutes.list, async ({ params, query, caller }) => {
    const db = workspaceOf(parts, caller);
    const limit = query.limit ?? STANDARD;
    const found = await listTimeline(db, await placeOf(db, params.kind, params.id), {
      only: query.only,
      before: query.before === undefined ? undefined : new Date(query.before),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const rules = await readMaskingRules(db);
    return {
      entries: page.map((row) => present({ ...row, text: row.text && mask(rules, row.text) })),
      next: found.length > limit ? (page.at(-1)?.at.toISOString() ?? null) : null,
    };
  });

  route(http, timelineRoutes.addNote, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      await placeOf(tx, params.kind, params.id);
      const { kind: recordKind, id: recordId } = params;
      const text = body.text.trim();
      const note = { id: newId(), recordKind, recordId, text, authorId: caller.memberId, at: clock.now() };
      await insertRecordNote(tx, note);
      const facts = { noteId: note.id };
      await noteRecord(parts, tx, caller, { kind: recordKind, id: recordId, what: 'noted', facts });
      return present({ ...note, kind: 'note', conversationId: null, number: null, title: null, state: null });
    }),
  );

  route(http, timelineRoutes.removeNote, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const note = await findRecordNote(tx, params.id);
      if (!note) throw new AppError(baseErrors.not_found, { values: { what: 'note' } });
      const own = note.authorId !== null && note.authorId === caller.memberId;
      if (!own && !caller.permissions.has('contacts.merge')) throw new AppError(baseErrors.forbidden);
      await deleteRecordNote(tx, note.id);
      await noteRecord(parts, tx, caller, {
        kind: note.recordKind,
        id: note.recordId,
        what: 'note_removed',
        facts: { noteId: note.id },
      });
    }),
  );
}

/** @throws AppError not_found */
async function placeOf(db: WorkspaceDb, kind: RecordKind, id: string): Promise<TimelineOf> {
  switch (kind) {
    case 'contact': {
      await getContact(db, id);
      return {
        contactId: id,
        customerIds: idsOf(await listCustomersLinkedTo(db, { contactId: id }, MOST_CUSTOMERS)),
      };
    }
    case 'company': {
      await getCompany(db, id);
      return {
        companyId: id,
        customerIds: idsOf(await listCustomersLinkedTo(db, { companyId: id }, MOST_CUSTOMERS)),
      };
    }
    case 'case': {
      await getCase(db, id);
      return { caseId: id, customerIds: [] };
    }
    case 'customer': {
      const customer = await findCustomer(db, id);
      if (!customer) throw new AppError(baseErrors.not_found, { values: { what: 'customer' } });
      return {
        customerIds: [id],
        ...(customer.contactId !== null && { contactId: customer.contactId }),
        ...(customer.companyId !== null && { companyId: customer.companyId }),
      };
    }
  }
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);

function present(row: TimelineRow): TimelineEntry {
  return {
    kind: row.kind,
    id: row.id,
    at: row.at.toISOString(),
    conversationId: row.conversationId,
    number: row.number === null ? null : Number(row.number),
    title: row.title,
    state: row.state,
    text: row.text,
    authorId: row.authorId,
  };
}
