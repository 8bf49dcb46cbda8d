const figures = new Intl.NumberFormat();
const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** `1,234 rows` */
const rows = (count: number) => (count === 1 ? '1 row' : `${figures.format(count)} rows`);

/** Texts of what the columns of a DataSet hold. */
export const statisticsTexts = {
  columns: 'Columns',
  nulls: 'Nulls',
  /** `12 (3%)` */
  partOf: (count: number, all: number) =>
    count === 0 || all === 0
      ? figures.format(count)
      : `${figures.format(count)} (${share.format(count / all)})`,
  distinct: 'Different values',
  about: (figure: string) => `about ${figure}`,
  count: (count: number) => figures.format(count),
  least: { number: 'Least', time: 'Earliest' },
  most: { number: 'Most', time: 'Latest' },
  average: 'Average',
  median: 'Median',
  quartiles: 'Quartiles',
  range: (from: string, to: string) => `${from} to ${to}`,
  deviation: 'Standard deviation',
  leftOut: 'Left out of the figures',
  empty: 'Empty texts',
  shortest: 'Shortest',
  longest: 'Longest',
  averageLength: 'Average length',
  characters: (count: string) => (count === '1' ? '1 character' : `${count} characters`),
  frequent: 'Most frequent',
  frequentNone: 'No value comes twice.',
  frequentTooMany: 'There are too many different values to count them.',
  emptyText: 'empty text',
  onlyNulls: 'There are only nulls.',
  distribution: (column: string, bins: readonly { label: string; rows: number }[]) =>
    `How the values of ${column} are spread: ${bins.map((bin) => `${bin.label}: ${rows(bin.rows)}`).join('; ')}`,
  bin: (label: string, count: number) => `${label}: ${rows(count)}`,
  tallest: (count: number) => `The tallest bar is ${rows(count)}.`,
  rough: '“About” is an estimate: there are too many values for an exact figure.',
  days: (count: string) => (count === '1' ? '1 day' : `${count} days`),
  hours: (count: string) => (count === '1' ? '1 hour' : `${count} hours`),
  minutes: (count: string) => (count === '1' ? '1 minute' : `${count} minutes`),
  seconds: (count: string) => (count === '1' ? '1 second' : `${count} seconds`),
};
