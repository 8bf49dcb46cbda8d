import type { DataChartSpec, DataGrain } from '../../contract/api/index.ts';

const kinds: Readonly<Record<DataChartSpec['kind'], string>> = {
  line: 'Line',
  bar: 'Bars',
  table: 'Table',
  number: 'Number',
};
const grains: Readonly<Record<DataGrain, string>> = {
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  quarter: 'Quarter',
  year: 'Year',
};

/** Texts of charts that are saved on a DataSet. */
export const chartTexts = {
  title: 'Charts',
  add: 'New chart',
  editTitle: (title: string) => `Chart “${title}”`,
  none: 'No charts yet',
  noneHint: 'Draw a line, bars, a table or a number out of the rows, and keep it here for everybody.',
  noneReader: 'Who manages data can keep charts here.',
  noData: 'The DataSet has no rows yet',
  noDataHint: 'Charts are drawn with the first update.',
  name: 'Title',
  kind: 'Shown as',
  kinds,
  grains,
  measures: 'What is measured',
  addMeasure: 'Add a measure',
  group: 'Grouped by',
  all: 'All rows together',
  grain: 'By',
  eachValue: 'Each value',
  order: 'Order',
  orders: { group: 'By the group', most: 'Largest first' },
  most: 'Groups at most',
  filter: 'Which rows',
  preview: 'As it is drawn now',
  more: (most: number) => `There are more than ${most} groups; the others are left out.`,
  numbers: 'The numbers',
  verbs: (title: string) => `What can be done with “${title}”`,
  edit: 'Edit',
  earlier: 'Move up',
  later: 'Move down',
  remove: 'Delete',
  moved: (title: string, place: number, of: number) => `“${title}” is number ${place} of ${of}.`,
  cannotOrder: 'The charts could not be put in order',
  cannotDraw: 'It cannot be drawn',
};
