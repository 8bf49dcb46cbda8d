import type { ReportState } from '../lib/dataset-list.ts';

const figures = new Intl.NumberFormat();
const count = (many: number, one: string, several: string) =>
  many === 1 ? `1 ${one}` : `${figures.format(many)} ${several}`;

/** Texts of the list of DataSets: filters, states and what is done with several. */
export const listTexts = {
  attentionFirst: 'Needs attention first',
  source: 'Source',
  anySource: 'Any source',
  noReport: 'Without a report',
  beside: (name: string) => `Beside “${name}”`,
  onInput: 'when its input is updated',
  account: 'Account',
  anyAccount: 'Any account',
  state: 'State',
  anyState: 'Any state',
  states: {
    attention: 'Needs attention',
    running: 'Running',
    scheduled: 'On a schedule',
    manual: 'By hand',
    paused: 'Paused',
  } satisfies Record<ReportState, string>,
  noneFits: 'No DataSet fits these filters',
  noneFitsHint: 'Choose other ones.',
  clearFilters: 'Show all',
  failed: 'Failed',
  late: 'Late',
  nextRun: 'next run',
  choose: (name: string) => `Choose ${name}`,
  chooseAll: 'Choose all that are shown',
  chosen: (many: number) => `${count(many, 'DataSet', 'DataSets')} chosen`,
  runNow: 'Run now',
  noneRuns: 'No report fills what is chosen.',
  started: (many: number) => `${count(many, 'run has', 'runs have')} started.`,
  tag: 'Add a tag',
  tagName: 'Tag',
  tagHint: '40 characters at most. A DataSet has 20 tags at most.',
  tagged: (many: number, tag: string) => `“${tag}” is on ${count(many, 'DataSet', 'DataSets')}.`,
  remove: 'Delete',
  removeTitle: (many: number) => `Delete ${count(many, 'DataSet', 'DataSets')}?`,
  removeHint:
    'All rows and states go, and the reports that fill them end. Programs that write to them are refused. This cannot be undone.',
  removed: (many: number) => `${count(many, 'DataSet is', 'DataSets are')} deleted.`,
  someFailed: (names: readonly string[]) => `Not done for ${names.join(', ')}`,
  none: 'Choose none',
};
