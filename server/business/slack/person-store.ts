import { sql, type WorkspaceDb } from '../../base/index.ts';
import type { SlackPerson } from './types.ts';

/** Somebody as Slack last described them; undefined: not since then. */
export function findPerson(
  db: WorkspaceDb,
  slackId: string,
  userId: string,
  since: Date,
): Promise<SlackPerson | undefined> {
  return db.findRow(sql<SlackPerson>`
    select name, member_id as "memberId" from slack_person
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} and user_id = ${userId} and seen_at > ${since}`);
}

export async function savePerson(
  db: WorkspaceDb,
  slackId: string,
  userId: string,
  person: SlackPerson,
  now: Date,
): Promise<void> {
  await db.execute(sql`
    insert into slack_person (workspace_id, slack_id, user_id, name, member_id, seen_at)
    values (${db.workspaceId}, ${slackId}, ${userId}, ${person.name}, ${person.memberId}, ${now})
    on conflict (workspace_id, slack_id, user_id) do update set name = excluded.name, member_id = excluded.member_id,
      seen_at = excluded.seen_at`);
}
