import type { DataAlertNotice, DataAlertTrial, DataComparison } from '../../contract/api/index.ts';

const figures = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });
const figure = (value: number | null) => (value === null ? 'no value' : figures.format(value));
const rows = (count: number) => (count === 1 ? '1 row' : `${figures.format(count)} rows`);

const comparisons: Readonly<Record<DataComparison, string>> = {
  over: 'is more than',
  at_least: 'is at least',
  under: 'is less than',
  at_most: 'is at most',
  is: 'is',
  is_not: 'is not',
  changes_by: 'changes by more than (%)',
  rises_by: 'rises by more than (%)',
  falls_by: 'falls by more than (%)',
};

/** Texts of alerts of a DataSet. */
export const alertTexts = {
  title: 'Alerts',
  lead: 'Looked at after each update of this DataSet. Mails and POSTs hold numbers, and no row.',
  add: 'New alert',
  addTitle: 'New alert',
  editTitle: (name: string) => `Alert “${name}”`,
  none: 'No alerts yet',
  noneHint: 'Be told when rows of a kind come in, or when a count, sum or average goes where it should not.',
  noneReader: 'Who manages data can set them up; then you can be mailed as well.',
  noMail: 'E-mail is not set up in this workspace: nobody can be mailed.',
  toMail: 'Set e-mail up',
  name: 'Name',
  kind: 'Look at',
  kinds: { rows: 'Rows', aggregate: 'A number' },
  rowsHint: 'Told of rows that are new or changed since the update before.',
  aggregateHint: 'Told when the number becomes such.',
  which: 'Which rows',
  tell: 'Whom it tells',
  rule: 'Rule',
  comparison: 'Tell when it',
  comparisons,
  limit: 'Value',
  needsNumber: 'Write a number, such as 12.5.',
  again: 'Tell again with every update while it is so',
  now: 'As the rows are now',
  looking: 'Looking',
  trial: ({ rows: fit, value, before, holds }: DataAlertTrial, isRows: boolean) =>
    isRows
      ? `${rows(fit)} ${fit === 1 ? 'fits' : 'fit'} now.`
      : `It is ${figure(value)}${before === null ? '' : ` (before: ${figure(before)})`}, over ${rows(fit)}. ${
          holds ? 'It would have told.' : 'It would not have told.'
        }`,
  begins: 'What is there now is not told; only what comes with later updates.',
  members: 'Members who are mailed',
  membersHint: 'Whoever sees data can be chosen, or subscribe by themselves.',
  webhook: 'Address for a POST',
  webhookHint: 'Signed, and tried again for a day. Leave it empty for none.',
  secret: 'Show the secret it is signed with',
  secretLabel: 'Secret',
  cannotShow: 'The secret could not be shown',
  paused: 'Paused',
  holds: 'Holds now',
  trouble: 'Needs attention',
  pausedLabel: 'Paused: updates are passed over',
  facts: {
    told: 'last told',
    never: 'nothing told yet',
    owner: (name: string) => `by ${name}`,
  },
  mailMe: 'Mail me',
  mailMeOf: (name: string) => `Mail me of “${name}”`,
  verbs: (name: string) => `What can be done with “${name}”`,
  edit: 'Edit',
  pause: 'Pause',
  goOn: 'Let it go on',
  test: 'Send a test',
  history: 'What it told',
  remove: 'Delete',
  removeHint: 'It tells nobody any more, and what it told is forgotten. It cannot come back.',
  saved: (name: string) => `“${name}” is saved.`,
  pausedNow: (name: string) => `“${name}” is paused.`,
  goesOn: (name: string) => `“${name}” looks at updates from now on.`,
  tested: ({ mailed, webhook, mailMissing }: DataAlertNotice) => {
    const posts = webhook === null ? [] : ['a POST'];
    const mails = mailed === 0 ? [] : [mailed === 1 ? '1 mail' : `${mailed} mails`];
    const all = [...mails, ...posts];
    if (all.length > 0) return `On its way: ${all.join(' and ')}.`;
    return mailMissing
      ? 'Nobody could be told: e-mail is not set up.'
      : 'The alert tells nobody: choose whom first.';
  },
  cannotSave: 'The alert could not be changed',
  cannotTest: 'The test could not be sent',
  historyTitle: (name: string) => `What “${name}” told`,
  historyNone: 'It has told nothing yet.',
  update: (version: number | null) => (version === null ? 'Test' : `Update ${version}`),
  told: ({ value, before, datasetVersion }: DataAlertNotice, isRows: boolean) => {
    if (datasetVersion === null) return '';
    if (isRows) return `${rows(value ?? 0)} new or changed`;
    return before === null ? figure(value) : `${figure(value)}, before ${figure(before)}`;
  },
  mailed: ({ mailed, mailMissing }: DataAlertNotice) =>
    mailMissing ? 'e-mail was not set up' : mailed === 0 ? '' : `mailed to ${mailed}`,
  posts: {
    waiting: 'POST waits',
    delivered: 'POST delivered',
    dead: 'POST given up',
    dropped: 'POST dropped',
    resent: 'POST sent again',
    forgotten: 'POST sent',
  },
};
