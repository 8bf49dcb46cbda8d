import { Operator, type RuleField } from '../../contract/api/conditions.ts';
import { type Field, shapeOf } from './fields.ts';

/** A field as the editor is built from it. */
export function presentField(field: Field): RuleField {
  return {
    key: field.key,
    label: field.label,
    group: field.group,
    type: field.type,
    hint: field.hint ?? null,
    choices: field.choices ? [...field.choices] : null,
    free: field.type !== 'choice' && field.closed !== true,
    operators: Operator.enum.flatMap((operator) => {
      const value = shapeOf(field.type, operator);
      return value === undefined ? [] : [{ operator, value }];
    }),
  };
}
