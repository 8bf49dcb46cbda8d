import { reportErrors } from '../../../../contract/errors/reports.ts';
import { AppError } from '../../../base/index.ts';
import type { Column } from '../../../datasets/index.ts';
import type { Batch, PullContext } from '../../kind.ts';
import type { Lookup } from '../../ports.ts';
import { findColumns, type UserColumn } from './columns-of-input.ts';
import { amongSql, countSql, distinctSql, type Named, readNamed } from './distinct.ts';
import { lookUp } from './look-up.ts';
import { addNext, AT_ONCE, isClosed, type Members, wait } from './members.ts';
import { wantedOf } from './options.ts';
import { type Place, placeJson, readPlace } from './place.ts';
import { requests, type SaidRequest, toRequestRow, toRow } from './rows.ts';

/** Users of one batch of rows: five questions at most. */
const BATCH = 500;

/** Looks every user of the input DataSet up, and puts those that are found on a List where that was asked for. */
export async function* pull(context: PullContext): AsyncIterable<Batch> {
  const { asked, enough, signal } = context;
  const wanted = wantedOf(asked);
  const found = findColumns(await inputColumns(context), wanted);
  if ('problem' in found) throw wrong(found.problem);
  const { columns } = found;
  // A preview changes nothing at X.
  const listId = enough === undefined ? wanted.listId : undefined;
  let place = readPlace(context.checkpoint);
  if (!place) {
    context.note(found.note);
    const { total, mixed } = await countUsers(context, columns);
    const members = listId === undefined ? undefined : { listId, added: 0, waiting: [], refused: 0 };
    place = { after: undefined, total, mixed, members };
  }
  let rows = 0;
  const said: SaidRequest[] = [];
  const batchOf = (at: Place, more: Partial<Batch> = {}): Batch => ({
    rows: [],
    companions: { [requests.key]: said.splice(0).map(toRequestRow) },
    checkpoint: placeJson(at),
    expected: at.total,
    ...more,
  });
  try {
    // Cut off before these were on the List.
    for await (const members of addWaiting(context, place.members, said)) {
      place = { ...place, members };
      yield batchOf(place);
    }
    const users = context.input.rows(distinctSql(columns, place.after));
    const size = Math.min(BATCH, enough ?? BATCH);
    for await (const named of batches(users, size)) {
      signal.throwIfAborted();
      const answers = await lookUp(context, named, wanted.since, said);
      const shown = place.mixed ? await withoutNamesOfIds(context, columns, answers) : answers;
      place = {
        ...place,
        after: named.at(-1),
        members: place.members && (await wait(context.lookups, place.members, idsIn(answers))),
      };
      yield batchOf(place, { rows: [...shown].map(([one, lookup]) => toRow(one, lookup)) });
      rows += shown.size;
      if (enough !== undefined && rows >= enough) return;
      for await (const members of addWaiting(context, place.members, said)) {
        place = { ...place, members };
        yield batchOf(place);
      }
    }
  } catch (error) {
    // What X was asked before it said no is on record too.
    if (said.length > 0) yield batchOf(place);
    throw error;
  }
}

/** Puts those that wait on the List, a few between two places. */
async function* addWaiting(
  context: PullContext,
  members: Members | undefined,
  said: SaidRequest[],
): AsyncGenerator<Members> {
  let at = members;
  while (at && at.waiting.length > 0 && !isClosed(at)) {
    let problem: unknown;
    try {
      for (let n = 0; n < AT_ONCE && at.waiting.length > 0; n += 1) {
        context.signal.throwIfAborted();
        at = await addNext(context, at, said);
      }
    } catch (error) {
      problem = error;
    }
    yield at;
    if (problem !== undefined) throw problem;
  }
}

/** Users of one kind, so many at a time. */
async function* batches(
  rows: AsyncIterable<readonly (string | null)[]>,
  size: number,
): AsyncGenerator<readonly Named[]> {
  let batch: Named[] = [];
  for await (const row of rows) {
    const named = readNamed(row);
    if (batch.length === size || (batch[0] && batch[0].kind !== named.kind)) {
      yield batch;
      batch = [];
    }
    batch.push(named);
  }
  if (batch.length > 0) yield batch;
}

async function countUsers(
  context: PullContext,
  columns: readonly UserColumn[],
): Promise<{ total: number; mixed: boolean }> {
  const counts = new Map<string, number>();
  for await (const [kind, count] of context.input.rows(countSql(columns))) {
    counts.set(kind ?? '', Number(count));
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { total, mixed: counts.has('1') && counts.has('2') };
}

/** A username whose user the DataSet names by id as well has a row already: an id has one row. */
async function withoutNamesOfIds(
  context: PullContext,
  columns: readonly UserColumn[],
  answers: ReadonlyMap<Named, Lookup>,
): Promise<ReadonlyMap<Named, Lookup>> {
  const byName = [...answers].filter(([{ kind }]) => kind === 'name');
  const ids = byName.flatMap(([, { answer }]) => (answer.status === 'found' ? [answer.user.id] : []));
  if (ids.length === 0) return answers;
  const known = new Set<string>();
  for await (const [id] of context.input.rows(amongSql(columns, ids))) known.add(id ?? '');
  const twice = byName.filter(([, { answer }]) => answer.status === 'found' && known.has(answer.user.id));
  for (const [{ input }] of twice) context.note(`“${input}” is a user whom the DataSet names by id too.`);
  const gone = new Set(twice.map(([named]) => named));
  return new Map([...answers].filter(([named]) => !gone.has(named)));
}

const idsIn = (answers: ReadonlyMap<Named, Lookup>): string[] =>
  [...answers.values()].flatMap(({ answer }) => (answer.status === 'found' ? [answer.user.id] : []));

async function inputColumns({ input }: PullContext): Promise<readonly Column[]> {
  try {
    return await input.columns();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.declaration.status === 404) {
      throw wrong('Input DataSet ID: this DataSet is not there any more. Choose another one.');
    }
    if (error.declaration.status === 403) {
      throw wrong('Input DataSet ID: this DataSet is not shared with the owner of the report.');
    }
    throw error;
  }
}

const wrong = (why: string) => new AppError(reportErrors.report_options_wrong, { values: { why } });
