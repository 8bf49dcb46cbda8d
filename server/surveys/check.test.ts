import { describe, expect, it } from 'vitest';
import { problemOfAnswers, problemOfSurvey } from './check.ts';
import { figuresOf } from './figures.ts';
import { standardSurvey } from './standard.ts';

const choice = {
  id: 'why',
  kind: 'choice',
  required: false,
  texts: { en: 'Why?' },
  choices: [
    { id: 'price', texts: { en: 'Price' } },
    { id: 'speed', texts: { en: 'Speed' } },
  ],
} as const;
const questions = [...standardSurvey.questions, { ...choice, choices: [...choice.choices] }];

describe('a survey', () => {
  it('is right as it is offered', () => {
    expect(problemOfSurvey(standardSurvey)).toBeUndefined();
  });

  it('needs every text in its default language, and choices to choose from', () => {
    expect(problemOfSurvey({ ...standardSurvey, defaultLanguage: 'fr' })).toBe(
      'There is no text before the link in fr.',
    );
    const poor = { ...choice, choices: choice.choices.slice(0, 1) };
    expect(problemOfSurvey({ ...standardSurvey, questions: [poor] })).toBe(
      'Question 1 needs two choices at least.',
    );
    const twice = [...standardSurvey.questions, ...standardSurvey.questions.slice(0, 1)];
    expect(problemOfSurvey({ ...standardSurvey, questions: twice })).toBe(
      'Question 4 has the same id as another one.',
    );
  });
});

describe('answers', () => {
  it('fit their questions', () => {
    const right = { satisfaction: { score: 5 }, recommend: { score: 0 }, why: { choice: 'speed' } };
    expect(problemOfAnswers(questions, right)).toBeUndefined();
    expect(problemOfAnswers(questions, {})).toBe('Question 1 is not answered yet.');
    expect(problemOfAnswers(questions, { satisfaction: { score: 6 } })).toBe(
      'The answer to question 1 does not fit it.',
    );
    expect(problemOfAnswers(questions, { ...right, why: { choice: 'luck' } })).toBe(
      'The answer to question 4 does not fit it.',
    );
    expect(problemOfAnswers(questions, { ...right, other: { text: 'x' } })).toBe(
      'There is an answer without a question.',
    );
  });

  it('are counted by hand as by the figures', () => {
    const row = (question_id: string, score: number | null, option: string | null, count: number) => ({
      handle_id: 'h',
      question_id,
      score,
      choice: option,
      count: String(count),
    });
    const rows = [
      row('comment', null, null, 2),
      row('satisfaction', 2, null, 1),
      row('satisfaction', 5, null, 3),
      row('why', null, 'speed', 4),
    ];
    const figures = figuresOf(rows, new Map([['h', { ...standardSurvey, questions }]]));
    // (2 + 3 × 5) ÷ 4
    expect(figures.map(({ questionId, count, average }) => [questionId, count, average])).toEqual([
      ['satisfaction', 4, 4.25],
      ['comment', 2, null],
      ['why', 4, null],
    ]);
    expect(figures.at(-1)?.values).toEqual([{ value: 'speed', label: 'Speed', count: 4 }]);
  });
});
