import type { KindStream, PullContext, ReportKind } from '../../kind.ts';
import type { Person } from '../../ports.ts';
import { estimate } from './estimate.ts';
import { sourceInStore } from './from-store.ts';
import { sourceAtX } from './from-x.ts';
import { columns } from './message.ts';
import { optionsOf, wantedOf, X_KEEPS_DAYS } from './options.ts';
import { readBookmark } from './place.ts';
import { bookmarkName, walk } from './walk.ts';

const DAY_MS = 86_400_000;

/** The direct messages of one account, from X or from our own store. */
export const directMessages: ReportKind = {
  id: 'direct_messages',
  name: 'Twitter Direct Messages',
  summary:
    'The direct messages sent to an X account, or sent by it: the newest, those of the last days, or all since the last run.',
  needsAccount: true,
  prerequisites: [
    'An X account that is connected with the right to read direct messages. X takes the account that your browser is signed in with: sign out of X first if that is another one.',
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
        'As often as you like. Every hour is a good start. With “All since the last run” nothing is read twice but the moment of the newest message.',
    },
    {
      question: 'How many messages can I have?',
      answer: `As many as you ask for, 20 unless you say otherwise. X keeps ${X_KEEPS_DAYS} days. Older ones come from our own messages, from the day on which the account became a handle.`,
    },
    {
      question: 'What are the limits?',
      answer:
        'X answers 15 questions of an account in a quarter of an hour, with 100 messages each, and the desk needs some of them. A run that has used them up waits, and goes on where it was.',
    },
    {
      question: 'Which messages does X not give?',
      answer:
        'Encrypted ones, and requests that nobody has accepted. A request that is accepted later is older than what the last run saw: “The last days” with Upsert brings it.',
    },
  ],
  method: 'upsert',
  input: null,
  options: optionsOf,
  columns: () => columns,
  keys: () => ['id'],
  streams: [streamOf('direct_messages', 'received'), streamOf('direct_messages_sent', 'sent')],
  personal: {
    people: ['sender_id', 'recipient_id'],
    lists: ['participant_ids'],
    messages: 'id',
    at: 'created_at',
    ages: true,
  },
  estimate,
  pull,
};

function streamOf(name: string, report: 'received' | 'sent'): KindStream {
  const incremental = { options: { which: 'new' }, cursor: 'created_at' };
  return { name, fixed: { report, source: 'x' }, incremental };
}

async function* pull(context: PullContext) {
  const { asked } = context;
  const wanted = wantedOf(asked);
  const accountId = asked.account?.id ?? '';
  const account = await personOf(context, accountId);
  const bookmark = readBookmark(context.bookmark, bookmarkName(account.id, wanted));
  const known = wanted.which.by === 'new' ? bookmark : undefined;
  if (wanted.from === 'x' && known && asked.now.getTime() - known.at.getTime() > X_KEEPS_DAYS * DAY_MS) {
    context.warn(
      `The last message that is known is of ${known.at.toISOString().slice(0, 10)}. X keeps ${X_KEEPS_DAYS} days, so messages may be missing; the report can read them from our own messages.`,
    );
  }
  const source =
    wanted.from === 'x'
      ? sourceAtX(context, account, accountId)
      : sourceInStore(context, account, accountId, wanted, known?.from);
  yield* walk(context, source, wanted, account.id);
}

async function personOf({ asked, people }: PullContext, accountId: string): Promise<Person> {
  const { xUserId, username } = asked.account ?? {};
  if (!xUserId) throw new Error('the account of a report on direct messages is no user of X');
  const name = await people.accountName(accountId);
  return {
    id: xUserId,
    ...(typeof username === 'string' && { username }),
    ...(typeof name === 'string' && { name }),
  };
}
