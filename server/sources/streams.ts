import { createHash } from 'node:crypto';
import type { Column } from '../datasets/index.ts';
import {
  type AccountFacts,
  type Asked,
  askedOf,
  type Json,
  type ReportKind,
  reportKinds,
} from '../reports/index.ts';
import type { ReportOptions } from '../../contract/api/index.ts';
import type { SourceConfig } from './config.ts';
import { type GivenInput, INPUT_FIELDS } from './input.ts';

export type SyncMode = 'full_refresh' | 'incremental';

/** A stream that other tools can read. */
export interface Stream {
  readonly name: string;
  /** In their order in the rows. */
  readonly columns: readonly Column[];
  /** Columns that tell rows apart. */
  readonly keys: readonly string[];
  /** The column that grows, of a stream that can bring what is new alone. */
  readonly cursor: string | undefined;
}

/** A report of a configuration: what is pulled together, its main stream and the tables beside it. */
export interface Unit {
  readonly kind: ReportKind;
  readonly main: Stream;
  /** By the key of the companion. */
  readonly beside: ReadonlyMap<string, Stream>;
  readonly input: GivenInput | undefined;
  ask(mode: SyncMode, account: AccountFacts, now: Date): Asked;
}

/** The reports that a configuration makes. @throws AppError for menus that do not fit */
export function unitsOf(config: SourceConfig, account: AccountFacts, now: Date): readonly Unit[] {
  return reportKinds.flatMap((kind) =>
    (kind.streams ?? []).flatMap(({ name, fixed, incremental }): Unit[] => {
      const { given, options } = split(config.streams?.[name] ?? {});
      const hasInput = given.input_file !== undefined || given.input_users !== undefined;
      if (kind.input !== null && !hasInput) return [];
      const ask: Unit['ask'] = (mode, of, at) => {
        const more = mode === 'incremental' ? incremental?.options : undefined;
        return askedOf(kind, { options: { ...options, ...fixed, ...more }, zone: config.time_zone }, of, at);
      };
      const asked = ask('full_refresh', account, now);
      const main = {
        name,
        columns: kind.columns(asked),
        keys: kind.keys(asked),
        cursor: incremental?.cursor,
      };
      const beside = (kind.companions ?? []).map(({ key, name: title, columns }) => {
        const slug = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
        return [key, { name: `${name}_${slug}`, columns, keys: [], cursor: undefined }] as const;
      });
      return [{ kind, main, beside: new Map(beside), input: kind.input === null ? undefined : given, ask }];
    }),
  );
}

/** What is given as input is no menu. */
function split(settings: ReportOptions): { given: GivenInput; options: ReportOptions } {
  const { input_users: users, input_file: file, ...options } = settings;
  return {
    given: {
      ...(Array.isArray(users) && { input_users: users }),
      ...(typeof file === 'string' && { input_file: file }),
    },
    options,
  };
}

export const streamsOf = (unit: Unit): readonly Stream[] => [unit.main, ...unit.beside.values()];

/** Names what was asked for: a place in an answer to something else means nothing. */
export function fingerprint(unit: Unit, mode: SyncMode, { options, zone, account }: Asked): string {
  const asked: Json = [
    unit.kind.id,
    mode,
    zone,
    account?.xUserId ?? null,
    JSON.stringify(options),
    given(unit),
  ];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16);
}

const given = ({ input }: Unit): string => JSON.stringify(input ?? null, Object.keys(INPUT_FIELDS));
