import { declareErrors } from './declare.ts';

export const surveyErrors = declareErrors({
  survey_gone: {
    status: 404,
    who: 'caller',
    sentence: 'This link is not valid, or its time is over.',
  },
  survey_answer_wrong: { status: 400, who: 'caller', sentence: '{problem}' },
  survey_wrong: { status: 400, who: 'caller', sentence: '{problem}' },
});
