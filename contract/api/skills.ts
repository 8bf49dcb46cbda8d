import { Type, type Static } from 'typebox';
import { Id, Nullable } from './common.ts';
import { SetupDescription, setupFields, SetupName, setupRoutes } from './setup.ts';

export const Rating = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  value: Type.Integer({ minimum: 1, maximum: 1_000 }),
});
export type Rating = Static<typeof Rating>;

export const RatingModelInput = Type.Object({
  name: SetupName,
  /** Steps of proficiency; the value says how far it is. */
  ratings: Type.Array(Rating, { minItems: 1, maxItems: 20 }),
});
export type RatingModelInput = Static<typeof RatingModelInput>;

export const RatingModel = Type.Object({ ...setupFields, ...RatingModelInput.properties });
export type RatingModel = Static<typeof RatingModel>;

export const ratingModelRoutes = setupRoutes({
  name: 'ratingModels',
  path: '/api/setup/rating-models',
  word: 'rating model',
  words: 'rating models: the steps by which skills are measured',
  most: 50,
  permission: 'setup.manage',
  openList: true,
  one: RatingModel,
  input: RatingModelInput,
});

export const SkillInput = Type.Object({
  name: SetupName,
  /** What kind of skill: language, product, … */
  kind: Type.String({ maxLength: 60 }),
  description: SetupDescription,
  /** Null when made: the standard model, which is made when it is not there. */
  ratingModelId: Nullable(Id),
});
export type SkillInput = Static<typeof SkillInput>;

export const Skill = Type.Object({
  ...setupFields,
  ...SkillInput.properties,
  ratingModelId: Id,
  /** How many agents have it. */
  agents: Type.Integer(),
});
export type Skill = Static<typeof Skill>;

export const skillRoutes = setupRoutes({
  name: 'skills',
  path: '/api/setup/skills',
  word: 'skill',
  words: 'skills, by name',
  most: 500,
  permission: 'setup.manage',
  openList: true,
  one: Skill,
  input: SkillInput,
});
