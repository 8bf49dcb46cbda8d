import { setImmediate } from 'node:timers/promises';
import { type AttributeInput, type ContactChange, ContactInput } from '../../../contract/api/index.ts';
import { contactErrors } from '../../../contract/errors/contacts.ts';
import {
  AppError,
  type Clock,
  compileCheck,
  messageOf,
  newId,
  type WorkspaceDb,
  readCsv,
} from '../../base/index.ts';
import { readAttribute } from '../attributes/check.ts';
import { type DefinitionRow, listDefinitions } from '../attributes/store.ts';
import { listCompanyIdsByName } from '../company/store.ts';
import { applyChange, blankContact, companyNamed } from '../contact/contacts.ts';
import { joinName } from '../contact/names.ts';
import { type ContactRow, listContactsByEmail } from '../contact/store.ts';
import { attributeOf, guessColumns, isImportField } from './columns.ts';

export interface ImportInput {
  readonly csv: string;
  readonly columns?: readonly (string | null)[];
  readonly known: 'skip' | 'update' | 'create';
  /** Only these rows under the head, from 0 on; the others count where an e-mail stands twice. */
  readonly rows?: { readonly from: number; readonly count: number };
}

export interface ImportProblem {
  /** As a spreadsheet counts. */
  readonly row: number;
  readonly message: string;
}

export interface ImportPlan {
  readonly head: string[];
  readonly columns: (string | null)[];
  readonly rows: string[][];
  readonly create: ContactRow[];
  readonly update: ContactRow[];
  readonly skip: number;
  readonly problems: ImportProblem[];
}

export const MOST_ROWS = 5_000;
const ROWS_AT_ONCE = 250;

const check = compileCheck(ContactInput, 'body');

/** What a file would do to the contacts, row by row. @throws AppError import_not_readable. */
export async function planImport(db: WorkspaceDb, clock: Clock, input: ImportInput): Promise<ImportPlan> {
  const { rows: all, open } = readCsv(input.csv, MOST_ROWS + 2);
  const [head, ...rows] = all;
  if (open) throw refuse('a quote is opened and never closed.');
  if (!head || rows.length === 0) throw refuse('it has no rows under its head.');
  if (rows.length > MOST_ROWS) throw refuse(`it has more than ${MOST_ROWS} rows; divide it.`);
  const definitions = await listDefinitions(db, 'contact');
  const columns = input.columns ? [...input.columns] : guessColumns(head, definitions);
  if (!columns.some((column) => column === 'name' || column === 'firstName' || column === 'lastName')) {
    throw refuse('no column holds names. Choose which one does.');
  }
  const from = input.rows?.from ?? 0;
  const wanted = rows.slice(0, input.rows ? from + input.rows.count : undefined);
  const problems: ImportProblem[] = [];
  const changes: (ContactChange | undefined)[] = [];
  for (const [index, cells] of wanted.entries()) {
    // Others have their turn while a long file is read.
    if (index % ROWS_AT_ONCE === 0) await setImmediate();
    try {
      changes.push(readRow(cells, columns, definitions));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      changes.push(undefined);
      if (index >= from) problems.push({ row: index + 2, message: messageOf(error) });
    }
  }
  return {
    head,
    columns,
    rows,
    problems,
    ...(await sort(db, clock, { changes, from, definitions, known: input.known, problems })),
  };
}

/** One row as a change, checked as our API checks one. @throws AppError invalid_request, attribute_unknown. */
function readRow(
  cells: readonly string[],
  columns: readonly (string | null)[],
  definitions: readonly DefinitionRow[],
): ContactChange {
  const fields: Record<string, string> = {};
  const attributes: AttributeInput = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim() ?? '';
    if (column === null || cell === '') continue;
    const key = attributeOf(column);
    if (key !== undefined) {
      const definition = definitions.find((each) => each.key === key);
      attributes[key] = definition ? readAttribute(definition, cell) : cell;
    } else if (isImportField(column)) fields[column] = cell;
    else throw refuse(`there is no field "${column}".`);
  }
  const name = fields['name'] ?? joinName(fields['firstName'] ?? '', fields['lastName'] ?? '');
  // The schema has checked it; its type is the schema's.
  return check({
    ...fields,
    name,
    ...(Object.keys(attributes).length > 0 && { attributes }),
  }) as ContactChange;
}

interface Sorting {
  readonly changes: readonly (ContactChange | undefined)[];
  /** Rows before this one are only looked at. */
  readonly from: number;
  readonly definitions: readonly DefinitionRow[];
  readonly known: ImportInput['known'];
  readonly problems: ImportProblem[];
}

/** Which rows make a contact, which change one, which are left out. */
async function sort(
  db: WorkspaceDb,
  clock: Clock,
  { changes, from, definitions, known, problems }: Sorting,
): Promise<Pick<ImportPlan, 'create' | 'update' | 'skip'>> {
  const wanted = changes.slice(from);
  const emails = wanted.flatMap((change) => change?.email ?? []);
  const byEmail = new Map<string, ContactRow>();
  if (known !== 'create' && emails.length > 0) {
    for (const contact of await listContactsByEmail(db, emails, MOST_ROWS * 2)) {
      const key = contact.email?.toLowerCase() ?? '';
      if (!byEmail.has(key)) byEmail.set(key, contact);
    }
  }
  const names = [...new Set(wanted.flatMap((change) => change?.company ?? []))];
  const companies = names.length > 0 ? await listCompanyIdsByName(db, names) : [];
  const create: ContactRow[] = [];
  const update: ContactRow[] = [];
  const seen = new Map<string, number>();
  let skip = 0;
  const now = clock.now();
  for (const [index, change] of changes.entries()) {
    if (index % ROWS_AT_ONCE === 0) await setImmediate();
    if (!change) continue;
    const row = index + 2;
    const email = change.email?.toLowerCase();
    const earlier = email === undefined ? undefined : seen.get(email);
    if (earlier !== undefined && known !== 'create') {
      if (index >= from) problems.push({ row, message: `The e-mail stands in row ${earlier} already.` });
      continue;
    }
    if (email !== undefined) seen.set(email, row);
    if (index < from) continue;
    const there = email === undefined ? undefined : byEmail.get(email);
    if (there && known === 'skip') {
      skip += 1;
      continue;
    }
    const { company: written } = change;
    const company = written
      ? companyNamed(
          written,
          companies.filter((each) => each.name === written),
        )
      : undefined;
    try {
      const contact = applyChange(there ?? blankContact(newId(), now), change, { definitions, company });
      if (there) update.push({ ...contact, updatedAt: now });
      else create.push(contact);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push({ row, message: messageOf(error) });
    }
  }
  problems.sort((a, b) => a.row - b.row);
  return { create, update, skip };
}

function refuse(problem: string): AppError {
  return new AppError(contactErrors.import_not_readable, { values: { problem } });
}
