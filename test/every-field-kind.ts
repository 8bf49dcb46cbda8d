import type { OptionField } from '../contract/api/index.ts';
import type { AccountFacts, Batch, PullContext, ReportKind } from '../server/reports/kind.ts';

const options = (account: AccountFacts | undefined): OptionField[] => [
  {
    key: 'selection',
    label: 'Post Selection',
    kind: 'choice',
    default: 'recent',
    choices: [
      { value: 'recent', label: 'Recent posts', help: 'The newest ones.' },
      { value: 'picked', label: 'Picked posts' },
      {
        value: 'all',
        label: 'All posts',
        ...(account?.authKind === 'oauth1' ? {} : { unavailable: 'Needs an account with OAuth 1.0a.' }),
      },
    ],
  },
  {
    key: 'number',
    label: 'Number of Posts',
    help: 'The newest ones first.',
    kind: 'number',
    least: 1,
    most: 100,
    default: 20,
    unit: 'posts',
    when: [{ option: 'selection', is: ['recent'] }],
  },
  {
    key: 'posts',
    label: 'Posts',
    kind: 'posts',
    most: 100,
    when: [{ option: 'selection', is: ['picked'] }],
  },
  {
    key: 'metrics',
    label: 'Engagement Metrics',
    kind: 'choices',
    least: 1,
    default: ['likes'],
    choices: [
      { value: 'likes', label: 'Likes' },
      { value: 'replies', label: 'Replies' },
      { value: 'clicks', label: 'Clicks on links' },
      { value: 'opens', label: 'App opens', unavailable: 'This account’s source does not count them.' },
    ],
  },
  {
    key: 'zones',
    label: 'Shade',
    kind: 'choice',
    default: '1',
    choices: Array.from({ length: 8 }, (_, at) => ({ value: String(at), label: `Shade ${at}` })),
  },
  { key: 'day', label: 'Select Specific Date', kind: 'date' },
  { key: 'note', label: 'Note', kind: 'text', most: 40, required: false },
  { key: 'raw', label: 'Keep what X answered', help: 'In one more column.', kind: 'switch', default: false },
  {
    key: 'wantsInput',
    label: 'Only for users of a DataSet',
    kind: 'switch',
    default: false,
  },
  {
    key: 'input',
    label: 'Input DataSet ID',
    kind: 'dataset',
    when: [{ option: 'wantsInput', is: ['true'] }],
  },
  {
    key: 'column',
    label: 'Column',
    kind: 'column',
    of: 'input',
    suggests: ['who', 'user_id'],
    when: [{ option: 'wantsInput', is: ['true'] }],
  },
];

/** A connector with a menu of each sort, that answers one row for each metric. */
export const everyFieldKind: ReportKind = {
  id: 'every-field',
  name: 'Every field',
  summary: 'Shows a menu of each sort, and brings a row for each metric that was chosen.',
  needsAccount: true,
  prerequisites: ['An account of X that is connected here.'],
  questions: [
    { question: 'Can I use the same account for several DataSets?', answer: 'Yes, for as many as you like.' },
    { question: 'How often can the data be updated?', answer: 'Once a day is enough for most.' },
  ],
  method: 'upsert',
  input: 'input',
  options,
  check: ({ options: chosen }) =>
    chosen['day'] === '2020-02-02' ? 'Select Specific Date: it lies before all posts.' : undefined,
  columns: () => [
    { name: 'metric', type: 'STRING' },
    { name: 'day', type: 'DATE' },
    { name: 'value', type: 'LONG' },
  ],
  keys: () => ['metric', 'day'],
  estimate: async ({ options: chosen }) => ({
    requests: 2,
    microUsd: Number(chosen['number'] ?? 0) * 5_000,
    notes: ['A post that was read today already costs nothing.'],
  }),
  pull: (context) => oneForEach(context),
};

async function* oneForEach({ asked }: PullContext): AsyncGenerator<Batch> {
  const { metrics, day } = asked.options;
  const rows = (Array.isArray(metrics) ? metrics : []).map((metric, at) => [metric, String(day), at + 1]);
  yield { rows, checkpoint: rows.length, expected: rows.length };
}
