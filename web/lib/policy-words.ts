import type { PolicyFilter } from '../../contract/api/index.ts';
import { sharingTexts as texts } from '../texts/dataset-sharing.ts';

/** `region is North or South` */
export function wordsOfFilter({ column, operator, values, not }: PolicyFilter): string {
  const joined =
    operator === 'BETWEEN' ? values.join(texts.and) : values.map((value) => `“${value}”`).join(texts.or);
  return `${not ? texts.notThis : ''}${column} ${texts.operators[operator]} ${joined}`;
}

/** What is wrong with a policy before it is sent, by field. */
export function problemsOf(policy: {
  readonly name: string;
  readonly filters: readonly PolicyFilter[];
}): Record<string, string | undefined> {
  const problems: Record<string, string | undefined> = {
    name: policy.name.trim() === '' ? texts.nameMissing : undefined,
  };
  for (const [at, { operator, values }] of policy.filters.entries()) {
    if (values.length === 0) problems[`filters.${at}`] = texts.valueMissing;
    else if (operator === 'BETWEEN' && values.length !== 2) problems[`filters.${at}`] = texts.betweenHint;
  }
  return problems;
}
