import type {
  DataAlert,
  DataAlertRule,
  DataComparison,
  DataFilter,
  DataMeasure,
  DatasetColumn,
} from '../../contract/api/index.ts';
import { unfinished } from './data-filter.ts';

/** An alert as its form holds it: both kinds of rule, so that changing one's mind loses nothing. */
export interface AlertDraft {
  readonly name: string;
  readonly kind: DataAlertRule['kind'];
  readonly filter: DataFilter;
  readonly measure: DataMeasure;
  readonly comparison: DataComparison;
  readonly limit: string;
  readonly again: boolean;
  readonly memberIds: string[];
  readonly webhook: string;
  readonly paused: boolean;
}

const standard = {
  measure: { aggregate: 'rows', column: null },
  comparison: 'over',
  limit: '',
  again: false,
} as const;

export function newDraft([first]: readonly DatasetColumn[]): AlertDraft {
  const filter: DataFilter = first ? [{ column: first.name, operator: 'is', value: '' }] : [];
  return { ...standard, name: '', kind: 'rows', filter, memberIds: [], webhook: '', paused: false };
}

export function draftOf({
  name,
  rule,
  memberIds,
  webhook,
  paused,
}: Pick<DataAlert, 'name' | 'rule' | 'memberIds' | 'webhook' | 'paused'>): AlertDraft {
  const shared = { name, filter: rule.filter, memberIds, webhook: webhook ?? '', paused };
  if (rule.kind === 'rows') return { ...standard, ...shared, kind: 'rows' };
  const { measure, comparison, value, again } = rule;
  return { ...shared, kind: 'aggregate', measure, comparison, limit: String(value), again };
}

export function ruleOf({ kind, filter, measure, comparison, limit, again }: AlertDraft): DataAlertRule {
  if (kind === 'rows') return { kind, filter };
  return { kind, measure, filter, comparison, value: numberOf(limit), again };
}

/** What is not finished, by field; the words for it are the caller's. */
export function problemsOf(
  draft: AlertDraft,
  words: Readonly<Record<'name' | 'value' | 'condition' | 'number' | 'column', string>>,
): Readonly<Record<string, string | undefined>> {
  const { kind, filter, measure, limit, name } = draft;
  const values = unfinished(filter).map((at) => [`filter.${at}`, words.value] as const);
  const isNumber = kind === 'aggregate';
  return {
    name: name.trim() === '' ? words.name : undefined,
    filter: !isNumber && filter.length === 0 ? words.condition : undefined,
    limit: isNumber && !Number.isFinite(numberOf(limit)) ? words.number : undefined,
    measure: isNumber && measure.aggregate !== 'rows' && measure.column === null ? words.column : undefined,
    ...Object.fromEntries(values),
  };
}

/** As people write numbers: a comma before the fraction is taken as well. */
const numberOf = (text: string): number =>
  /^[+-]?\d{1,15}([.,]\d{1,9})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;
