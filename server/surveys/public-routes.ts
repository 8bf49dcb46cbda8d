import { type PublicSurvey, surveyRoutes } from '../../contract/api/surveys.ts';
import { surveyErrors } from '../../contract/errors/surveys.ts';
import { AppError, type HttpServer, route } from '../base/index.ts';
import { problemOfAnswers } from './check.ts';
import { hashOfToken, languageOf, type SurveyDeps } from './invite.ts';
import { findByToken, type OpenSurvey, saveAnswers } from './store.ts';

/** What a customer with a link can do, without a sign-in: see the questions, answer, answer again. */
export function addPublicRoutes(http: HttpServer, deps: SurveyDeps): void {
  const { db, clock } = deps;

  const find = async (token: string): Promise<OpenSurvey> => {
    const found = await findByToken(db, hashOfToken(token), clock.now());
    if (!found) throw new AppError(surveyErrors.survey_gone);
    return found;
  };

  route(http, surveyRoutes.show, async ({ params }) => present(await find(params.token)));

  route(http, surveyRoutes.answer, async ({ params, body }) => {
    const survey = await find(params.token);
    const problem = problemOfAnswers(survey.definition.questions, body.answers);
    if (problem) throw new AppError(surveyErrors.survey_answer_wrong, { values: { problem } });
    await db.workspace(survey.workspace_id).transaction(async (tx) => {
      await saveAnswers(tx, survey.id, body.answers, clock.now());
      const { id: invitationId, conversation_id: conversationId, handle_id: handleId } = survey;
      const more = {
        workItemId: survey.work_item_id,
        agentId: survey.agent_id,
        again: survey.answers !== null,
      };
      deps.log.append(tx, [
        {
          kind: 'survey.answered',
          key: conversationId,
          body: { invitationId, conversationId, handleId, ...more },
        },
      ]);
    });
  });
}

function present(survey: OpenSurvey): PublicSurvey {
  const { definition, language: wanted } = survey;
  const pick = (texts: Readonly<Record<string, string>>) =>
    texts[languageOf(texts, wanted, definition.defaultLanguage)] ?? '';
  return {
    businessName: survey.business_name,
    handleName: survey.handle_name,
    language: languageOf(definition.intro, wanted, definition.defaultLanguage),
    intro: pick(definition.intro),
    thanks: pick(definition.thanks),
    expiresAt: survey.expires_at.toISOString(),
    questions: definition.questions.map(({ id, kind, required, texts, choices }) => ({
      id,
      kind,
      required,
      text: pick(texts),
      choices: choices.map((choice) => ({ id: choice.id, text: pick(choice.texts) })),
    })),
    answers: survey.answers,
  };
}
