import { type SurveyResponse, surveyRoutes } from '../../contract/api/surveys.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { surveyErrors } from '../../contract/errors/surveys.ts';
import { AppError, type Clock, type HttpServer, route, type WorkspaceDb } from '../base/index.ts';
import type { AuditSetup } from '../hours/index.ts';
import { problemOfSurvey } from './check.ts';
import { figuresOf } from './figures.ts';
import { languageOf, type SurveyDeps } from './invite.ts';
import {
  type AnswerRow,
  countInvitations,
  countValues,
  listAnswers,
  type ResultFilter,
} from './results-store.ts';
import { readSurvey, saveSurvey } from './store.ts';

export interface SurveyRouteDeps extends SurveyDeps {
  readonly http: HttpServer;
  readonly audit: AuditSetup;
  /** @throws AppError not_found for a handle that is not in use. */
  readonly getHandle: (db: WorkspaceDb, id: string) => Promise<unknown>;
}

const PERIOD_MS = 30 * 86_400_000;

/** Setting a handle's survey, and what came of it. */
export function addSurveyRoutes(deps: SurveyRouteDeps): void {
  const { http, db, clock } = deps;

  route(http, surveyRoutes.get, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await deps.getHandle(workspace, params.id);
    return readSurvey(workspace, params.id);
  });

  route(http, surveyRoutes.save, async ({ caller, params, body }) => {
    const problem = problemOfSurvey(body);
    if (problem) throw new AppError(surveyErrors.survey_wrong, { values: { problem } });
    await db.workspace(caller.workspaceId).transaction(async (tx) => {
      await deps.getHandle(tx, params.id);
      await saveSurvey(tx, params.id, body, clock.now());
      await deps.audit(tx, caller, 'survey.changed', { kind: 'survey', id: params.id });
      const change = { kind: 'survey', id: params.id, what: 'changed' } as const;
      deps.log.append(tx, [{ kind: 'setup.changed', key: params.id, body: change }]);
    });
    return body;
  });

  route(http, surveyRoutes.results, async ({ caller, query }) => {
    const workspace = db.workspace(caller.workspaceId);
    const filter = filterOf(query, clock);
    const rows = await countValues(workspace, filter);
    const handleIds = [...new Set(rows.map((row) => row.handle_id))];
    const surveys = await Promise.all(
      handleIds.map(async (id) => [id, await readSurvey(workspace, id)] as const),
    );
    return { ...(await countInvitations(workspace, filter)), figures: figuresOf(rows, new Map(surveys)) };
  });

  route(http, surveyRoutes.responses, async ({ caller, query }) => {
    const limit = query.limit ?? 50;
    const before = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const rows = await listAnswers(db.workspace(caller.workspaceId), filterOf(query, clock), {
      before,
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const next = rows.length > limit && last ? `${last.answered_at.getTime()}.${last.id}` : null;
    return { responses: shown.map(present), next };
  });
}

type Query = { handleId?: string; agentId?: string; queueId?: string; from?: string; until?: string };

function filterOf(query: Query, clock: Clock): ResultFilter {
  const { handleId, agentId, queueId } = query;
  // The last moment counts: what was answered just now is in it.
  const until = query.until ? new Date(query.until) : new Date(clock.now().getTime() + 1);
  const from = query.from ? new Date(query.from) : new Date(until.getTime() - PERIOD_MS);
  return { handleId, agentId, queueId, from, until };
}

function readCursor(cursor: string): { at: Date; id: string } {
  const found = /^(\d{1,15})\.([0-9a-f]{24})$/.exec(cursor);
  const [, ms, id] = found ?? [];
  if (ms === undefined || id === undefined) {
    throw new AppError(baseErrors.invalid_request, { values: { problem: 'This page does not exist.' } });
  }
  return { at: new Date(Number(ms)), id };
}

function present(row: AnswerRow): SurveyResponse {
  const { definition } = row;
  const pick = (texts: Readonly<Record<string, string>>) =>
    texts[languageOf(texts, row.language, definition.defaultLanguage)] ?? '';
  return {
    id: row.id,
    conversationId: row.conversation_id,
    customerName: row.customer_name,
    handleId: row.handle_id,
    agentId: row.agent_id,
    queueId: row.queue_id,
    answeredAt: row.answered_at.toISOString(),
    answers: definition.questions.flatMap((question) => {
      const answer = row.answers[question.id];
      if (!answer) return [];
      const choice = 'choice' in answer && question.choices.find((one) => one.id === answer.choice);
      const said = 'score' in answer ? String(answer.score) : 'text' in answer ? answer.text : undefined;
      return [{ text: pick(question.texts), answer: said ?? (choice ? pick(choice.texts) : '') }];
    }),
  };
}
