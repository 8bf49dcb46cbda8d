import type { SurveyFigure, SurveyInput, SurveyQuestion } from '../../contract/api/surveys.ts';
import type { ValueRow } from './results-store.ts';

/** The figures of each question that was answered, in the order in which the survey asks. Pure. */
export function figuresOf(
  rows: readonly ValueRow[],
  surveys: ReadonlyMap<string, SurveyInput>,
): SurveyFigure[] {
  const byQuestion = Map.groupBy(rows, (row) => `${row.handle_id} ${row.question_id}`);
  const figures = [...byQuestion.values()].flatMap((values): SurveyFigure[] => {
    const [first] = values;
    if (!first) return [];
    const survey = surveys.get(first.handle_id);
    const question = survey?.questions.find((one) => one.id === first.question_id);
    return [figureOf(first.handle_id, first.question_id, values, question, survey?.defaultLanguage ?? 'en')];
  });
  const place = ({ handleId, questionId }: SurveyFigure) =>
    surveys.get(handleId)?.questions.findIndex((one) => one.id === questionId) ?? -1;
  return figures.toSorted((a, b) => a.handleId.localeCompare(b.handleId) || place(a) - place(b));
}

function figureOf(
  handleId: string,
  questionId: string,
  rows: readonly ValueRow[],
  question: SurveyQuestion | undefined,
  language: string,
): SurveyFigure {
  const scores = rows.filter((row) => row.score !== null);
  const count = sum(rows);
  const kind =
    question?.kind ?? (scores.length > 0 ? 'score10' : rows[0]?.choice != null ? 'choice' : 'text');
  const total = scores.reduce((all, row) => all + (row.score ?? 0) * Number(row.count), 0);
  return {
    handleId,
    questionId,
    kind,
    // A question that is asked no more has lost its words; its name is left.
    text: question?.texts[language] ?? questionId,
    count,
    average: scores.length > 0 ? Math.round((total / sum(scores)) * 100) / 100 : null,
    values: rows.flatMap((row) => {
      const value = row.score === null ? row.choice : String(row.score);
      if (value === null) return [];
      const choice = question?.choices.find((one) => one.id === row.choice);
      return [{ value, label: choice?.texts[language] ?? value, count: Number(row.count) }];
    }),
  };
}

function sum(rows: readonly ValueRow[]): number {
  return rows.reduce((all, row) => all + Number(row.count), 0);
}
