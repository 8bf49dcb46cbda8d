import type { SurveyAnswer } from '../../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../../base/index.ts';
import type { Column, ColumnType } from '../../../datasets/index.ts';
import { type MaskingRules, mask } from '../../../masking/index.ts';
import type { Cell, Row } from '../../kind.ts';
import { type Ask, type DeskRow, listItems, listPresences, listSessions, listSurveys } from './store.ts';

/** One of the desk's tables, as a report sees it. */
export interface DeskTable {
  readonly label: string;
  readonly help: string;
  /** The menu's word for the moment that `days back` counts. */
  readonly beginning: string;
  readonly columns: readonly Column[];
  readonly keys: readonly string[];
  /** A page of rows with the last row's place; what one row of the desk is may be several here. */
  list(db: WorkspaceDb, ask: Ask, rules: MaskingRules): Promise<{ source: readonly DeskRow[]; rows: Row[] }>;
}

const text = (...names: string[]) => names.map((name) => column(name, 'STRING'));
const moments = (...names: string[]) => names.map((name) => column(name, 'DATETIME'));
const numbers = (...names: string[]) => names.map((name) => column(name, 'LONG'));
const column = (name: string, type: ColumnType): Column => ({ name, type });

/** A value of the database as a cell. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'string') return value;
  return JSON.stringify(value);
}

export const rowOf = (columns: readonly Column[], row: Readonly<Record<string, unknown>>): Row =>
  columns.map(({ name }) => cellOf(row[name]));

const itemColumns: readonly Column[] = [
  ...text('id'),
  ...numbers('number'),
  ...text('conversation_id', 'customer_id', 'customer_x_user_id', 'customer_screen_name', 'customer_name'),
  ...text('handle_id', 'handle', 'queue_id', 'queue', 'work_stream_id', 'work_stream', 'mode'),
  ...text('state', 'state_reason', 'close_reason', 'priority', 'tags', 'language', 'title', 'case_id'),
  ...text('agent_id', 'agent'),
  ...numbers('transfers'),
  ...moments('opened_at', 'first_accepted_at', 'first_answer_at', 'closed_at'),
  ...numbers('first_answer_seconds', 'open_seconds'),
  ...moments('changed_at'),
];

export const conversations: DeskTable = {
  label: 'Conversations',
  help: 'One row for each stretch of service, from its opening to its closing.',
  beginning: 'opened',
  columns: itemColumns,
  keys: ['id'],
  async list(db, ask, rules) {
    const source = await listItems(db, ask);
    const rows = source.map((row) => {
      const title = typeof row['title'] === 'string' ? mask(rules, row['title']) : null;
      return rowOf(itemColumns, { ...row, title });
    });
    return { source, rows };
  },
};

const sessionColumns: readonly Column[] = [
  ...text('id', 'item_id', 'conversation_id', 'agent_id', 'agent', 'participation', 'how', 'state'),
  ...text('queue_id', 'queue', 'handle_id'),
  ...moments('started_at', 'offered_at', 'accepted_at', 'ended_at'),
  ...text('end_reason'),
  ...numbers('answers', 'seconds'),
  ...moments('changed_at'),
];

export const sessions: DeskTable = {
  label: 'Sessions',
  help: 'One row for each time that an agent was offered or had a conversation.',
  beginning: 'begun',
  columns: sessionColumns,
  keys: ['id'],
  async list(db, ask) {
    const source = await listSessions(db, ask);
    return { source, rows: source.map((row) => rowOf(sessionColumns, row)) };
  },
};

const presenceColumns: readonly Column[] = [
  ...text('id', 'agent_id', 'agent', 'presence_id', 'presence', 'base'),
  ...moments('from_at', 'until_at'),
  ...numbers('seconds'),
  ...moments('changed_at'),
];

export const presences: DeskTable = {
  label: 'Agents’ states',
  help: 'One row for each time that an agent was available, busy, away or offline.',
  beginning: 'begun',
  columns: presenceColumns,
  keys: ['id'],
  async list(db, ask) {
    const source = await listPresences(db, ask);
    return { source, rows: source.map((row) => rowOf(presenceColumns, row)) };
  },
};

const answerColumns: readonly Column[] = [
  ...text('survey_id', 'question_id', 'question', 'kind'),
  ...numbers('score'),
  ...text('choice_id', 'choice', 'text', 'item_id', 'conversation_id', 'customer_id', 'customer_x_user_id'),
  ...text('handle_id', 'handle', 'agent_id', 'agent', 'queue_id', 'queue', 'language'),
  ...moments('sent_at', 'answered_at', 'changed_at'),
];

export const surveys: DeskTable = {
  label: 'Survey answers',
  help: 'One row for each answer to a question of a survey.',
  beginning: 'answered',
  columns: answerColumns,
  keys: ['survey_id', 'question_id'],
  async list(db, ask, rules) {
    const source = await listSurveys(db, ask);
    const rows = source.flatMap((survey) =>
      survey.definition.questions.flatMap((question) => {
        const answer = survey.answers[question.id];
        if (answer === undefined) return [];
        const words = (texts: Readonly<Record<string, string>>) =>
          texts[survey.language] ?? texts[survey.definition.defaultLanguage] ?? null;
        const choice = question.choices.find(({ id }) => id === choiceOf(answer));
        return [
          rowOf(answerColumns, {
            ...survey,
            question_id: question.id,
            question: words(question.texts),
            kind: question.kind,
            score: 'score' in answer ? answer.score : null,
            choice_id: choiceOf(answer),
            choice: choice ? words(choice.texts) : null,
            text: 'text' in answer ? mask(rules, answer.text) : null,
          }),
        ];
      }),
    );
    return { source, rows };
  },
};

const choiceOf = (answer: SurveyAnswer): string | null => ('choice' in answer ? answer.choice : null);
