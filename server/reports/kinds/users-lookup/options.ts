import type { OptionField } from '../../../../contract/api/index.ts';
import { LIST_WRITE_SCOPE } from '../../../x/index.ts';
import { readDatasetId } from '../../dataset-id.ts';
import type { AccountFacts, Asked } from '../../kind.ts';
import { SENDER_COLUMNS, RECIPIENT_COLUMNS, USER_COLUMNS } from './columns-of-input.ts';

const HOUR_MS = 3_600_000;
/** Answers are kept for 30 days. */
const MOST_HOURS = 720;

/** What was asked for, in our words. */
export interface Wanted {
  readonly datasetId: string;
  /** The List that found users are put on. */
  readonly listId: string | undefined;
  readonly people: 'pairs' | 'column';
  readonly senders: string | undefined;
  readonly recipients: string | undefined;
  readonly users: string | undefined;
  /** Answers since then count. */
  readonly since: Date;
}

/** The menus; what an account cannot do has its reason. */
export function optionsOf(account: AccountFacts | undefined): readonly OptionField[] {
  const cannotWrite = account && whyNoList(account);
  return [
    {
      kind: 'choice',
      key: 'report',
      label: 'Report',
      choices: [
        {
          value: 'lookup',
          label: 'Users Lookup',
          help: 'One row for each user that the DataSet names. Changes nothing at X.',
        },
        {
          value: 'list',
          label: 'Users Lookup and add to an X List',
          help: 'The same, and puts the users that are found on a List of the account.',
          ...(cannotWrite !== undefined && { unavailable: cannotWrite }),
        },
      ],
      default: 'lookup',
    },
    {
      kind: 'text',
      key: 'list_id',
      label: 'List ID',
      help: 'The number in the address of the List: https://x.com/i/lists/…',
      most: 100,
      required: true,
      when: [{ option: 'report', is: ['list'] }],
    },
    {
      kind: 'choice',
      key: 'input_from',
      label: 'Input DataSet is',
      choices: [
        { value: 'here', label: 'Here' },
        {
          value: 'server',
          label: 'On another server',
          help: 'One with Domo’s API, such as Domo itself. It is read anew with each run.',
        },
      ],
      default: 'here',
    },
    {
      kind: 'dataset',
      key: 'input',
      label: 'Input DataSet ID',
      help: 'The id of the DataSet, or the address of its page: …/datasources/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/details/data',
      when: [{ option: 'input_from', is: ['here'] }],
    },
    {
      kind: 'server',
      key: 'server',
      label: 'Server',
      when: [{ option: 'input_from', is: ['server'] }],
    },
    {
      kind: 'server_dataset',
      key: 'server_input',
      label: 'Input DataSet ID there',
      help: 'The id of the DataSet, or the address of its page: …/datasources/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/details/data',
      of: 'server',
      when: [{ option: 'input_from', is: ['server'] }],
    },
    {
      kind: 'choice',
      key: 'people',
      label: 'Users are in',
      choices: [
        { value: 'pairs', label: 'Senders and recipients' },
        { value: 'column', label: 'One column of users' },
      ],
      default: 'pairs',
    },
    {
      kind: 'column',
      key: 'senders',
      label: 'Senders',
      help: `Ids or usernames. Left empty: ${SENDER_COLUMNS.join(', ')}.`,
      of: 'input',
      ofServer: 'server_input',
      suggests: [...SENDER_COLUMNS],
      when: [{ option: 'people', is: ['pairs'] }],
    },
    {
      kind: 'column',
      key: 'recipients',
      label: 'Recipients',
      help: `Ids or usernames. Left empty: ${RECIPIENT_COLUMNS.join(', ')}.`,
      of: 'input',
      ofServer: 'server_input',
      suggests: [...RECIPIENT_COLUMNS],
      when: [{ option: 'people', is: ['pairs'] }],
    },
    {
      kind: 'column',
      key: 'users',
      label: 'Users',
      help: `Ids or usernames. Left empty: the first there is of ${USER_COLUMNS.join(', ')}.`,
      of: 'input',
      ofServer: 'server_input',
      suggests: [...USER_COLUMNS],
      when: [{ option: 'people', is: ['column'] }],
    },
    {
      kind: 'number',
      key: 'hours',
      label: 'An answer counts for',
      help: 'Whoever was looked up since then is not asked for, and not paid for, again. 0: X is always asked.',
      least: 0,
      most: MOST_HOURS,
      default: 24,
      unit: 'hours',
    },
  ];
}

/** What holds between the fields, as a sentence. */
export function check({ options }: Asked): string | undefined {
  const { report, list_id: listId, senders, recipients } = options;
  if (report === 'list' && readListId(textOf(listId)) === undefined) {
    return 'List ID: give the number of the List, or its address as https://x.com/i/lists/1234567890.';
  }
  const isSame = textOf(senders) !== undefined && textOf(senders) === textOf(recipients);
  return isSame ? 'Senders and Recipients: choose two columns, or “One column of users”.' : undefined;
}

/** Reads what was checked. */
export function wantedOf({ options, now }: Pick<Asked, 'options' | 'now'>): Wanted {
  const hours = typeof options['hours'] === 'number' ? options['hours'] : 24;
  const isPairs = options['people'] !== 'column';
  return {
    datasetId: readDatasetId(textOf(options['input']) ?? '') ?? '',
    listId: options['report'] === 'list' ? readListId(textOf(options['list_id'])) : undefined,
    people: isPairs ? 'pairs' : 'column',
    senders: isPairs ? textOf(options['senders']) : undefined,
    recipients: isPairs ? textOf(options['recipients']) : undefined,
    users: isPairs ? undefined : textOf(options['users']),
    since: new Date(now.getTime() - hours * HOUR_MS),
  };
}

/** The id of a List in what was typed or pasted. */
export function readListId(text: string | undefined): string | undefined {
  const found = /^(?:https?:\/\/[^/\s]+\/i\/lists\/)?(\d{1,19})(?:[/?#].*)?$/.exec(text?.trim() ?? '');
  return found?.[1];
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function whyNoList(account: AccountFacts): string | undefined {
  if (account.authKind === 'app') return 'X lets a signed-in user change Lists only, not an app.';
  const lacks = account.authKind === 'oauth2' && !account.scopes.includes(LIST_WRITE_SCOPE);
  return lacks
    ? `The sign-in of this account lacks the scope ${LIST_WRITE_SCOPE}. Connect it with OAuth 1.0a.`
    : undefined;
}
