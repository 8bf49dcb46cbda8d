import type { DemoStaff } from '../people.ts';
import { makeArticles } from './articles.ts';
import { type Distribution, makeDistribution } from './distribution.ts';
import { makePrograms } from './programs.ts';
import { makeRecords } from './records.ts';
import { makeReplies } from './replies.ts';
import { makeRules } from './rules.ts';
import { makeSurvey } from './survey.ts';

export type { Distribution } from './distribution.ts';
export { makePrograms } from './programs.ts';

/** Sets a team up in the connected workspace, by the routes that the settings use. */
export async function makeHouse(url: string, staff: DemoStaff): Promise<Distribution> {
  const distribution = await makeDistribution(staff);
  await Promise.all([
    makeRules(staff.ada, distribution),
    makeReplies(staff.ada, distribution),
    makeArticles(staff.cleo),
    makeRecords(staff.ada),
    makeSurvey(staff.ada, distribution),
    makePrograms(url, staff.ada),
  ]);
  return distribution;
}
