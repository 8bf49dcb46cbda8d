import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OptionField, ReportKind } from '../../contract/api/index.ts';
import { reportKinds } from '../../server/reports/registry.ts';
import { type Product, startProduct } from '../product.ts';
import { type Reports, reportsOf } from '../report-house.ts';

let product: Product;
let reports: Reports;
let accountId: string;
let datasetId: string;
let kinds: ReportKind[];
beforeAll(async () => {
  product = await startProduct();
  reports = reportsOf(product.admin);
  for (const name of ['shop', 'kim']) await product.x.user(name);
  ({ accountId } = await product.connect('shop'));
  await product.x.write('kim', 'shop', 'Hello');
  ({ kinds } = await product.admin.ask<{ kinds: ReportKind[] }>('GET', '/api/report-kinds'));
  // Something to look users up in.
  ({ datasetId } = await reports.make('direct_messages', { accountId, options: { report: 'received' } }));
});
afterAll(() => product?.close());

const ids = reportKinds.map(({ id }) => id);
const kindOf = (id: string) => {
  const kind = kinds.find((one) => one.id === id);
  if (!kind) throw new Error(`${id} is not served`);
  return kind;
};
const fieldsOf = async (kind: ReportKind) => {
  const query = kind.needsAccount ? `?accountId=${accountId}` : '';
  const path = `/api/report-kinds/${kind.id}/options${query}`;
  return (await product.admin.ask<{ options: OptionField[] }>('GET', path)).options;
};
/** What somebody must fill in, and nothing else. */
const least = (fields: readonly OptionField[]) =>
  Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      if (field.kind === 'dataset') return [[field.key, datasetId]];
      if (field.kind === 'text' && field.required) return [[field.key, '1']];
      // Menus with an answer that cannot be had stay at one that can.
      return [];
    }),
  );
const draftOf = async (kind: ReportKind) => ({
  kind: kind.id,
  accountId: kind.needsAccount ? accountId : null,
  options: least(await fieldsOf(kind)),
  zone: 'Europe/Berlin',
});

/** What of the menus names something that is not there. */
function faultsOf(fields: readonly OptionField[]): string[] {
  const seen = new Map<string, OptionField>();
  const valuesOf = (field: OptionField | undefined) =>
    field?.kind === 'choice' || field?.kind === 'choices'
      ? field.choices.map(({ value }) => value)
      : undefined;
  const faults: string[] = [];
  for (const field of fields) {
    if (seen.has(field.key)) faults.push(`${field.key} comes twice`);
    for (const { option, is } of field.when ?? []) {
      if (!seen.has(option)) faults.push(`${field.key} stands before ${option}`);
      const values = valuesOf(seen.get(option));
      for (const value of is) {
        if (values && !values.includes(value)) faults.push(`${field.key} waits for ${option} = ${value}`);
      }
    }
    if (!isDefaultGood(field, valuesOf(field) ?? [])) faults.push(`the default of ${field.key} is none`);
    seen.set(field.key, field);
  }
  return faults;
}

function isDefaultGood(field: OptionField, values: readonly string[]): boolean {
  switch (field.kind) {
    case 'choice':
      return values.includes(field.default);
    case 'choices':
      return field.default.length >= field.least && field.default.every((value) => values.includes(value));
    case 'number':
      return field.default === null || (field.default >= field.least && field.default <= field.most);
    default:
      return true;
  }
}

describe.each(ids)('the connector %s', (id) => {
  it('says what it is for, what one needs and what people ask', () => {
    const { name, summary, prerequisites, questions, input } = kindOf(id);
    expect(name).not.toBe('');
    expect(summary.length).toBeGreaterThan(20);
    expect(questions.length).toBeGreaterThanOrEqual(2);
    expect(prerequisites.length).toBeGreaterThanOrEqual(kindOf(id).needsAccount ? 1 : 0);
    for (const { question, answer } of questions)
      expect([question.at(-1), answer.at(-1)]).toEqual(['?', '.']);
    expect([null, 'input']).toContain(input);
  });

  it('has menus whose conditions and defaults name what there is', async () => {
    expect(faultsOf(await fieldsOf(kindOf(id)))).toEqual([]);
  });

  it('is checked as it stands: columns, keys among them, and a price', async () => {
    const checked = await product.admin.ask<{
      columns: { name: string }[];
      keys: string[];
      estimate: { requests: number; microUsd: number; notes: string[] };
    }>('POST', '/api/report-kinds/check', await draftOf(kindOf(id)));
    const names = checked.columns.map(({ name }) => name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(checked.keys.filter((key) => !names.includes(key))).toEqual([]);
    expect(checked.estimate.microUsd).toBeGreaterThanOrEqual(0);
    expect(names.slice(-2)).toEqual(['_BATCH_ID_', '_BATCH_LAST_RUN_']);
  });

  it('says which columns are of people by names that come', async () => {
    const kind = kindOf(id);
    const draft = await draftOf(kind);
    const report = (await fieldsOf(kind)).find(({ key }) => key === 'report');
    const all =
      report?.kind === 'choice' ? report.choices.filter((one) => one.unavailable === undefined) : [];
    const names = new Set<string>();
    for (const { value } of all) {
      const options = { ...draft.options, report: value };
      const { columns } = await product.admin.ask<{ columns: { name: string }[] }>(
        'POST',
        '/api/report-kinds/check',
        { ...draft, options },
      );
      for (const { name } of columns) names.add(name);
    }
    const declared = reportKinds.find((one) => one.id === id)?.personal;
    const { people = [], lists = [], messages = null, at = null } = declared ?? {};
    const personal = [...people, ...lists, messages, at].filter((name) => name !== null);
    expect(personal.filter((name) => !names.has(name))).toEqual([]);
  });

  it('shows its first rows, and runs into a DataSet of its columns', async () => {
    const kind = kindOf(id);
    const draft = await draftOf(kind);
    const preview = await product.admin.ask<{ columns: { name: string }[]; rows: unknown[][] }>(
      'POST',
      '/api/report-kinds/preview',
      draft,
    );
    for (const row of preview.rows) expect(row).toHaveLength(preview.columns.length);
    const { id: reportId, datasetId: made } = await reports.make(kind.id, {
      ...draft,
      method: kind.method,
    });
    const run = await reports.run(reportId);
    expect(run.problem).toBeNull();
    expect(run.state).toBe('succeeded');
    expect((await reports.rows(made)).length).toBe(Math.min(500, run.rows));
  });
});
