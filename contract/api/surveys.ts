import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { Language } from './notices.ts';
import { route } from './route.ts';

const ShortTexts = (most: number) =>
  Type.Record(Language, Type.String({ minLength: 1, maxLength: most, pattern: '\\S' }));
const PartId = Type.String({ pattern: '^[a-z0-9_]{1,30}$' });

export const SurveyQuestion = Type.Object({
  id: PartId,
  /** 1 to 5, 0 to 10, one of the choices, or free text. */
  kind: OneOf(['score5', 'score10', 'choice', 'text']),
  required: Type.Boolean(),
  texts: ShortTexts(300),
  /** Of a choice. */
  choices: Type.Array(Type.Object({ id: PartId, texts: ShortTexts(100) }), { maxItems: 20 }),
});
export type SurveyQuestion = Static<typeof SurveyQuestion>;

export const SurveyInput = Type.Object({
  active: Type.Boolean(),
  /** After the conversation ended. */
  delayMinutes: Type.Integer({ minimum: 0, maximum: 7 * 24 * 60 }),
  expiresDays: Type.Integer({ minimum: 1, maximum: 90 }),
  defaultLanguage: Language,
  /** Stands before the link. */
  prefix: ShortTexts(200),
  intro: ShortTexts(500),
  thanks: ShortTexts(500),
  questions: Type.Array(SurveyQuestion, { minItems: 1, maxItems: 20 }),
});
export type SurveyInput = Static<typeof SurveyInput>;

export const SurveyAnswer = Type.Union([
  Type.Object({ score: Type.Integer({ minimum: 0, maximum: 10 }) }),
  Type.Object({ choice: PartId }),
  Type.Object({ text: Type.String({ maxLength: 2_000 }) }),
]);
export type SurveyAnswer = Static<typeof SurveyAnswer>;

export const SurveyAnswers = Type.Record(PartId, SurveyAnswer);
export type SurveyAnswers = Static<typeof SurveyAnswers>;

const TokenParams = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{10,100}$' }) });

/** A survey as the customer sees it. */
export const PublicSurvey = Type.Object({
  businessName: Type.String(),
  handleName: Type.String(),
  language: Language,
  intro: Type.String(),
  thanks: Type.String(),
  expiresAt: Time,
  questions: Type.Array(
    Type.Object({
      id: PartId,
      kind: SurveyQuestion.properties.kind,
      required: Type.Boolean(),
      text: Type.String(),
      choices: Type.Array(Type.Object({ id: PartId, text: Type.String() })),
    }),
  ),
  answers: Nullable(SurveyAnswers),
});
export type PublicSurvey = Static<typeof PublicSurvey>;

const Filter = {
  handleId: Type.Optional(Id),
  agentId: Type.Optional(Id),
  queueId: Type.Optional(Id),
  from: Type.Optional(Time),
  until: Type.Optional(Time),
};

export const SurveyFigure = Type.Object({
  handleId: Id,
  questionId: PartId,
  kind: SurveyQuestion.properties.kind,
  text: Type.String(),
  count: Type.Integer(),
  /** Of scores. */
  average: Nullable(Type.Number()),
  values: Type.Array(Type.Object({ value: Type.String(), label: Type.String(), count: Type.Integer() })),
});
export type SurveyFigure = Static<typeof SurveyFigure>;

export const SurveyResponse = Type.Object({
  id: Id,
  conversationId: Id,
  customerName: Type.String(),
  handleId: Id,
  agentId: Nullable(Id),
  queueId: Id,
  answeredAt: Time,
  answers: Type.Array(Type.Object({ text: Type.String(), answer: Type.String() })),
});
export type SurveyResponse = Static<typeof SurveyResponse>;

export const surveyRoutes = {
  get: route({
    id: 'surveys.get',
    method: 'GET',
    path: '/api/handles/:id/survey',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'The survey of a handle; off until it is switched on.',
    params: IdParams,
    response: SurveyInput,
  }),
  save: route({
    id: 'surveys.save',
    method: 'PUT',
    path: '/api/handles/:id/survey',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Sets the survey of a handle. Links that were sent already keep the questions they were sent with.',
    params: IdParams,
    body: SurveyInput,
    response: SurveyInput,
  }),
  results: route({
    id: 'surveys.results',
    method: 'GET',
    path: '/api/survey-results',
    access: 'supervisor',
    permission: 'insights.see',
    summary: 'Figures of the answers in a period (the last 30 days unless said), by handle, agent or queue.',
    query: Type.Object(Filter),
    response: Type.Object({
      sent: Type.Integer(),
      answered: Type.Integer(),
      figures: Type.Array(SurveyFigure),
    }),
  }),
  responses: route({
    id: 'surveys.responses',
    method: 'GET',
    path: '/api/survey-responses',
    access: 'supervisor',
    permission: 'insights.see',
    summary: 'The answers themselves, newest first.',
    query: Type.Object({ ...Filter, cursor: Type.Optional(Cursor), limit: Limit(100, 50) }),
    response: Type.Object({ responses: Type.Array(SurveyResponse), next: Nullable(Cursor) }),
  }),
  show: route({
    id: 'surveys.show',
    method: 'GET',
    path: '/api/public/surveys/:token',
    access: 'public',
    summary: 'A survey by its link, with what was answered already.',
    params: TokenParams,
    response: PublicSurvey,
  }),
  answer: route({
    id: 'surveys.answer',
    method: 'PUT',
    path: '/api/public/surveys/:token',
    access: 'public',
    summary: 'Answers a survey; until its link ends, another answer takes the place of the first.',
    params: TokenParams,
    body: Type.Object({ answers: SurveyAnswers }),
  }),
};
