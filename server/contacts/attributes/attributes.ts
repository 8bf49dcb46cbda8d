import type { AttributeKind } from '../../../contract/api/attributes.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { contactErrors } from '../../../contract/errors/contacts.ts';
import { AppError, type Clock, isUniqueViolation, newId, type WorkspaceTx } from '../../base/index.ts';
import {
  type DefinitionRow,
  deleteDefinition,
  findDefinition,
  insertDefinition,
  listDefinitions,
  updateDefinition,
} from './store.ts';

const MOST = 100;

export type NewDefinition = Pick<DefinitionRow, 'recordKind' | 'key' | 'label' | 'type'> &
  Partial<Pick<DefinitionRow, 'choices' | 'description'>>;

/** Adds an attribute, behind the others of its kind. @throws AppError attribute_key_taken, attribute_needs_choices, attributes_full. */
export async function defineAttribute(
  tx: WorkspaceTx,
  clock: Clock,
  input: NewDefinition,
): Promise<DefinitionRow> {
  const others = await listDefinitions(tx, input.recordKind);
  if (others.length >= MOST) throw new AppError(contactErrors.attributes_full);
  const row: DefinitionRow = {
    id: newId(),
    recordKind: input.recordKind,
    key: input.key,
    label: input.label.trim(),
    type: input.type,
    choices: input.type === 'choice' ? tidy(input.choices ?? []) : [],
    description: input.description?.trim() ?? '',
    position: (others.at(-1)?.position ?? 0) + 1,
  };
  needChoices(row);
  await insertDefinition(tx, row, clock.now()).catch((error: unknown) => {
    if (!isUniqueViolation(error, 'attribute_definition_key')) throw error;
    throw new AppError(contactErrors.attribute_key_taken, { values: { key: input.key } });
  });
  return row;
}

/** @throws AppError not_found, attribute_needs_choices. */
export async function changeDefinition(
  tx: WorkspaceTx,
  id: string,
  change: Partial<Pick<DefinitionRow, 'label' | 'choices' | 'description' | 'position'>>,
): Promise<DefinitionRow> {
  const before = await getDefinition(tx, id);
  const after: DefinitionRow = {
    ...before,
    label: change.label?.trim() ?? before.label,
    choices: before.type === 'choice' && change.choices ? tidy(change.choices) : before.choices,
    description: change.description?.trim() ?? before.description,
    position: change.position ?? before.position,
  };
  needChoices(after);
  await updateDefinition(tx, after);
  return after;
}

/** @throws AppError not_found. */
export async function removeDefinition(tx: WorkspaceTx, id: string): Promise<AttributeKind> {
  const { recordKind } = await getDefinition(tx, id);
  await deleteDefinition(tx, id);
  return recordKind;
}

async function getDefinition(tx: WorkspaceTx, id: string): Promise<DefinitionRow> {
  const row = await findDefinition(tx, id);
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'attribute' } });
  return row;
}

function needChoices(row: DefinitionRow): void {
  if (row.type === 'choice' && row.choices.length === 0) {
    throw new AppError(contactErrors.attribute_needs_choices);
  }
}

function tidy(choices: readonly string[]): string[] {
  return [...new Set(choices.map((choice) => choice.trim()))].filter((choice) => choice !== '');
}
