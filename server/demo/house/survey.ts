import type { SurveyInput } from '../../../contract/api/index.ts';
import type { DeskPerson } from '../callers.ts';
import type { Distribution } from './distribution.ts';

/** Two questions after each conversation of the main handle. */
export async function makeSurvey(ada: DeskPerson, { mainHandleId }: Distribution): Promise<void> {
  const path = `/api/handles/${mainHandleId}/survey`;
  const standard = await ada.ask<SurveyInput>('GET', path);
  const questions = standard.questions.filter(({ id }) => id !== 'recommend');
  await ada.ask('PUT', path, { ...standard, questions, active: true });
}
