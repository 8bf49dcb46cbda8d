import type { AgentInput, AgentsChange, AgentSetup } from '../../../../contract/api/index.ts';
import { baseErrors } from '../../../../contract/errors/base.ts';
import { setupErrors } from '../../../../contract/errors/setup.ts';
import { AppError, isId, type WorkspaceDb, type WorkspaceTx } from '../../../base/index.ts';
import { type Actor, contradiction, lockKind, noteSetup } from '../../../people/index.ts';
import type { ConfigureDeps } from '../deps.ts';
import { checkThere } from '../members-store.ts';
import { listRatingModels, listSkills } from '../skills/store.ts';
import { listAgents, raiseAgentVersion, saveAgent, setQueuesOf, setTeamsOf } from './store.ts';

type Deps = Pick<ConfigureDeps, 'audit' | 'emit' | 'clock'>;

/** @throws AppError not_found, setup_changed_meanwhile, setup_unknown, setup_contradiction. */
export function changeAgent(
  deps: Deps,
  db: WorkspaceDb,
  by: Actor,
  memberId: string,
  { version, ...input }: AgentInput & { readonly version: number },
): Promise<AgentSetup> {
  return db.transaction(async (tx) => {
    await lockKind(tx, 'agent');
    const [before] = await listAgents(tx, [memberId]);
    if (!before) throw new AppError(baseErrors.not_found, { values: { what: 'member' } });
    if (before.version !== version) {
      throw new AppError(setupErrors.setup_changed_meanwhile, { values: { what: 'agent' } });
    }
    await write(deps, tx, by, before, input);
    const [after] = await listAgents(tx, [memberId]);
    if (!after) throw new Error('a member went away while being changed');
    return after;
  });
}

/** The same change for many; answers how many were changed. @throws AppError not_found and as for one. */
export function changeAgents(
  deps: Deps,
  db: WorkspaceDb,
  by: Actor,
  memberIds: readonly string[],
  change: AgentsChange,
): Promise<number> {
  return db.transaction(async (tx) => {
    await lockKind(tx, 'agent');
    const agents = await listAgents(tx, memberIds);
    if (agents.length < memberIds.length) {
      throw new AppError(baseErrors.not_found, { values: { what: 'member' } });
    }
    for (const before of agents) await write(deps, tx, by, before, applyChange(before, change));
    return agents.length;
  });
}

/** Sets the queues to which an agent belongs by name. @throws AppError not_found, setup_unknown. */
export function changeQueues(
  deps: Deps,
  db: WorkspaceDb,
  by: Actor,
  memberId: string,
  queueIds: readonly string[],
): Promise<void> {
  return db.transaction(async (tx) => {
    await lockKind(tx, 'agent');
    await needAgent(tx, memberId);
    await checkThere(tx, 'queue', queueIds, 'queue', 'queueIds');
    await setQueuesOf(tx, memberId, queueIds, deps.clock.now());
    await raiseAgentVersion(tx, memberId, deps.clock.now());
    await noteSetup(deps, tx, by, 'agent', memberId, 'changed');
  });
}

/** @throws AppError not_found. */
export async function needAgent(db: WorkspaceDb, memberId: string): Promise<void> {
  const [agent] = await listAgents(db, [memberId]);
  if (!agent) throw new AppError(baseErrors.not_found, { values: { what: 'member' } });
}

async function write(
  deps: Deps,
  tx: WorkspaceTx,
  by: Actor,
  before: AgentSetup,
  input: AgentInput,
): Promise<void> {
  await checkAgent(tx, input);
  const now = deps.clock.now();
  await saveAgent(tx, before.memberId, input, now);
  await setTeamsOf(tx, before.memberId, input.teamIds, now);
  await noteSetup(deps, tx, by, 'agent', before.memberId, 'changed');
}

/** The agent's settings with a change; lists are added to and taken from. */
export function applyChange(agent: AgentInput, change: AgentsChange): AgentInput {
  const without = (ids: readonly string[], gone: readonly string[] = []) =>
    ids.filter((id) => !gone.includes(id));
  const both = (ids: readonly string[], more: readonly string[] = []) => [...new Set([...ids, ...more])];
  const newSkills = change.addSkills ?? [];
  const newProfiles = change.addProfiles ?? [];
  const goneSkills = [...(change.removeSkillIds ?? []), ...newSkills.map((one) => one.skillId)];
  const goneProfiles = [...(change.removeProfileIds ?? []), ...newProfiles.map((one) => one.profileId)];
  return {
    capacityUnits: change.capacityUnits ?? agent.capacityUnits,
    defaultPresenceId:
      change.defaultPresenceId === undefined ? agent.defaultPresenceId : change.defaultPresenceId,
    skills: [...agent.skills.filter((one) => !goneSkills.includes(one.skillId)), ...newSkills],
    profiles: [...agent.profiles.filter((one) => !goneProfiles.includes(one.profileId)), ...newProfiles],
    queueIds: both(without(agent.queueIds, change.removeQueueIds), change.addQueueIds),
    teamIds: both(without(agent.teamIds, change.removeTeamIds), change.addTeamIds),
  };
}

const BASES = ['available', 'busy', 'do_not_disturb', 'away', 'offline'];

async function checkAgent(tx: WorkspaceTx, input: AgentInput): Promise<void> {
  const presence = input.defaultPresenceId;
  if (presence !== null && isId(presence)) {
    await checkThere(tx, 'presence_option', [presence], 'presence', 'defaultPresenceId');
  } else if (presence !== null && !BASES.includes(presence)) {
    throw contradiction('Nobody can begin with that presence.', 'defaultPresenceId');
  }
  const profileIds = input.profiles.map((one) => one.profileId);
  if (new Set(profileIds).size < profileIds.length) {
    throw contradiction('A profile is named twice.', 'profiles');
  }
  await checkThere(tx, 'capacity_profile', profileIds, 'capacity profile', 'profiles');
  await checkThere(tx, 'queue', input.queueIds, 'queue', 'queueIds');
  await checkThere(tx, 'team', input.teamIds, 'team', 'teamIds');
  const skillIds = input.skills.map((one) => one.skillId);
  if (new Set(skillIds).size < skillIds.length) throw contradiction('A skill is named twice.', 'skills');
  await checkThere(tx, 'skill', skillIds, 'skill', 'skills');
  if (skillIds.length > 0) await checkRatings(tx, input.skills);
}

async function checkRatings(tx: WorkspaceTx, wanted: AgentInput['skills']): Promise<void> {
  const models = new Map((await listRatingModels(tx)).map((model) => [model.id, model]));
  const skills = new Map((await listSkills(tx)).map((skill) => [skill.id, skill]));
  for (const { skillId, rating } of wanted) {
    const skill = skills.get(skillId);
    const steps = models.get(skill?.ratingModelId ?? '')?.ratings ?? [];
    if (!steps.some((step) => step.value === rating)) {
      const allowed = steps.map((step) => `${step.name} (${step.value})`).join(', ');
      throw contradiction(
        `The proficiency in “${skill?.name ?? ''}” must be one of its model’s steps: ${allowed}.`,
        'skills',
      );
    }
  }
}
