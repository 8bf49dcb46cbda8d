import type { RatingModelInput, SkillInput } from '../../../../contract/api/index.ts';
import { newId, type WorkspaceTx } from '../../../base/index.ts';
import { type ConfiguredKind, contradiction } from '../../../people/index.ts';
import { checkThere } from '../members-store.ts';
import {
  deleteRatingModel,
  deleteSkill,
  insertRatingModel,
  insertSkill,
  listRatingModels,
  listRatingModelUses,
  listRatingsInUse,
  listSkills,
  listSkillUses,
  type RatingModelSetup,
  type SkillSetup,
  updateRatingModel,
  updateSkill,
} from './store.ts';

/** The steps by which skills are measured. */
export const ratingModelKind: ConfiguredKind<RatingModelSetup, RatingModelInput> = {
  kind: 'rating_model',
  word: 'rating model',
  most: 50,
  list: listRatingModels,
  check: async (tx, { ratings }, before) => {
    const values = new Set(ratings.map(({ value }) => value));
    if (values.size < ratings.length) {
      throw contradiction('Two steps have the same value; each needs its own.', 'ratings');
    }
    const names = new Set(ratings.map(({ name }) => name.trim().toLowerCase()));
    if (names.size < ratings.length) throw contradiction('Two steps have the same name.', 'ratings');
    const gone = before ? (await listRatingsInUse(tx, before.id)).filter((value) => !values.has(value)) : [];
    if (gone.length > 0) {
      throw contradiction(
        `Agents have the value ${gone.toSorted((a, b) => a - b).join(', ')}; change their proficiency first.`,
        'ratings',
      );
    }
  },
  insert: insertRatingModel,
  update: (tx, before, input) => updateRatingModel(tx, before.id, input),
  remove: (tx, model) => deleteRatingModel(tx, model.id),
  findUses: (db, model) => listRatingModelUses(db, model.id),
};

const standardModel: RatingModelInput = {
  name: 'Standard',
  ratings: [
    { name: 'Familiar', value: 1 },
    { name: 'Good', value: 2 },
    { name: 'Proficient', value: 3 },
  ],
};

/** What agents are good at. */
export const skillKind: ConfiguredKind<SkillSetup, SkillInput> = {
  kind: 'skill',
  word: 'skill',
  most: 500,
  list: listSkills,
  check: async (tx, input, before) => {
    await checkThere(tx, 'rating_model', [input.ratingModelId], 'rating model', 'ratingModelId');
    const moves = before && input.ratingModelId !== null && before.ratingModelId !== input.ratingModelId;
    if (moves && before.agents > 0) {
      throw contradiction(
        'Agents are measured by the other rating model; take the skill from them first.',
        'ratingModelId',
      );
    }
  },
  insert: async (tx, id, input, now) => {
    const ratingModelId = input.ratingModelId ?? (await standardModelOf(tx, now));
    await insertSkill(tx, id, { ...input, ratingModelId }, now);
  },
  update: (tx, before, input) =>
    updateSkill(tx, before.id, { ...input, ratingModelId: input.ratingModelId ?? before.ratingModelId }),
  remove: (tx, skill) => deleteSkill(tx, skill.id),
  findUses: (db, skill) => listSkillUses(db, skill.id),
};

/** The model called so, else one that is made now. */
async function standardModelOf(tx: WorkspaceTx, now: Date): Promise<string> {
  const models = await listRatingModels(tx);
  const there = models.find((model) => model.name === standardModel.name) ?? models[0];
  if (there) return there.id;
  const id = newId();
  await insertRatingModel(tx, id, standardModel, now);
  return id;
}
