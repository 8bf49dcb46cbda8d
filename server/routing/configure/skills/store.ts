import type { Rating, RatingModelInput, SkillInput } from '../../../../contract/api/index.ts';
import { type SetupUse, sql, type WorkspaceDb } from '../../../base/index.ts';

export interface RatingModelSetup extends RatingModelInput {
  readonly id: string;
  readonly version: number;
}

export interface SkillSetup extends SkillInput {
  readonly id: string;
  readonly version: number;
  readonly ratingModelId: string;
  readonly agents: number;
}

/** By name; at most 50. */
export function listRatingModels(db: WorkspaceDb): Promise<RatingModelSetup[]> {
  return db.rows(sql<{ id: string; version: number; name: string; ratings: Rating[] }>`
    select id, version, name, ratings from rating_model where workspace_id = ${db.workspaceId}
    order by lower(name), id limit 50`);
}

export async function insertRatingModel(
  db: WorkspaceDb,
  id: string,
  model: RatingModelInput,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    insert into rating_model (workspace_id, id, name, ratings, created_at)
    values (${db.workspaceId}, ${id}, ${model.name}, ${JSON.stringify(model.ratings)}, ${at})`);
}

export async function updateRatingModel(db: WorkspaceDb, id: string, model: RatingModelInput): Promise<void> {
  await db.execute(sql`
    update rating_model set name = ${model.name}, ratings = ${JSON.stringify(model.ratings)}, version = version + 1
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function deleteRatingModel(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from rating_model where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function listRatingModelUses(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  return db.rows(sql<SetupUse>`
    select 'skill' as kind, id, name from skill
    where workspace_id = ${db.workspaceId} and rating_model_id = ${id} order by lower(name) limit 100`);
}

/** Values that agents have of skills measured by a model. */
export async function listRatingsInUse(db: WorkspaceDb, modelId: string): Promise<number[]> {
  const rows = await db.rows(sql<{ rating: number }>`
    select distinct ms.rating from member_skill ms
    join skill s on s.workspace_id = ms.workspace_id and s.id = ms.skill_id
    where ms.workspace_id = ${db.workspaceId} and s.rating_model_id = ${modelId} limit 1000`);
  return rows.map((row) => row.rating);
}

/** By name; at most 500. */
export function listSkills(db: WorkspaceDb): Promise<SkillSetup[]> {
  return db.rows(sql<SkillSetup>`
    select s.id, s.version, s.name, s.kind, s.description, s.rating_model_id as "ratingModelId",
      (select count(*)::int from member_skill ms where ms.workspace_id = s.workspace_id and ms.skill_id = s.id) as agents
    from skill s where s.workspace_id = ${db.workspaceId} order by lower(s.name), s.id limit 500`);
}

export async function insertSkill(db: WorkspaceDb, id: string, skill: SkillInput, at: Date): Promise<void> {
  await db.execute(sql`
    insert into skill (workspace_id, id, name, kind, description, rating_model_id, created_at)
    values (${db.workspaceId}, ${id}, ${skill.name}, ${skill.kind}, ${skill.description}, ${skill.ratingModelId}, ${at})`);
}

export async function updateSkill(db: WorkspaceDb, id: string, skill: SkillInput): Promise<void> {
  await db.execute(sql`
    update skill set name = ${skill.name}, kind = ${skill.kind}, description = ${skill.description},
      rating_model_id = ${skill.ratingModelId}, version = version + 1
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function deleteSkill(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from skill where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Agents who have it, and conversations under way that ask for it. */
export function listSkillUses(db: WorkspaceDb, id: string): Promise<SetupUse[]> {
  return db.rows(sql<SetupUse>`
    select 'member' as kind, m.id, m.name from member_skill ms
    join member m on m.workspace_id = ms.workspace_id and m.id = ms.member_id
    where ms.workspace_id = ${db.workspaceId} and ms.skill_id = ${id} order by lower(m.name) limit 100`);
}
