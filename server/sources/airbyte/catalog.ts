import { SourceProblem } from '../problem.ts';
import { noState, readState, recordOf, type StreamState, textOf } from '../state.ts';
import { type Stream, streamsOf, type SyncMode, type Unit } from '../streams.ts';
import { propertiesOf } from '../values.ts';

export const catalog = (units: readonly Unit[]) => ({
  type: 'CATALOG',
  catalog: { streams: units.flatMap((unit) => streamsOf(unit).map((stream) => describe(stream, unit))) },
});

function describe(stream: Stream, unit: Unit) {
  const { name, keys, cursor } = stream;
  return {
    name,
    json_schema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      additionalProperties: true,
      properties: withZones(propertiesOf(stream)),
    },
    supported_sync_modes: cursor === undefined ? ['full_refresh'] : ['full_refresh', 'incremental'],
    ...(cursor !== undefined && { source_defined_cursor: true, default_cursor_field: [cursor] }),
    source_defined_primary_key: keys.map((key) => [key]),
    // A table beside another goes on with it.
    is_resumable: stream === unit.main,
  };
}

const withZones = (properties: ReturnType<typeof propertiesOf>) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      property.format === 'date-time' ? { ...property, airbyte_type: 'timestamp_with_timezone' } : property,
    ]),
  );

/** What of a stream is wanted. */
export interface Wanted {
  readonly mode: SyncMode;
  /** Undefined: all columns. */
  readonly columns: ReadonlySet<string> | undefined;
}

/** Reads a configured catalogue. @throws SourceProblem for what is none, and for streams that there are not */
export function readCatalog(json: unknown, units: readonly Unit[]): ReadonlyMap<string, Wanted> {
  const streams = recordOf(json)?.['streams'];
  if (!Array.isArray(streams)) throw wrong('it has no list “streams”.');
  const known = new Map(units.flatMap(streamsOf).map((stream) => [stream.name, stream]));
  return new Map(
    streams.map((one) => {
      const configured = recordOf(one);
      const stream = recordOf(configured?.['stream']);
      const name = textOf(stream?.['name']);
      const offered = known.get(name);
      if (!offered) throw wrong(`there is no stream “${name}” with this configuration.`);
      const mode = configured?.['sync_mode'] ?? 'full_refresh';
      if (mode !== 'full_refresh' && mode !== 'incremental')
        throw wrong(`“${textOf(mode)}” is no sync mode.`);
      if (mode === 'incremental' && offered.cursor === undefined)
        throw wrong(`the stream “${name}” has the sync mode full_refresh only.`);
      const properties = recordOf(recordOf(stream?.['json_schema'])?.['properties']);
      const names = Object.keys(properties ?? {});
      return [name, { mode, columns: names.length === 0 ? undefined : new Set(names) }];
    }),
  );
}

const wrong = (why: string) => new SourceProblem('config_error', `The catalogue is not right: ${why}`);

/** Reads states by stream: a list of them, as the platform keeps it, or one. */
export function readStates(json: unknown): ReadonlyMap<string, StreamState> {
  const list = Array.isArray(json) ? json : [json];
  return new Map(
    list.flatMap((one) => {
      // As it came out, or what was in it.
      const whole = recordOf(one);
      const stream = recordOf((recordOf(whole?.['state']) ?? whole)?.['stream']);
      const name = recordOf(stream?.['stream_descriptor'])?.['name'];
      return typeof name === 'string' ? [[name, readState(stream?.['stream_state'])] as const] : [];
    }),
  );
}

export const stateOf = (states: ReadonlyMap<string, StreamState>, name: string): StreamState =>
  states.get(name) ?? noState;
