import type { WorkspaceDb } from '../../base/index.ts';
import { type Schema, schemaOf } from '../../conditions/index.ts';
import { listDefinitions } from '../../contacts/index.ts';
import { type Hours, listHours } from '../../hours/index.ts';
import type { Setup } from '../setup/types.ts';
import { listFields } from './fields.ts';
import { readAllRules } from './store.ts';
import { NO_RULES, type StreamRuleSets } from './types.ts';

export interface Rules {
  readonly version: string;
  readonly hours: ReadonlyMap<string, Hours>;
  of(workStreamId: string): StreamRuleSets;
  schemaOf(workStreamId: string): Schema;
}

const kept = new Map<string, Rules>();

/** The rules and hours of a workspace, from memory while the set-up stands as `setup` was read. */
export async function readRules(db: WorkspaceDb, setup: Setup): Promise<Rules> {
  const known = kept.get(db.workspaceId);
  if (known?.version === setup.version) return known;
  const streams = await readAllRules(db);
  const hours = new Map((await listHours(db)).map((one) => [String(one.id), one]));
  const attributes = await listDefinitions(db);
  const schemas = new Map<string, Schema>();
  const rules: Rules = {
    version: setup.version,
    hours,
    of: (id) => streams.get(id) ?? NO_RULES,
    schemaOf: (id) => {
      const schema =
        schemas.get(id) ??
        schemaOf(
          listFields(setup.workStreams.get(id)?.settings.contextVariables ?? [], undefined, attributes),
        );
      schemas.set(id, schema);
      return schema;
    },
  };
  kept.set(db.workspaceId, rules);
  return rules;
}
