import type { RunEstimate } from '../../../../contract/api/index.ts';
import { firstXIdAt } from '../../../conversations/index.ts';
import { PRICES_MICRO_USD } from '../../../x/index.ts';
import type { Asked, EstimateSource } from '../../kind.ts';
import { sizeOf } from './from-x.ts';
import { wantedOf, X_KEEPS_DAYS } from './options.ts';

const DAY_MS = 86_400_000;
const PAGE = 100;
/** Of X's 15 in a quarter of an hour, some are left to people. */
const CALLS_PER_QUARTER_HOUR = 12;

/** What a run would ask of X at most, going by what the desk has of the account. */
export async function estimate(asked: Asked, { countMessages }: EstimateSource): Promise<RunEstimate> {
  const wanted = wantedOf(asked);
  if (wanted.from === 'store') {
    return { requests: 0, microUsd: 0, notes: ['Our own messages are read: X is not asked.'] };
  }
  const { which, direction } = wanted;
  const days = which.by === 'days' ? which.days : X_KEEPS_DAYS;
  const accountId = asked.account?.id ?? '';
  const fromXId = firstXIdAt(new Date(asked.now.getTime() - days * DAY_MS));
  const nth = which.by === 'newest' ? { direction, count: which.count } : undefined;
  const onTheWay = await countMessages(accountId, fromXId, nth);
  const messages = which.by === 'newest' ? atMost(which.count, onTheWay) : onTheWay || PAGE;
  const requests = Math.max(1, Math.ceil(messages / PAGE));
  return {
    requests,
    microUsd: messages * PRICES_MICRO_USD.dm_event_read,
    notes: [
      'X charges 0.01 US dollars for each message that it gives, whichever direction it went; one that it gave on the same UTC day already is free.',
      onTheWay > 0
        ? `Reckoned from what the desk has of this account: ${counted(onTheWay)} on the way.`
        : which.by === 'newest'
          ? 'The desk has no messages of this account to count: taken that half of them went each way.'
          : `The desk has no messages of this account to count: the figure is for the first ${PAGE}. Set a cap if there may be many.`,
      ...(which.by === 'new'
        ? [
            'The figure is for the first run; later ones read what is new, and the moment of the newest one again.',
          ]
        : []),
      ...(requests > CALLS_PER_QUARTER_HOUR
        ? [`X answers 15 questions in a quarter of an hour, so the run waits for about ${waitOf(requests)}.`]
        : []),
    ],
  };
}

function atMost(count: number, onTheWay: number): number {
  const first = sizeOf({ left: count, read: 0, rows: 0, known: false });
  if (onTheWay === 0) return Math.max(first, count * 2);
  // The page that holds the last one wanted can be full.
  return onTheWay <= first ? first : onTheWay + PAGE;
}

const counted = (messages: number): string =>
  messages === 1 ? '1 message lies' : `${messages.toLocaleString('en-GB')} messages lie`;

function waitOf(requests: number): string {
  const minutes = Math.floor((requests - 1) / CALLS_PER_QUARTER_HOUR) * 15;
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
