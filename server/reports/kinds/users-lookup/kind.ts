import type { RunEstimate } from '../../../../contract/api/index.ts';
import { MOST_LIST_MEMBERS, PRICES_MICRO_USD } from '../../../x/index.ts';
import type { Asked, EstimateSource, ReportKind } from '../../kind.ts';
import { MOST_AT_ONCE } from './look-up.ts';
import { check, optionsOf, wantedOf } from './options.ts';
import { pull } from './pull.ts';
import { columns, requests } from './rows.ts';

/** Looks the users of a DataSet up at X, each once, and can put them on a List. */
export const usersLookup: ReportKind = {
  id: 'users_lookup',
  name: 'Twitter Users Lookup Writeback',
  summary:
    'Looks up the users whose ids or names are in a DataSet, senders and recipients, each once. Can add them to an X List.',
  needsAccount: true,
  prerequisites: [
    'An X account that is connected. X takes the account that your browser is signed in with: sign out of X first if that is another one.',
    'A DataSet with ids or usernames of X users, such as one of Twitter Direct Messages.',
    'To add users to a List: a List that the account owns, and a sign-in that may write Lists.',
  ],
  questions: [
    {
      question: 'Can I use the same account for many DataSets?',
      answer:
        'Yes. It is connected once and can be chosen in any number of reports. They share its limits at X.',
    },
    {
      question: 'How often can the data be updated?',
      answer:
        'As often as you like: on a schedule, whenever the input DataSet is updated, or both. A user who was looked up within the last 24 hours, or as long as you say, is not paid for again.',
    },
    {
      question: 'Where is the id of a DataSet?',
      answer: 'In the address of its page, behind /datasources/. The whole address can be pasted as well.',
    },
    {
      question: 'Does it change anything at X?',
      answer:
        'Users Lookup does not. The other report adds users to the List, each once, and takes nobody off.',
    },
    {
      question: 'What are the limits?',
      answer: `X answers 900 lookups of an account in a quarter of an hour, with ${MOST_AT_ONCE} users each, and adds 300 users to Lists. A List holds ${MOST_LIST_MEMBERS.toLocaleString('en-GB')}. A run that has used a limit up waits, and goes on where it was. X forbids adding people in bulk to bother them.`,
    },
    {
      question: 'What becomes of users that X does not know?',
      answer:
        'They have a row that says so: not_found, suspended or error. Without an id the row is known by @ and the name in small letters.',
    },
  ],
  method: 'upsert',
  input: 'input',
  companions: [requests],
  // The other report changes something at X, which a source does not.
  streams: [{ name: 'users_lookup', fixed: { report: 'lookup', input: 'configuration' } }],
  options: optionsOf,
  check,
  columns: () => columns,
  keys: () => ['user_id'],
  personal: { people: ['user_id'], lists: [], messages: null, at: 'looked_up_at', ages: false },
  estimate,
  pull,
};

async function estimate(asked: Asked, source: EstimateSource): Promise<RunEstimate> {
  const wanted = wantedOf(asked);
  const rows = await source.inputRows();
  const users = wanted.people === 'pairs' ? rows * 2 : rows;
  const members = wanted.listId === undefined ? 0 : Math.min(users, MOST_LIST_MEMBERS);
  return {
    requests: Math.ceil(users / MOST_AT_ONCE) + members,
    microUsd: users * PRICES_MICRO_USD.user_read + members * PRICES_MICRO_USD.list_manage_write,
    notes: [
      wanted.people === 'pairs'
        ? 'At most: as if each row named two users that no other names, and none was looked up lately.'
        : 'At most: as if each row named a user that no other names, and none was looked up lately.',
      'X charges 0.01 US dollars for each user that it finds, nothing for the others.',
      ...(members > 0 ? ['Adding a user to the List costs 0.005 US dollars, once.'] : []),
    ],
  };
}
