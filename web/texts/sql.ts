import type { QueryView } from '../../contract/api/index.ts';
import type { NoPicture } from '../lib/result-chart.ts';

const figures = new Intl.NumberFormat();

/** Texts of the SQL page: saved queries, running one, and how a result is shown. */
export const sqlTexts = {
  saved: 'Saved queries',
  search: 'Search saved queries',
  searchHint: 'In names, descriptions and statements',
  none: 'No saved queries yet',
  noneHint: 'Write a statement and save it under a name: everybody who sees data can then run it.',
  noneHintReader: 'Whoever manages data can save statements here for everybody.',
  notFound: 'No saved query has this in it',
  by: (name: string) => `Last changed by ${name}`,
  fresh: 'New query',
  unsaved: 'Not saved yet',
  changed: 'Changed, not saved',
  kept: 'Saved',
  save: 'Save',
  saveAs: 'Save as',
  more: 'More about this query',
  rename: 'Rename',
  startNew: 'New',
  saveTitle: 'Save the query',
  renameTitle: 'Rename the query',
  name: 'Name',
  description: 'Description',
  savedNow: (name: string) => `“${name}” is saved.`,
  cannotSave: 'The query could not be saved',
  cannotOpen: 'The query could not be opened',
  openTitle: 'Go on without saving?',
  openHint: (name: string) =>
    name === ''
      ? 'The statement that stands here is not saved yet, and would go.'
      : `What you changed in “${name}” is not saved yet, and would go.`,
  stay: 'Keep it',
  goOn: 'Go on without saving',
  behind: 'Somebody else saved this query meanwhile',
  behindHint: 'Save yours under another name, or load what is stored now.',
  load: 'Load what is stored',
  gone: 'This query was deleted',
  goneHint: 'What stands here is kept. Save it under a name to have it back.',
  running: 'Running',
  stop: 'Cancel',
  stopped: 'The query was cancelled.',
  shownAs: 'Show as',
  kinds: { table: 'Table', line: 'Line', bar: 'Bars', number: 'Number' } satisfies Record<
    QueryView['kind'],
    string
  >,
  axis: 'Along the axis',
  values: 'Values',
  chart: (y: readonly string[], x: string) => `${y.join(', ')} by ${x}. The table below holds the same.`,
  drawn: (count: number, of: number) =>
    `The first ${figures.format(count)} of ${figures.format(of)} rows are drawn.`,
  firstRow: (of: number) => `The first of ${figures.format(of)} rows.`,
  noPicture: {
    no_rows: ['There is nothing to draw', 'The statement brought no rows.'],
    no_numbers: ['There is nothing to draw', 'No column of the result holds numbers.'],
    no_axis: [
      'There is nothing to draw along',
      'A line or bars need a column along the axis beside the numbers. Show it as a number, or ask for another column.',
    ],
    no_values: ['There is nothing to draw', 'The chosen columns hold no numbers in these rows.'],
  } satisfies Record<NoPicture, readonly [title: string, hint: string]>,
  download: 'Download as CSV',
  downloadSheet: 'Download as Excel (XLSX)',
  cannotSaveSheet: 'The file could not be made',
  fileName: 'Query',
  words: 'DataSets and columns',
  column: (dataset: string) => `column of ${dataset}`,
  dataset: 'DataSet',
};
