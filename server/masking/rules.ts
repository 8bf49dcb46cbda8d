import type { MaskingRuleInput, MaskingSwitches } from '../../contract/api/index.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { maskingErrors } from '../../contract/errors/masking.ts';
import {
  AppError,
  type Clock,
  isUniqueViolation,
  newId,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../base/index.ts';
import { checkPattern, type Compiled, compile } from './compile.ts';
import { standardRules, standardSwitches } from './standard-rules.ts';
import {
  deleteRule,
  findLockedRule,
  findSetup,
  insertSetup,
  listRules,
  raiseVersion,
  saveRule,
} from './store.ts';
import type { MaskingRuleRecord, MaskingSetup, Pattern } from './types.ts';

/** A pattern in use. */
export type ActivePattern = Pattern & Pick<MaskingRuleRecord, 'direction'> & { readonly id: string | null };

/** What hides what in a workspace, ready for any number of texts. Read once per request. */
export interface MaskingRules {
  readonly switches: MaskingSwitches;
  /** Active rules for what customers write, and for what colleagues write. */
  readonly in: Compiled<ActivePattern>;
  readonly out: Compiled<ActivePattern>;
}

/** Compiled sets of the workspaces asked about last, each with its version. */
const kept = new Map<string, { readonly version: string; readonly rules: MaskingRules }>();
const MOST_KEPT = 500;
let standard: MaskingRules | undefined;

/**
 * The workspace's rules. Costs one row by its key (0.2 ms); the rules themselves are read and compiled (1 ms) once
 * for each change of them. A change counts from its commit on, in every process.
 */
export async function readMaskingRules(db: WorkspaceDb): Promise<MaskingRules> {
  const setup = await findSetup(db);
  // Nobody has looked at the workspace's set-up yet: it is as delivered.
  if (!setup)
    return (standard ??= ready(
      standardSwitches,
      standardRules.map((rule) => ({ ...rule, id: null })),
    ));
  const known = kept.get(db.workspaceId);
  if (known?.version === setup.version) return known.rules;
  const rules = ready(setup.switches, await listRules(db));
  kept.delete(db.workspaceId);
  kept.set(db.workspaceId, { version: setup.version, rules });
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return rules;
}

function ready(
  switches: MaskingSwitches,
  rules: readonly (ActivePattern & { readonly active: boolean })[],
): MaskingRules {
  const active = rules.filter((rule) => rule.active);
  return {
    switches,
    in: compile(active.filter((rule) => rule.direction !== 'out')),
    out: compile(active.filter((rule) => rule.direction !== 'in')),
  };
}

/** Gives a workspace the standard rules. Does nothing when it has had them before. */
export async function ensureMasking(tx: WorkspaceTx, clock: Clock): Promise<void> {
  const now = clock.now();
  if (!(await insertSetup(tx, now))) return;
  for (const rule of standardRules) {
    await saveRule(tx, { ...rule, id: newId<'masking_rule'>(), createdAt: now, updatedAt: now });
  }
}

/** Switches masking on or off. */
export async function setSwitches(
  tx: WorkspaceTx,
  clock: Clock,
  switches: MaskingSwitches,
): Promise<MaskingSetup> {
  await ensureMasking(tx, clock);
  return raiseVersion(tx, clock.now(), switches);
}

/** @throws AppError masking_pattern_not_valid, masking_pattern_finds_nothing, masking_name_taken */
export async function createRule(
  tx: WorkspaceTx,
  clock: Clock,
  input: MaskingRuleInput,
): Promise<MaskingRuleRecord> {
  await ensureMasking(tx, clock);
  const now = clock.now();
  return save(tx, { ...input, id: newId<'masking_rule'>(), createdAt: now, updatedAt: now });
}

/** @throws AppError not_found, masking_pattern_not_valid, masking_pattern_finds_nothing, masking_name_taken */
export async function changeRule(
  tx: WorkspaceTx,
  clock: Clock,
  id: string,
  change: Partial<MaskingRuleInput>,
): Promise<MaskingRuleRecord> {
  const rule = await findLockedRule(tx, id);
  if (!rule) throw notFound();
  return save(tx, { ...rule, ...change, updatedAt: clock.now() });
}

/** @throws AppError not_found */
export async function removeRule(tx: WorkspaceTx, clock: Clock, id: string): Promise<void> {
  if (!(await deleteRule(tx, id))) throw notFound();
  await raiseVersion(tx, clock.now());
}

async function save(tx: WorkspaceTx, wanted: MaskingRuleRecord): Promise<MaskingRuleRecord> {
  checkPattern(wanted.pattern);
  const rule = { ...wanted, name: wanted.name.trim(), description: wanted.description.trim() };
  await saveRule(tx, rule).catch((error: unknown) => {
    throw isUniqueViolation(error, 'masking_rule_name')
      ? new AppError(maskingErrors.masking_name_taken, { cause: error })
      : error;
  });
  await raiseVersion(tx, rule.updatedAt);
  return rule;
}

const notFound = () => new AppError(baseErrors.not_found, { values: { what: 'masking rule' } });
