import { type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import {
  ClassificationRuleInput,
  type ConditionProblem,
  MOST_RULES,
  type OperatingHoursInput,
  type PrivacySetting,
  RouteRuleInput,
} from '../../contract/api/index.ts';
import { AppError, messageOf, type WorkspaceTx } from '../base/index.ts';
import { findProblems } from '../hours/index.ts';
import { checkPattern } from '../masking/index.ts';
import { checkPrivacy } from '../notices/index.ts';
import { checkClassification, checkRoute, readSurroundings } from '../routing/index.ts';
import type { Row } from './table-store.ts';

/** The row's columns as the API's input names them, compared with its schema. */
export function checkAs(schema: TSchema, names: Readonly<Record<string, string>>) {
  return async (_tx: WorkspaceTx, row: Row): Promise<string | undefined> => {
    const entries = Object.entries(names).map(([field, column]) => [field, row[column]] as const);
    return problemOf(schema, Object.fromEntries(entries));
  };
}

export function problemOf(schema: TSchema, value: unknown): string | undefined {
  if (Value.Check(schema, value)) return undefined;
  const [first] = Value.Errors(schema, value);
  return `${first?.instancePath.slice(1).replaceAll('/', '.') || 'It'} ${first?.message ?? 'does not fit'}.`;
}

/** Hours whose shape fits: that no day is there twice, that times are in order. */
export function problemOfHours(row: Row): string | undefined {
  // Each kind's row passed its own schema before it comes here, which the common type of rows cannot say.
  const {
    periods,
    holidays,
    openings,
    time_zone: timeZone,
  } = row as unknown as OperatingHoursInput & {
    time_zone: string;
  };
  return findProblems({ timeZone, periods, holidays, openings })[0];
}

export const problemOfPattern = (row: Row): string | undefined =>
  refusalOf(() => checkPattern(String(row['pattern'])));

/** Of a setting whose shape fits: that the default language has texts, that texts name nothing unknown. */
export function problemOfPrivacy(row: Row): string | undefined {
  // Each kind's row passed its own schema before it comes here, which the common type of rows cannot say.
  const {
    default_language: defaultLanguage,
    mode,
    texts,
  } = row as unknown as PrivacySetting & {
    default_language: string;
  };
  return refusalOf(() => checkPrivacy({ mode, defaultLanguage, texts }));
}

/** The sentence with which a check refuses. */
function refusalOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return messageOf(error);
    throw error;
  }
}

const Classification = Type.Array(ClassificationRuleInput, { maxItems: MOST_RULES });
const Route = Type.Array(RouteRuleInput, { maxItems: MOST_RULES });

/** Rules are looked at as their editor does: by what the work stream has. */
export async function checkRules(tx: WorkspaceTx, row: Row): Promise<string | undefined> {
  const around = await readSurroundings(tx, String(row['work_stream_id']));
  if (!around) return 'Its work stream is not here.';
  const { rules } = row;
  if (row['kind'] === 'route') {
    return Value.Check(Route, rules) ? first(checkRoute(around, rules)) : problemOf(Route, rules);
  }
  if (row['kind'] !== 'classification') return 'It is of a kind that does not exist.';
  return Value.Check(Classification, rules)
    ? first(checkClassification(around, rules))
    : problemOf(Classification, rules);
}

function first([problem]: readonly ConditionProblem[]): string | undefined {
  return problem && `${problem.path}: ${problem.sentence}`;
}
