import type { SurveyInput } from '../../contract/api/surveys.ts';

/** What is offered to a handle that has no survey yet: satisfaction, recommendation, a word of one's own. */
export const standardSurvey: SurveyInput = {
  active: false,
  delayMinutes: 0,
  expiresDays: 14,
  defaultLanguage: 'en',
  prefix: { en: 'How did we do? It takes half a minute:', de: 'Wie war es? Es dauert eine halbe Minute:' },
  intro: {
    en: 'Thank you for writing to us. Your answers help us to do better.',
    de: 'Danke für die Nachricht. Die Antworten helfen uns, besser zu werden.',
  },
  thanks: { en: 'Thank you for your answers.', de: 'Danke für die Antworten.' },
  questions: [
    {
      id: 'satisfaction',
      kind: 'score5',
      required: true,
      texts: {
        en: 'How satisfied are you with our answer?',
        de: 'Wie zufrieden sind Sie mit unserer Antwort?',
      },
      choices: [],
    },
    {
      id: 'recommend',
      kind: 'score10',
      required: false,
      texts: {
        en: 'How likely are you to recommend us to a friend?',
        de: 'Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?',
      },
      choices: [],
    },
    {
      id: 'comment',
      kind: 'text',
      required: false,
      texts: { en: 'Is there anything else you want to tell us?', de: 'Was möchten Sie uns noch sagen?' },
      choices: [],
    },
  ],
};
