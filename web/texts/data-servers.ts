/** Servers with Domo's API whose DataSets reports read. */
export const dataServerTexts = {
  title: 'Servers with Domo’s API',
  lead: 'Reports can take their input from DataSets of another server: Domo itself, or another Rookery.',
  add: 'Add a server',
  edit: 'Change the server',
  none: 'No server is added.',
  name: 'Name',
  host: 'Host',
  hostHint: 'Such as api.domo.com. Its address may be given too.',
  clientId: 'Client ID',
  secret: 'Client secret',
  secretHint: 'Kept sealed, and never shown again.',
  secretKept: 'Left empty, it stays as it is. Another host or client needs its own.',
  needsHost: 'Enter the host.',
  needsClient: 'Enter the client id.',
  needsSecret: 'Enter the client secret.',
  check: 'It is asked whether it takes the client before anything is kept.',
  reports: (count: number) =>
    count === 0
      ? 'No report reads from it'
      : count === 1
        ? '1 report reads from it'
        : `${count} reports read from it`,
  lastUsed: 'last read',
  neverUsed: 'never read yet',
  askHint: 'Its client secret is forgotten. Nothing changes on the server itself.',
  inUse: 'Reports read from it. Delete them, or give them another input first.',

  choose: 'Choose a server',
  needsServer: 'Choose a server, or add one.',
  needsDataset: 'Enter the id of a DataSet.',
  asks: 'The server is asked …',
  found: (name: string, rows: string) => `“${name}”, ${rows} rows.`,
};
