import { baseErrors } from '../../../contract/errors/base.ts';
import { contactErrors } from '../../../contract/errors/contacts.ts';
import { AppError, type Clock, newId, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import {
  type ContactRow,
  countCases,
  countContactNotes,
  countPrimaryOf,
  deleteContact,
  deleteMerge,
  findContact,
  getContact,
  indexedContact,
  insertContacts,
  insertMerge,
  lockContacts,
  lockMerge,
  type MergeRecord,
  type MergeSides,
  mergeContacts,
  moveCases,
  moveContactNotes,
  movePrimaryContact,
  returnCases,
  returnContactNotes,
  returnPrimaryContact,
  unmergeContact,
  updateContact,
} from '../../contacts/index.ts';
import { listCustomersLinkedTo, moveCustomers } from '../../conversations/index.ts';

const DAY_MS = 86_400_000;
/** How long a merge can be taken back. */
const KEPT_DAYS = 30;

export interface MergeInput {
  readonly keptId: string;
  readonly goneId: string;
  readonly values?: MergeSides;
}

/** What a merge would leave and move. @throws AppError merge_with_itself, not_found. */
export async function previewMerge(db: WorkspaceDb, input: MergeInput) {
  needTwo(input);
  const kept = await getContact(db, input.keptId);
  const gone = await getContact(db, input.goneId);
  return {
    contact: mergeContacts(kept, gone, input.values ?? {}),
    moves: {
      customers: (await listCustomersLinkedTo(db, { contactId: gone.id }, 1_000)).length,
      cases: await countCases(db, { contactId: gone.id }),
      companies: await countPrimaryOf(db, gone.id),
      notes: await countContactNotes(db, gone.id),
    },
  };
}

/** Merges in the caller's transaction: values, then every link, and what is needed to take it back. */
export async function merge(
  tx: WorkspaceTx,
  clock: Clock,
  input: MergeInput,
  by: string | null,
): Promise<MergeRecord> {
  needTwo(input);
  const [kept, gone] = await lockTwo(tx, input);
  const at = clock.now();
  const after = { ...mergeContacts(kept, gone, input.values ?? {}), updatedAt: at };
  const record: MergeRecord = {
    id: newId(),
    keptId: kept.id,
    goneId: gone.id,
    before: kept,
    after,
    gone,
    moved: {
      customers: await moveCustomers(tx, gone.id, kept.id),
      cases: await moveCases(tx, gone.id, kept.id),
      companies: await movePrimaryContact(tx, gone.id, kept.id),
      notes: await moveContactNotes(tx, gone.id, kept.id),
    },
    byId: by,
    at,
    dueAt: new Date(at.getTime() + KEPT_DAYS * DAY_MS),
  };
  await updateContact(tx, indexedContact(after));
  await deleteContact(tx, gone.id);
  await insertMerge(tx, record);
  return record;
}

/**
 * Takes a merge back: the other contact is there again with what was its; what went elsewhere since stays there.
 * @throws AppError not_found, merge_final when too much time or another change stands between.
 */
export async function unmerge(
  tx: WorkspaceTx,
  clock: Clock,
  id: string,
): Promise<{ record: MergeRecord; kept: ContactRow }> {
  const record = await lockMerge(tx, id);
  const at = clock.now();
  if (!record) throw new AppError(baseErrors.not_found, { values: { what: 'merge' } });
  if (record.dueAt <= at) throw final('its time is over.');
  const [now] = await lockContacts(tx, [record.keptId]);
  if (!now) throw final('the contact was deleted or merged again since.');
  if (await findContact(tx, record.goneId)) throw final('the other contact is there already.');
  const kept = { ...unmergeContact(now, record.before, record.after), updatedAt: at };
  await updateContact(tx, indexedContact(kept));
  await insertContacts(tx, [indexedContact({ ...record.gone, updatedAt: at })]);
  const { keptId, goneId, moved } = record;
  await moveCustomers(tx, keptId, goneId, moved.customers);
  await returnCases(tx, moved.cases, keptId, goneId);
  await returnPrimaryContact(tx, moved.companies, keptId, goneId);
  await returnContactNotes(tx, moved.notes, keptId, goneId);
  await deleteMerge(tx, id);
  return { record, kept };
}

async function lockTwo(tx: WorkspaceTx, input: MergeInput): Promise<[ContactRow, ContactRow]> {
  const locked = await lockContacts(tx, [input.keptId, input.goneId]);
  const kept = locked.find((each) => each.id === input.keptId) ?? (await getContact(tx, input.keptId));
  const gone = locked.find((each) => each.id === input.goneId) ?? (await getContact(tx, input.goneId));
  return [kept, gone];
}

function needTwo({ keptId, goneId }: MergeInput): void {
  if (keptId === goneId) throw new AppError(contactErrors.merge_with_itself);
}

function final(problem: string): AppError {
  return new AppError(contactErrors.merge_final, { values: { problem } });
}
