import { rm } from 'node:fs/promises';
import { dataServerErrors } from '../../../contract/errors/data-servers.ts';
import { AppError, newId, type WorkspaceDb } from '../../base/index.ts';
import { inputOf } from '../dataset-id.ts';
import type { ReportsDeps } from '../deps.ts';
import type { Asked, ReportKind } from '../kind.ts';
import type { Input } from '../ports.ts';
import { foreignId, getServer, openServer } from '../servers/servers.ts';
import { csvInput, pagesOf, PAGE_ROWS } from './csv-input.ts';

const TIMEOUT_MS = 120_000;

/** An input that leaves nothing behind once it is closed. */
export interface OpenInput extends Input {
  close(): Promise<void>;
}

/** Where a report's input lies; undefined for a kind that has none. */
export type InputPlace =
  | { readonly at: 'here'; readonly text: string }
  | { readonly at: 'server'; readonly serverId: string; readonly datasetId: string };

/** @throws AppError report_options_wrong for an id that is none */
export function inputPlace(kind: ReportKind, { options }: Pick<Asked, 'options'>): InputPlace | undefined {
  const server = kind.inputServer && options[kind.inputServer.server];
  const foreign = kind.inputServer && options[kind.inputServer.dataset];
  if (typeof server === 'string' && typeof foreign === 'string') {
    return { at: 'server', serverId: server, datasetId: foreignId(foreign) };
  }
  const text = kind.input === null ? undefined : options[kind.input];
  return typeof text === 'string' ? { at: 'here', text } : undefined;
}

export interface Opening {
  readonly kind: ReportKind;
  readonly asked: Asked;
  readonly signal: AbortSignal;
}

/** What a report reads; undefined for a kind that reads nothing. It is looked for when it is first read. */
export function inputOfReport(
  deps: ReportsDeps,
  db: WorkspaceDb,
  { kind, asked, signal }: Opening,
): OpenInput | undefined {
  const place = inputPlace(kind, asked);
  if (!place) return undefined;
  return place.at === 'here' ? inputHere(deps, db, place.text, signal) : inputThere(deps, db, place, signal);
}

function inputHere(deps: ReportsDeps, db: WorkspaceDb, text: string, signal: AbortSignal): OpenInput {
  // Whoever chose it sees it: that was checked then.
  const found = () => inputOf(deps.datasets, db, text, 'system');
  return {
    columns: async () => (await found()).columns,
    rows: async function* (sql) {
      // Of one version, whatever is written meanwhile.
      const { id: datasetId, version } = await found();
      if (version === 0) return;
      yield* pagesOf(async (offset) => {
        const page = await deps.datasets.query(db, {
          reader: 'system',
          sql: `${sql} limit ${PAGE_ROWS} offset ${offset}`,
          tables: { input: { datasetId, version } },
          rows: PAGE_ROWS,
          timeoutMs: TIMEOUT_MS,
          signal,
        });
        return page.rows;
      });
    },
    close: () => Promise.resolve(),
  };
}

/** A DataSet of a server with Domo's API, fetched into a file when its rows are first wanted. */
function inputThere(
  deps: ReportsDeps,
  db: WorkspaceDb,
  { serverId, datasetId }: InputPlace & { at: 'server' },
  signal: AbortSignal,
): OpenInput {
  let path: string | undefined;
  let fetched: Promise<Input> | undefined;
  const fetchAll = async (): Promise<Input> => {
    const { host } = await getServer(db, serverId);
    const client = await openServer(deps, db, serverId);
    path = await deps.datasets.scratch(`report-input-${newId()}`);
    await client.download(datasetId, path, signal);
    const unreadable = (why: string, cause: unknown) =>
      new AppError(dataServerErrors.data_server_answer, { values: { host, why }, cause });
    return csvInput(deps.duck, path, unreadable, signal);
  };
  return {
    columns: async () => (await (await openServer(deps, db, serverId)).dataset(datasetId)).columns,
    rows: async function* (sql) {
      yield* (await (fetched ??= fetchAll())).rows(sql);
    },
    close: async () => {
      if (path !== undefined) await rm(path, { force: true });
    },
  };
}
