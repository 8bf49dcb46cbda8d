import { type Db, sql, type WorkspaceDb } from '../../../base/index.ts';
import type { UserAnswer } from '../../../x/index.ts';
import type { Lookup } from '../../ports.ts';

/** What X said of these, since then, by key: an id, or `@` and a username in small letters. */
export async function findLookups(
  db: WorkspaceDb,
  keys: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, Lookup>> {
  if (keys.length === 0) return new Map();
  const rows = await db.rows(sql<{ key: string; answer: UserAnswer; at: Date }>`
    select key, answer, looked_up_at as at from user_lookup
    where workspace_id = ${db.workspaceId} and key = any(${[...keys]}::text[]) and looked_up_at >= ${since}`);
  return new Map(rows.map(({ key, answer, at }) => [key, { answer: withDates(answer), at }]));
}

/** Keeps what X said; a user who was asked for by name is known by id from then on too. */
export async function saveLookups(
  db: WorkspaceDb,
  answers: ReadonlyMap<string, UserAnswer>,
  at: Date,
): Promise<void> {
  const kept = new Map<string, UserAnswer>();
  for (const [key, answer] of answers) {
    // Whatever was in the way may be gone the next time.
    if (answer.status === 'error') continue;
    kept.set(key, answer);
    if (answer.status === 'found') kept.set(answer.user.id, answer);
  }
  // In one order, so that two runs do not wait for each other.
  const rows = [...kept].toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into user_lookup (workspace_id, key, x_user_id, answer, looked_up_at)
    select ${db.workspaceId}, t.key, t.x_user_id, t.answer::jsonb, ${at}
    from unnest(
      ${rows.map(([key]) => key)}::text[],
      ${rows.map(([key, answer]) => idOf(key, answer))}::bigint[],
      ${rows.map(([, answer]) => storable(answer))}::text[]) as t(key, x_user_id, answer)
    on conflict (workspace_id, key) do update set
      x_user_id = excluded.x_user_id, answer = excluded.answer, looked_up_at = excluded.looked_up_at
      where user_lookup.looked_up_at <= excluded.looked_up_at`);
}

/** In the same table, so that it goes with the person and is forgotten after as many days. */
const memberKey = (listId: string, xUserId: string): string => `list/${listId}/${xUserId}`;

/** Those of whom X said that they are on the List. */
export async function findMembers(
  db: WorkspaceDb,
  listId: string,
  xUserIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = xUserIds.map((id) => memberKey(listId, id));
  const rows = await db.rows(sql<{ id: string }>`
    select x_user_id::text as id from user_lookup
    where workspace_id = ${db.workspaceId} and key = any(${keys}::text[])`);
  return new Set(rows.map(({ id }) => id));
}

export async function saveMember(db: WorkspaceDb, listId: string, xUserId: string, at: Date): Promise<void> {
  await db.execute(sql`
    insert into user_lookup (workspace_id, key, x_user_id, answer, looked_up_at)
    values (${db.workspaceId}, ${memberKey(listId, xUserId)}, ${xUserId}, '{"status":"member"}', ${at})
    on conflict (workspace_id, key) do update set looked_up_at = excluded.looked_up_at`);
}

const KEPT_DAYS = 30;
const SWEPT_AT_ONCE = 5_000;

/** Deletes answers that nothing may use any more. @returns whether there may be more */
export async function sweepLookups(db: Db, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  const gone = await db.execute(sql`
    delete from user_lookup where ctid = any(array(
      select ctid from user_lookup where looked_up_at < ${before} order by looked_up_at limit ${SWEPT_AT_ONCE}))`);
  return gone === SWEPT_AT_ONCE;
}

function idOf(key: string, answer: UserAnswer): string | null {
  if (answer.status === 'found') return answer.user.id;
  return key.startsWith('@') ? null : key;
}

/** What people write of themselves may hold what jsonb refuses. */
const storable = (answer: UserAnswer): string =>
  JSON.stringify(answer, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  );

/** Times come back as text. */
function withDates(answer: UserAnswer): UserAnswer {
  if (answer.status !== 'found' || answer.user.createdAt === undefined) return answer;
  return { ...answer, user: { ...answer.user, createdAt: new Date(answer.user.createdAt) } };
}
