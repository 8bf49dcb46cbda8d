import type { OptionField } from '../../../../contract/api/index.ts';
import { newId, type WorkspaceDb } from '../../../base/index.ts';
import { type MaskingRules, readMaskingRules } from '../../../masking/index.ts';
import type { Asked, Batch, Json, PullContext, ReportKind, Row } from '../../kind.ts';
import { messageColumns, rowOfMessage } from './messages.ts';
import { listMessages, oldestWriteMs, type Place } from './store.ts';
import { conversations, presences, sessions, surveys } from './tables.ts';

const PAGE = 5_000;
const DAY_MS = 86_400_000;
/** Ids and times are taken a little before the transaction that stores them begins. */
const MARGIN_MS = 1_000;
/** Hex digits of an id that tell its millisecond. */
const TIME_DIGITS = 12;

const tables = { conversations, sessions, agent_states: presences, survey_answers: surveys };
type TableName = keyof typeof tables;
const isTable = (name: string): name is TableName => name in tables;

const menus: readonly OptionField[] = [
  {
    kind: 'choice',
    key: 'report',
    label: 'Report',
    choices: [
      { value: 'conversations', label: conversations.label, help: conversations.help },
      {
        value: 'messages',
        label: 'Messages',
        help: 'One row for each message to or from a customer, masked as the desk masks.',
      },
      { value: 'sessions', label: sessions.label, help: sessions.help },
      { value: 'agent_states', label: presences.label, help: presences.help },
      { value: 'survey_answers', label: surveys.label, help: surveys.help },
    ],
    default: 'conversations',
  },
  {
    kind: 'choice',
    key: 'since',
    label: 'Since when',
    choices: [
      { value: 'all', label: 'Everything' },
      { value: 'days', label: 'The last days', help: 'What began, was said or was answered in them.' },
      {
        value: 'new',
        label: 'Since the last run',
        help: 'Everything at first, then what is new or has changed. Made for Upsert.',
      },
    ],
    default: 'new',
  },
  {
    kind: 'number',
    key: 'days',
    label: 'Days back',
    help: 'Days of 24 hours, back from the start of the run.',
    least: 1,
    most: 3_650,
    default: 30,
    unit: 'days',
    when: [{ option: 'since', is: ['days'] }],
  },
];

/** The desk itself: what was said and done there, so that service and engagement join in SQL. */
export const desk: ReportKind = {
  id: 'desk',
  name: 'Desk',
  summary:
    'Conversations, messages, sessions, agents’ states and survey answers of this workspace’s own desk.',
  needsAccount: false,
  prerequisites: [],
  questions: [
    {
      question: 'What does it cost?',
      answer: 'Nothing: X is not asked.',
    },
    {
      question: 'How do the tables join?',
      answer:
        'Messages, sessions and survey answers name the stretch of service in item_id: it is the id of Conversations. customer_x_user_id is X’s own id, as the other connectors have it.',
    },
    {
      question: 'How fresh is it?',
      answer: 'As of the start of the run, less a second or the time that the oldest unfinished write takes.',
    },
    {
      question: 'Which words are in it?',
      answer:
        'Those that the desk shows: masked, and none of customers who have not agreed to be read. Notes of colleagues are not in it.',
    },
  ],
  method: 'upsert',
  input: null,
  // Each of them where a report has such a column.
  personal: { people: ['customer_x_user_id'], lists: [], messages: 'x_id', at: 'created_at', ages: true },
  options: () => menus,
  columns: (asked) => {
    const name = reportOf(asked);
    return isTable(name) ? tables[name].columns : messageColumns;
  },
  keys: (asked) => {
    const name = reportOf(asked);
    return isTable(name) ? tables[name].keys : ['id'];
  },
  estimate: () => Promise.resolve({ requests: 0, microUsd: 0, notes: ['The desk is read: X is not asked.'] }),
  pull,
};

const reportOf = ({ options }: Pick<Asked, 'options'>): string =>
  String(options['report'] ?? 'conversations');

/** Where a run is: the last row it brought, and how far it goes. */
interface At {
  readonly place: Place | undefined;
  /** A moment; of messages the last id. Undefined: to the end. */
  readonly until: string | undefined;
}

