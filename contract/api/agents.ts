import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf } from './common.ts';
import { DistributionSettings } from './distribution.ts';
import { PresenceId } from './presence.ts';
import { route } from './route.ts';
import { SetupVersion } from './setup.ts';

const AgentSkill = Type.Object({ skillId: Id, rating: Type.Integer({ minimum: 1, maximum: 1_000 }) });
const AgentProfile = Type.Object({
  profileId: Id,
  /** Null: the profile's own limit. */
  customLimit: Nullable(Type.Integer({ minimum: 1, maximum: 10_000 })),
});
const CapacityUnits = Type.Integer({ minimum: 0, maximum: 100_000 });
const Ids = (most: number) => Type.Array(Id, { maxItems: most, uniqueItems: true });

export const AgentInput = Type.Object({
  capacityUnits: CapacityUnits,
  /** Null: Available. */
  defaultPresenceId: Nullable(PresenceId),
  skills: Type.Array(AgentSkill, { maxItems: 200 }),
  profiles: Type.Array(AgentProfile, { maxItems: 50 }),
  /** Queues to which the agent belongs by name; those of the teams and open ones come beside. */
  queueIds: Ids(500),
  teamIds: Ids(200),
});
export type AgentInput = Static<typeof AgentInput>;

/** A member as distribution sees them. */
export const AgentSetup = Type.Object({
  memberId: Id,
  name: Type.String(),
  email: Type.String(),
  active: Type.Boolean(),
  version: SetupVersion,
  ...AgentInput.properties,
});
export type AgentSetup = Static<typeof AgentSetup>;

/** Only what is given is changed. */
export const AgentsChange = Type.Object({
  capacityUnits: Type.Optional(CapacityUnits),
  defaultPresenceId: Type.Optional(Nullable(PresenceId)),
  addSkills: Type.Optional(Type.Array(AgentSkill, { maxItems: 50 })),
  removeSkillIds: Type.Optional(Ids(50)),
  addProfiles: Type.Optional(Type.Array(AgentProfile, { maxItems: 50 })),
  removeProfileIds: Type.Optional(Ids(50)),
  addQueueIds: Type.Optional(Ids(50)),
  removeQueueIds: Type.Optional(Ids(50)),
  addTeamIds: Type.Optional(Ids(50)),
  removeTeamIds: Type.Optional(Ids(50)),
});
export type AgentsChange = Static<typeof AgentsChange>;

export const agentRoutes = {
  list: route({
    id: 'agents.list',
    method: 'GET',
    path: '/api/setup/agents',
    access: 'administrator',
    permission: 'people.manage',
    summary: 'Members with capacity, skills, profiles, queues and teams, by name (at most 1,000).',
    response: Type.Object({ items: Type.Array(AgentSetup) }),
  }),
  update: route({
    id: 'agents.update',
    method: 'PUT',
    path: '/api/setup/agents/:id',
    access: 'administrator',
    permission: 'people.manage',
    summary:
      "Changes a member's settings as a whole; refused when they were changed since the given version.",
    params: IdParams,
    body: Type.Object({ ...AgentInput.properties, version: SetupVersion }),
    response: AgentSetup,
  }),
  queues: route({
    id: 'agents.queues',
    method: 'GET',
    path: '/api/agents/:id/queues',
    access: 'supervisor',
    permission: 'board.agents',
    summary: 'All queues, and how the agent belongs to each: by name, by a team, or since it is open to all.',
    params: IdParams,
    response: Type.Object({
      queues: Type.Array(
        Type.Object({
          queueId: Id,
          name: Type.String(),
          /** Null: not a member. Only belonging by name can be changed here. */
          via: Nullable(OneOf(['name', 'team', 'open'])),
        }),
      ),
    }),
  }),
  setQueues: route({
    id: 'agents.setQueues',
    method: 'PUT',
    path: '/api/agents/:id/queues',
    access: 'supervisor',
    permission: 'board.agents',
    summary: 'Sets the queues to which an agent belongs by name, with effect on the next assignment.',
    params: IdParams,
    body: Type.Object({ queueIds: Ids(500) }),
  }),
  change: route({
    id: 'agents.change',
    method: 'POST',
    path: '/api/setup/agents/change',
    access: 'administrator',
    permission: 'people.manage',
    summary: 'The same change for up to 1,000 members.',
    body: Type.Object({
      memberIds: Type.Array(Id, { minItems: 1, maxItems: 1_000, uniqueItems: true }),
      change: AgentsChange,
    }),
    response: Type.Object({ changed: Type.Integer() }),
  }),
};

export const distributionRoutes = {
  get: route({
    id: 'distribution.get',
    method: 'GET',
    path: '/api/setup/distribution',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'How work is distributed in the whole workspace, and the standard of what was not set.',
    response: Type.Object({ settings: DistributionSettings, standard: DistributionSettings }),
  }),
  set: route({
    id: 'distribution.set',
    method: 'PATCH',
    path: '/api/setup/distribution',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Changes some of it; what is not named stays.',
    body: Type.Partial(DistributionSettings),
    response: Type.Object({ settings: DistributionSettings, standard: DistributionSettings }),
  }),
};
