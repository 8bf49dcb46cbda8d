import type { DatasetVersion } from '../../contract/api/index.ts';

const figures = new Intl.NumberFormat();
const size = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** `1,234 rows` */
const rows = (count: number) => (count === 1 ? '1 row' : `${figures.format(count)} rows`);

/** Rows that came and say what was there already. */
export function unchangedWords(counts: Pick<DatasetVersion, 'rowsIn' | 'rowsNew' | 'rowsChanged'>): string {
  const count = counts.rowsIn - counts.rowsNew - counts.rowsChanged;
  return count > 0 ? `${figures.format(count)} unchanged` : '';
}

/** Bytes as people read them. */
export function showBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${size.format(bytes / 1_000 ** step)} ${units[step] ?? 'B'}`;
}

/** Texts of the pages of DataSets and of SQL. */
export const dataTexts = {
  title: 'Data',
  lead: 'Tables whose every state is kept, filled by reports, files and programs; here they are read, queried and brought back.',
  datasets: 'DataSets',
  sql: 'SQL',
  search: 'Search DataSets',
  none: 'No DataSets yet',
  noneHint:
    'Make one from a connector or a file, or make a client in Settings → Data clients and let a program put a table in.',
  notFound: 'No DataSet has this in its name',
  notFoundHint: 'Search for another part of the name.',
  toClients: 'Data clients',
  order: 'Order',
  orders: {
    data_down: 'Last updated first',
    name: 'By name',
    created_down: 'Newest first',
  },
  rows,
  columns: (count: number) => (count === 1 ? '1 column' : `${figures.format(count)} columns`),
  updated: 'updated',
  never: 'no data yet',
  tabs: {
    overview: 'Overview',
    data: 'Data',
    statistics: 'Statistics',
    alerts: 'Alerts',
    history: 'History',
    schedule: 'Schedule',
    lineage: 'Lineage',
    sharing: 'Sharing',
    settings: 'Settings',
  },
  export: 'Download',
  formats: { csv: 'CSV', xlsx: 'Excel (XLSX)', jsonl: 'JSON lines', parquet: 'Parquet' },
  tooLongForSheet: 'A sheet holds at most 1,048,575 rows.',
  searchRows: 'Search in all columns',
  noRows: 'There are no rows',
  noRowsHint: 'They come with the first update.',
  noRowsFound: 'No row holds this text',
  found: (count: number) => `${rows(count)} found`,
  rowNumber: 'Row',
  numberOf: (at: number) => figures.format(at),
  goToRow: 'Go to row',
  sortBy: (column: string) => `Sort by ${column}`,
  types: {
    STRING: 'text',
    LONG: 'whole number',
    DOUBLE: 'number',
    DECIMAL: 'decimal',
    DATE: 'date',
    DATETIME: 'time (UTC)',
  },
  nothing: 'null',
  oldVersion: (number: number) => `This is version ${figures.format(number)}, an earlier state.`,
  toNow: 'Show it as it is now',
  methods: {
    replace: 'Replaced all rows',
    append: 'Added rows',
    upsert: 'Changed and added rows',
    partition: 'Replaced partitions',
    revert: 'Brought an earlier state back',
    undo: 'Took an update out',
    compact: 'Wrote the files together',
    expunge: 'Erased for privacy',
  } satisfies Record<DatasetVersion['method'], string>,
  version: (number: number) => `Version ${figures.format(number)}`,
  isNow: 'read now',
  counts: (version: Pick<DatasetVersion, 'rowsIn' | 'rowsNew' | 'rowsChanged' | 'rowsGone'>) =>
    [
      version.rowsNew > 0 ? `${figures.format(version.rowsNew)} new` : '',
      version.rowsChanged > 0 ? `${figures.format(version.rowsChanged)} changed` : '',
      unchangedWords(version),
      version.rowsGone > 0 ? `${figures.format(version.rowsGone)} gone` : '',
    ]
      .filter(Boolean)
      .join(', '),
  preview: 'Look at it',
  downloadVersion: (number: number) => `Download version ${figures.format(number)}`,
  revert: 'Revert to this point',
  deleteUpdate: 'Delete this update',
  revertTitle: (number: number) => `Revert to version ${figures.format(number)}?`,
  revertHint:
    'Everybody reads that state from then on. What came after it stays in the history, and can come back too.',
  deleteTitle: (number: number) => `Delete update ${figures.format(number)}?`,
  deleteHint: 'Its rows go, and those of later updates stay. The history keeps it: you can revert to it.',
  reverted: (number: number) => `Version ${figures.format(number)} is read now.`,
  cannotRevert: 'The state could not be brought back',
  cannotDelete: 'The update could not be taken out',
  noHistory: 'Nothing has been put in yet',
  kept: (count: number) => `The newest ${figures.format(count)} states are kept.`,
  name: 'Name',
  description: 'Description',
  keys: 'Key columns',
  keysHint: 'Values that tell rows apart: an upsert changes the row with the same ones.',
  keepVersions: 'States kept',
  keepHint: 'Older ones go, and cannot be reverted to.',
  remove: 'Delete the DataSet',
  removeHint: (count: number) =>
    `All its ${rows(count)} and its history go. Programs that write to it are refused.`,
  cannotSave: 'The settings could not be saved',
  saved: 'Saved.',
  sqlLead: 'One SELECT over DataSets by their names; a name with blanks stands in double quotes.',
  sqlLabel: 'Statement',
  run: 'Run',
  runHint: 'Ctrl+Enter runs it',
  sample: 'select * from "My DataSet" limit 100',
  insert: 'Put a name in',
  took: (ms: number, count: number, more: boolean) =>
    `${more ? 'The first ' : ''}${rows(count)} in ${figures.format(ms)} ms`,
  import: 'Import a file',
  importTitle: 'A DataSet from a file',
  importHint: 'CSV, JSON lines or Parquet, to 2 GB. What it seems to hold is shown before anything is made.',
  choose: 'Choose a file',
  another: 'Choose another file',
  uploading: (percent: number) => `${percent} % sent`,
  looking: 'Looking at it',
  cannotUpload: 'The file could not be taken',
  cannotCreate: 'The DataSet could not be made',
  hasHeader: 'The first line names the columns',
  skipBad: 'Leave out lines that cannot be read, and list them',
  columnName: (at: number) => `Name of column ${figures.format(at)}`,
  columnType: (name: string) => `Type of ${name}`,
  columnsTitle: 'Columns',
  example: 'First value',
  make: 'Make the DataSet',
  madeWithout: (count: number) =>
    count === 1 ? 'One line was left out:' : `${figures.format(count)} lines were left out:`,
  badLine: (line: number, problem: string) => `Line ${figures.format(line)}: ${problem}`,
  toDataset: 'To the DataSet',
  nothingAsked: 'Results stand here',
  nothingAskedHint: 'Write a statement and run it.',
};
