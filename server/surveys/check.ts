import type { SurveyAnswers, SurveyInput, SurveyQuestion } from '../../contract/api/surveys.ts';

/** What is wrong with a survey; nothing when it can be sent. */
export function problemOfSurvey(survey: SurveyInput): string | undefined {
  const { defaultLanguage: language, questions } = survey;
  const ids = new Set<string>();
  for (const [name, texts] of Object.entries({
    'text before the link': survey.prefix,
    introduction: survey.intro,
    thanks: survey.thanks,
  })) {
    if (texts[language] === undefined) return `There is no ${name} in ${language}.`;
  }
  for (const [index, question] of questions.entries()) {
    const name = `Question ${index + 1}`;
    if (ids.has(question.id)) return `${name} has the same id as another one.`;
    ids.add(question.id);
    if (question.texts[language] === undefined) return `${name} has no text in ${language}.`;
    if (question.kind !== 'choice') continue;
    if (question.choices.length < 2) return `${name} needs two choices at least.`;
    if (new Set(question.choices.map((choice) => choice.id)).size < question.choices.length) {
      return `${name} has a choice twice.`;
    }
    if (question.choices.some((choice) => choice.texts[language] === undefined)) {
      return `${name} has a choice without a text in ${language}.`;
    }
  }
  return undefined;
}

/** What is wrong with a customer's answers, in a sentence for them. */
export function problemOfAnswers(
  questions: readonly SurveyQuestion[],
  answers: SurveyAnswers,
): string | undefined {
  for (const id of Object.keys(answers)) {
    if (!questions.some((question) => question.id === id)) return 'There is an answer without a question.';
  }
  for (const [index, question] of questions.entries()) {
    const answer = answers[question.id];
    const name = `Question ${index + 1}`;
    if (answer === undefined) {
      if (question.required) return `${name} is not answered yet.`;
      continue;
    }
    if (!fits(question, answer)) return `The answer to question ${index + 1} does not fit it.`;
    if (question.required && 'text' in answer && answer.text.trim() === '')
      return `${name} is not answered yet.`;
  }
  return undefined;
}

function fits(question: SurveyQuestion, answer: SurveyAnswers[string]): boolean {
  switch (question.kind) {
    case 'score5':
      return 'score' in answer && answer.score >= 1 && answer.score <= 5;
    case 'score10':
      return 'score' in answer && answer.score >= 0 && answer.score <= 10;
    case 'choice':
      return 'choice' in answer && question.choices.some((choice) => choice.id === answer.choice);
    case 'text':
      return 'text' in answer;
  }
}
