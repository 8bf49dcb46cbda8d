import type { WorkStreamInput, WorkStreamMode } from '../../../../contract/api/index.ts';
import { baseErrors } from '../../../../contract/errors/base.ts';
import { setupErrors } from '../../../../contract/errors/setup.ts';
import { AppError, type SetupParts, type WorkspaceDb, type WorkspaceTx } from '../../../base/index.ts';
import {
  type ConfiguredKind,
  type ConfiguredThings,
  contradiction,
  type noteSetup,
} from '../../../people/index.ts';
import { checkThere } from '../members-store.ts';
import {
  deleteStream,
  insertStream,
  listStreamSetups,
  listStreamUses,
  type StreamSetup,
  updateStream,
} from './store.ts';

/** Work streams: how the conversations of handles are handled. */
export const streamKind: ConfiguredKind<StreamSetup, WorkStreamInput> = {
  kind: 'work_stream',
  word: 'work stream',
  most: 200,
  list: listStreamSetups,
  check: checkStream,
  insert: insertStream,
  update: (tx, before, input, now) => updateStream(tx, before.id, input, now),
  remove: (tx, stream) => deleteStream(tx, stream.id),
  findUses: (db, stream) => listStreamUses(db, stream.id),
};

async function checkStream(
  tx: WorkspaceTx,
  { mode, queueId, settings }: WorkStreamInput,
  before: StreamSetup | undefined,
): Promise<void> {
  if (before && before.mode !== mode) {
    throw new AppError(setupErrors.setup_immutable, {
      values: { what: 'mode of a work stream' },
      details: { field: 'mode' },
    });
  }
  await checkThere(tx, 'queue', [queueId], 'queue', 'queueId');
  await checkThere(tx, 'capacity_profile', settings.profileIds, 'capacity profile', 'settings.profileIds');
  const templates = Object.values(settings.templates);
  await checkThere(tx, 'notification_template', templates, 'notification template', 'settings.templates');
  const names = settings.contextVariables.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) {
    throw contradiction('Two context variables have the same name.', 'settings.contextVariables');
  }
  const codes = settings.dispositions.map((code) => code.trim().toLowerCase());
  if (new Set(codes).size < codes.length) {
    throw contradiction('Two dispositions have the same name.', 'settings.dispositions');
  }
  if (settings.requireDisposition && codes.length === 0) {
    throw contradiction('Name at least one disposition, or do not ask for one.', 'settings.dispositions');
  }
}

/**
 * Makes a copy: the same settings, and what other modules hang on a work stream (its rules). Without a name it is called
 * "Copy of …", with a number when that is taken. @throws AppError not_found, setup_name_taken, setup_limit.
 */
export function copyStream(
  streams: ConfiguredThings<StreamSetup, WorkStreamInput>,
  parts: Pick<SetupParts, 'copied'>,
  db: WorkspaceDb,
  by: Parameters<typeof noteSetup>[2],
  id: string,
  wanted: { readonly name?: string | undefined; readonly mode?: WorkStreamMode | undefined },
): Promise<StreamSetup> {
  return db.transaction(async (tx) => {
    const all = await streams.list(tx);
    const from = all.find((stream) => stream.id === id);
    if (!from) throw new AppError(baseErrors.not_found, { values: { what: 'work stream' } });
    const { description, queueId, settings } = from;
    const name = wanted.name ?? copyName(from.name, new Set(all.map((stream) => stream.name.toLowerCase())));
    const input = { name, description, mode: wanted.mode ?? from.mode, queueId, settings };
    const made = await streams.create(tx, by, input);
    await parts.copied(tx, 'work_stream', id, made.id);
    return made;
  });
}

const LONGEST_NAME = 100;

/** "Copy of Shop", "Copy of Shop (2)", … */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : ` (${number})`;
    const begin = `Copy of ${name}`;
    const tried = `${begin.slice(0, LONGEST_NAME - end.length)}${end}`;
    if (!taken.has(tried.toLowerCase())) return tried;
  }
}
