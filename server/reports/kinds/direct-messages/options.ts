import type { OptionField, ReportOptions } from '../../../../contract/api/index.ts';
import type { AccountFacts, Asked } from '../../kind.ts';
import type { Direction } from './message.ts';

const DAY_MS = 86_400_000;
/** What X keeps. */
export const X_KEEPS_DAYS = 30;
const MOST_DAYS_KEPT = 3_650;
const MOST_NEWEST = 1_000_000;

/** What was asked for, in our words. */
export interface Wanted {
  readonly direction: Direction;
  readonly from: 'x' | 'store';
  readonly which:
    | { readonly by: 'newest'; readonly count: number }
    | { readonly by: 'days'; readonly days: number; readonly since: Date }
    | { readonly by: 'new' };
}

/** The menus; what an account cannot do has its reason. */
export function optionsOf(account: AccountFacts | undefined): readonly OptionField[] {
  const cannotRead = account && whyNotFromX(account);
  return [
    {
      kind: 'choice',
      key: 'report',
      label: 'Report',
      choices: [
        {
          value: 'received',
          label: 'Direct Messages',
          help: 'The most recent direct messages sent to the account.',
        },
        {
          value: 'sent',
          label: 'Direct Messages Sent',
          help: 'The most recent direct messages sent by the account.',
        },
      ],
      default: 'received',
    },
    {
      kind: 'choice',
      key: 'source',
      label: 'Read from',
      choices: [
        {
          value: 'x',
          label: 'X',
          help: `The last ${X_KEEPS_DAYS} days; X keeps no more. Each message read costs 0.01 US dollars.`,
          ...(cannotRead !== undefined && { unavailable: cannotRead }),
        },
        {
          value: 'store',
          label: 'Our own messages',
          help: 'What the desk has of the account since it became a handle, however old. Costs nothing.',
        },
      ],
      default: 'x',
    },
    {
      kind: 'choice',
      key: 'which',
      label: 'Which messages',
      choices: [
        { value: 'newest', label: 'The newest' },
        { value: 'days', label: 'The last days' },
        {
          value: 'new',
          label: 'All since the last run',
          help: 'Everything there is at first, then what is new. Made for Append and Upsert.',
        },
      ],
      default: 'newest',
    },
    {
      kind: 'number',
      key: 'count',
      label: 'Number of messages',
      help: 'From X, messages of the other direction in between are read, and paid for, too.',
      least: 1,
      most: MOST_NEWEST,
      default: 20,
      unit: 'messages',
      when: [{ option: 'which', is: ['newest'] }],
    },
    {
      kind: 'number',
      key: 'days',
      label: 'Days back',
      help: 'Days of 24 hours, back from the start of the run.',
      least: 1,
      most: X_KEEPS_DAYS,
      default: 7,
      unit: 'days',
      when: [
        { option: 'which', is: ['days'] },
        { option: 'source', is: ['x'] },
      ],
    },
    {
      kind: 'number',
      key: 'days_kept',
      label: 'Days back',
      help: 'Days of 24 hours, back from the start of the run.',
      least: 1,
      most: MOST_DAYS_KEPT,
      default: 90,
      unit: 'days',
      when: [
        { option: 'which', is: ['days'] },
        { option: 'source', is: ['store'] },
      ],
    },
  ];
}

/** Reads what was checked field by field. */
export function wantedOf({ options, now }: Pick<Asked, 'options' | 'now'>): Wanted {
  const from = options['source'] === 'store' ? 'store' : 'x';
  return {
    direction: options['report'] === 'sent' ? 'sent' : 'received',
    from,
    which: whichOf(options, from, now),
  };
}

function whichOf(options: ReportOptions, from: Wanted['from'], now: Date): Wanted['which'] {
  if (options['which'] === 'new') return { by: 'new' };
  if (options['which'] === 'days') {
    const days = from === 'x' ? numberOf(options['days'], 7) : numberOf(options['days_kept'], 90);
    return { by: 'days', days, since: new Date(now.getTime() - days * DAY_MS) };
  }
  return { by: 'newest', count: numberOf(options['count'], 20) };
}

const numberOf = (value: ReportOptions[string] | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

function whyNotFromX(account: AccountFacts): string | undefined {
  if (account.authKind === 'app') return 'X shows direct messages to a signed-in user only, not to an app.';
  const lacks = account.authKind === 'oauth2' && !account.scopes.includes('dm.read');
  return lacks ? 'The sign-in of this account lacks the scope dm.read. Re-connect it.' : undefined;
}
