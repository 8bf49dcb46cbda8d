import { SourceProblem } from '../problem.ts';
import { recordOf, textOf } from '../state.ts';
import { type Stream, streamsOf, type SyncMode, type Unit } from '../streams.ts';
import { propertiesOf } from '../values.ts';

export const schemaOf = (stream: Stream, columns?: ReadonlySet<string>) => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(propertiesOf(stream)).filter(([name]) => !columns || columns.has(name)),
  ),
});

/** What `--discover` prints. */
export const catalog = (units: readonly Unit[]) => ({
  streams: units.flatMap(streamsOf).map((stream) => ({
    tap_stream_id: stream.name,
    stream: stream.name,
    schema: schemaOf(stream),
    key_properties: stream.keys,
    metadata: [
      {
        breadcrumb: [],
        metadata: {
          inclusion: 'available',
          'table-key-properties': stream.keys,
          'valid-replication-keys': stream.cursor === undefined ? [] : [stream.cursor],
          ...(stream.cursor === undefined && { 'forced-replication-method': 'FULL_TABLE' }),
        },
      },
      ...stream.columns.map(({ name }) => ({
        breadcrumb: ['properties', name],
        metadata: {
          inclusion: isNeeded(stream, name) ? 'automatic' : 'available',
          'selected-by-default': true,
        },
      })),
    ],
  })),
});

const isNeeded = ({ keys, cursor }: Stream, column: string): boolean =>
  keys.includes(column) || column === cursor;

export interface Wanted {
  readonly mode: SyncMode;
  readonly columns: ReadonlySet<string>;
}

/** What of each stream is wanted: those selected in the catalogue, or all of them without one. @throws SourceProblem */
export function readCatalog(json: unknown, units: readonly Unit[]): ReadonlyMap<string, Wanted> {
  const offered = new Map(units.flatMap(streamsOf).map((stream) => [stream.name, stream]));
  if (json === undefined) {
    return new Map([...offered].map(([name, stream]) => [name, whole(stream)]));
  }
  const streams = recordOf(json)?.['streams'];
  if (!Array.isArray(streams)) throw wrong('it has no list “streams”.');
  const wanted = new Map<string, Wanted>();
  for (const one of streams) {
    const entry = recordOf(one) ?? {};
    const name = textOf(entry['tap_stream_id'] ?? entry['stream']);
    const about = metadataOf(entry['metadata']);
    const selected = about.get('')?.['selected'] ?? recordOf(entry['schema'])?.['selected'];
    if (selected !== true) continue;
    const stream = offered.get(name);
    if (!stream) throw wrong(`there is no stream “${name}” with this configuration.`);
    const method = about.get('')?.['replication-method'] ?? entry['replication_method'];
    const columns = stream.columns.filter(({ name: column }) => {
      const choice = about.get(column);
      return (
        isNeeded(stream, column) ||
        (choice?.['selected'] ?? choice?.['selected-by-default'] ?? true) !== false
      );
    });
    wanted.set(name, {
      mode: method === 'FULL_TABLE' ? 'full_refresh' : whole(stream).mode,
      columns: new Set(columns.map(({ name: column }) => column)),
    });
  }
  return wanted;
}

const whole = ({ cursor, columns }: Stream): Wanted => ({
  mode: cursor === undefined ? 'full_refresh' : 'incremental',
  columns: new Set(columns.map(({ name }) => name)),
});

/** By the column; the stream itself by nothing. */
function metadataOf(json: unknown): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  return new Map(
    (Array.isArray(json) ? json : []).flatMap((one) => {
      const { breadcrumb, metadata } = recordOf(one) ?? {};
      const facts = recordOf(metadata);
      if (!Array.isArray(breadcrumb) || !facts) return [];
      return [[String(breadcrumb[1] ?? ''), facts] as const];
    }),
  );
}

const wrong = (why: string) => new SourceProblem('config_error', `The catalogue is not right: ${why}`);