interface Page {
  readonly rows: readonly Row[];
  /** The last row; undefined: there was none. */
  readonly place: Place | undefined;
  readonly isLast: boolean;
}

async function* pull(context: PullContext): AsyncGenerator<Batch> {
  const { asked, db, enough } = context;
  const report = reportOf(asked);
  const isNew = asked.options['since'] === 'new';
  const known = readBookmark(context.bookmark, report);
  const begun = readAt(context.checkpoint);
  const until = begun ? begun.until : isNew ? await horizon(context, report) : undefined;
  const rules = await readMaskingRules(db);
  const limit = Math.min(PAGE, enough ?? PAGE);
  let left = enough ?? Number.POSITIVE_INFINITY;
  let place = begun?.place;
  for (;;) {
    const page = await readPage(db, rules, {
      report,
      isNew,
      from: daysBack(asked),
      after: isNew ? known : undefined,
      until,
      place,
      limit,
    });
    // The batch before has said everything; only a run's first may bring nothing but its bookmark.
    if (page.place === undefined && (begun || place)) return;
    place = page.place;
    left -= page.rows.length;
    const batch = {
      rows: page.rows,
      checkpoint: { ...(place && { place: { ...place } }), ...(until !== undefined && { until }) },
    };
    yield isNew && until !== undefined ? { ...batch, bookmark: { report, until } } : batch;
    if (page.isLast || left <= 0) return;
  }
}

interface PageAsk extends At {
  readonly report: string;
  readonly isNew: boolean;
  readonly from: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

async function readPage(db: WorkspaceDb, rules: MaskingRules, ask: PageAsk): Promise<Page> {
  const { report, from, after, until, place, limit } = ask;
  const by = ask.isNew ? 'change' : 'beginning';
  if (isTable(report)) {
    const { source, rows } = await tables[report].list(db, { by, from, after, until, place, limit }, rules);
    return { rows, ...endOf(source, limit) };
  }
  const ids = { afterId: after, untilId: until };
  const source = await listMessages(db, { by, from, place, limit, ...ids });
  return { rows: source.map((row) => rowOfMessage(row, rules)), ...endOf(source, limit) };
}

function endOf(
  source: readonly { readonly place_at: string; readonly id: string }[],
  limit: number,
): Pick<Page, 'place' | 'isLast'> {
  const last = source.at(-1);
  return { place: last && { at: last.place_at, id: last.id }, isLast: source.length < limit };
}

/**
 * How far a run may read so that nothing that is still being stored lies before it: what is stored later bears a later
 * time. Of messages it is an id, whose first digits are the time at which it was made.
 */
async function horizon({ asked, db }: PullContext, report: string): Promise<string> {
  // Before the database is asked: what it does not see as open any more was stored by then.
  const newest = newId();
  const backMs = (await oldestWriteMs(db)) + MARGIN_MS;
  if (isTable(report)) return new Date(asked.now.getTime() - backMs).toISOString();
  const ms = Number.parseInt(newest.slice(0, TIME_DIGITS), 16) - backMs;
  return ms.toString(16).padStart(TIME_DIGITS, '0').padEnd(newest.length, 'f');
}

function daysBack({ options, now }: Asked): string | undefined {
  const { since, days } = options;
  return since === 'days' && typeof days === 'number'
    ? new Date(now.getTime() - days * DAY_MS).toISOString()
    : undefined;
}

/** A bookmark of another report means nothing. */
function readBookmark(bookmark: Json | undefined, report: string): string | undefined {
  if (typeof bookmark !== 'object' || bookmark === null || Array.isArray(bookmark)) return undefined;
  const { report: of, until } = bookmark as { readonly [key: string]: Json };
  return of === report && typeof until === 'string' ? until : undefined;
}

function readAt(checkpoint: Json | undefined): At | undefined {
  if (typeof checkpoint !== 'object' || checkpoint === null || Array.isArray(checkpoint)) return undefined;
  // What `pull` wrote.
  const { place, until } = checkpoint as { readonly place?: Place; readonly until?: string };
  return { place, until };
}
