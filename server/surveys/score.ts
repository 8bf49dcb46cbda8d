import type { SurveyAnswers, SurveyInput } from '../../contract/api/surveys.ts';
import type { WorkspaceDb } from '../base/index.ts';
import { listAnswered } from './results-store.ts';

const most = { score5: 5, score10: 10 } as const;
const least = { score5: 1, score10: 0 } as const;

/** What an answered survey comes to: its scores, each stretched to 0 to 1, averaged. Null without a score. */
export function scoreOf(
  { questions }: Pick<SurveyInput, 'questions'>,
  answers: SurveyAnswers,
): number | null {
  const scores = questions.flatMap(({ id, kind }) => {
    const answer = answers[id];
    if ((kind !== 'score5' && kind !== 'score10') || !answer || !('score' in answer)) return [];
    return [(answer.score - least[kind]) / (most[kind] - least[kind])];
  });
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** The scores of those of these work items whose survey was answered with one. */
export async function listScores(
  db: WorkspaceDb,
  workItemIds: readonly string[],
): Promise<Map<string, number>> {
  const scores = new Map<string, number>();
  for (const row of await listAnswered(db, workItemIds)) {
    const score = scoreOf(row.definition, row.answers);
    if (score !== null) scores.set(row.work_item_id, score);
  }
  return scores;
}
