const and = new Intl.ListFormat(undefined, { type: 'conjunction' });

/** Texts of where the rows of a DataSet come from, and where they go. */
export const lineageTexts = {
  lead: 'From left to right: what it is made from, and what is made from it.',
  leadOfList: 'What it is made from, and what is made from it.',
  alone: 'It is made from no other DataSet, and nothing is made from it.',
  cut: 'Only the 50 nearest DataSets are shown.',
  companions: 'A dashed line leads to a table that stands beside a DataSet, filled by the same report.',
  graph: 'Lineage',
  here: 'this DataSet',
  deleted: 'A DataSet that was deleted',
  deletedInside: 'a DataSet that was deleted',
  byHand: 'Files and programs',
  besideReport: 'Filled by the same report',
  /** `Users Lookup · @brandy` */
  source: (connector: string, account: string | null) =>
    account === null ? connector : `${connector} · ${account}`,
  madeFrom: (names: readonly string[]) => `Made from ${and.format(names)}.`,
  beside: (names: readonly string[]) => `Stands beside ${and.format(names)}.`,
};
