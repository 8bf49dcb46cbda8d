import { Type } from 'typebox';
import {
  CapacityProfileInput,
  PresenceOptionInput,
  type QueueInput,
  QueueSettings,
  RatingModelInput,
  SkillInput,
  type SkillInput as SkillInputType,
  type WorkStreamInput,
  WorkStreamInput as WorkStreamSchema,
  QueueInput as QueueSchema,
  type WorkStreamSettings,
} from '../../../contract/api/index.ts';
import type { SetupRefs, WorkspaceTx } from '../../base/index.ts';
import type { FileForm } from '../../people/index.ts';
import type { ProfileSetup } from './capacity/store.ts';
import type { PresenceSetup } from './presences/store.ts';
import { listQueueSetups, type QueueSetup } from './queues/store.ts';
import type { RatingModelSetup, SkillSetup } from './skills/store.ts';
import type { TeamSetup } from './teams/store.ts';
import type { StreamSetup } from './work-streams/store.ts';
import type { CapacityProfileInput as ProfileInput } from '../../../contract/api/capacity-profiles.ts';
import type { PresenceOptionInput as PresenceInput } from '../../../contract/api/presence-options.ts';
import type { RatingModelInput as ModelInput } from '../../../contract/api/skills.ts';
import type { TeamInput } from '../../../contract/api/teams.ts';

const Name = Type.String({ minLength: 1, maxLength: 100 });
const NameOrNull = Type.Union([Name, Type.Null()]);

/** Collects what a file names and this workspace has not. */
function finder(refs: SetupRefs) {
  const missing: string[] = [];
  const one = async (kind: string, name: string | null): Promise<string | null> => {
    if (name === null) return null;
    const id = await refs.idOf(kind, name);
    if (id === null) missing.push(`the ${kind.replaceAll('_', ' ')} “${name}”`);
    return id;
  };
  const many = async (kind: string, names: readonly string[]): Promise<string[]> => {
    const found: string[] = [];
    for (const name of names) {
      const id = await one(kind, name);
      if (id !== null) found.push(id);
    }
    return found;
  };
  return { missing, one, many };
}

async function namesOf(refs: SetupRefs, kind: string, ids: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const id of ids) {
    const name = await refs.nameOf(kind, id);
    if (name !== null) names.push(name);
  }
  return names.toSorted();
}

export const ratingModelFile: FileForm<RatingModelSetup, ModelInput, ModelInput> = {
  kind: 'rating_model',
  schema: RatingModelInput,
  toFile: async ({ name, ratings }) => ({ name, ratings }),
  fromFile: async (item) => ({ input: item, missing: [] }),
};

type SkillFile = Omit<SkillInputType, 'ratingModelId'> & { readonly ratingModel: string | null };
const { ratingModelId: _model, ...skillFields } = SkillInput.properties;

export const skillFile: FileForm<SkillSetup, SkillInputType, SkillFile> = {
  kind: 'skill',
  after: ['rating_model'],
  schema: Type.Object({ ...skillFields, ratingModel: NameOrNull }),
  toFile: async ({ name, kind, description, ratingModelId }, refs) => ({
    name,
    kind,
    description,
    ratingModel: await refs.nameOf('rating_model', ratingModelId),
  }),
  fromFile: async ({ ratingModel, ...item }, refs) => {
    const { one, missing } = finder(refs);
    return { input: { ...item, ratingModelId: await one('rating_model', ratingModel) }, missing };
  },
};

export const profileFile: FileForm<ProfileSetup, ProfileInput, ProfileInput> = {
  kind: 'capacity_profile',
  schema: CapacityProfileInput,
  toFile: async ({ name, itemLimit, reset, blocksAssignment }) => ({
    name,
    itemLimit,
    reset,
    blocksAssignment,
  }),
  // The reset of one that is there cannot change; the rest is taken over.
  fromFile: async (item, _refs, before) => ({
    input: { ...item, reset: before?.reset ?? item.reset },
    missing: before && before.reset !== item.reset ? ['another reset'] : [],
  }),
};

export const presenceFile: FileForm<PresenceSetup, PresenceInput, PresenceInput> = {
  kind: 'presence',
  schema: PresenceOptionInput,
  toFile: async ({ name, text, base, description }) => ({ name, text, base, description }),
  fromFile: async (item) => ({ input: item, missing: [] }),
};

type TeamFile = Omit<TeamInput, 'memberIds'>;

/** People are not moved with the set-up: a team comes without them, and one that is there keeps its own. */
export const teamFile: FileForm<TeamSetup, TeamInput, TeamFile> = {
  kind: 'team',
  schema: Type.Object({ name: Name, description: Type.String({ maxLength: 1_000 }) }),
  toFile: async ({ name, description }) => ({ name, description }),
  fromFile: async (item, _refs, before) => ({
    input: { ...item, memberIds: before?.memberIds ?? [] },
    missing: [],
  }),
};

type QueueFile = Omit<QueueInput, 'memberIds' | 'teamIds' | 'hoursId' | 'settings'> & {
  readonly hours: string | null;
  readonly teams: readonly string[];
  readonly settings: Omit<QueueInput['settings'], 'overflow'> & {
    readonly overflow: readonly (Omit<QueueInput['settings']['overflow'][number], 'queueId'> & {
      readonly queue: string | null;
    })[];
  };
};

const queueProperties = QueueSchema.properties;
const { overflow: _overflow, ...queueSettingFields } = QueueSettings.properties;
const { queueId: _queue, ...overflowFields } = QueueSettings.properties.overflow.items.properties;

/** Members by name stay behind: they are people of one installation. */
export const queueFile: FileForm<QueueSetup, QueueInput, QueueFile> = {
  kind: 'queue',
  after: ['hours', 'team'],
  schema: Type.Object({
    name: Name,
    description: queueProperties.description,
    priority: queueProperties.priority,
    openToAll: queueProperties.openToAll,
    hours: NameOrNull,
    teams: Type.Array(Name, { maxItems: 100 }),
    settings: Type.Object({
      ...queueSettingFields,
      overflow: Type.Array(Type.Object({ ...overflowFields, queue: NameOrNull }), { maxItems: 10 }),
    }),
  }),
  toFile: async (queue, refs) => {
    const { overflow, ...settings } = queue.settings;
    const rules: QueueFile['settings']['overflow'][number][] = [];
    for (const { queueId, ...rule } of overflow) {
      rules.push({ ...rule, queue: queueId === null ? null : await refs.nameOf('queue', queueId) });
    }
    return {
      name: queue.name,
      description: queue.description,
      priority: queue.priority,
      openToAll: queue.openToAll,
      hours: queue.hoursId === null ? null : await refs.nameOf('hours', queue.hoursId),
      teams: await namesOf(refs, 'team', queue.teamIds),
      settings: { ...settings, overflow: rules },
    };
  },
  fromFile: async ({ hours, teams, settings, ...item }, refs, before) => {
    const { one, many, missing } = finder(refs);
    const overflow: QueueInput['settings']['overflow'] = [];
    for (const { queue, ...rule } of settings.overflow) {
      const queueId = await one('queue', queue);
      // A rule whose queue is missing would send nowhere.
      if (queue === null || queueId !== null) overflow.push({ ...rule, queueId });
    }
    const input: QueueInput = {
      ...item,
      openToAll: before?.isDefault ? true : item.openToAll,
      hoursId: await one('hours', hours),
      teamIds: await many('team', teams),
      memberIds: before?.memberIds ?? [],
      settings: { ...settings, overflow },
    };
    return { input, missing };
  },
};

type StreamFile = Omit<WorkStreamInput, 'queueId' | 'settings'> & {
  readonly queue: string;
  readonly settings: Omit<WorkStreamSettings, 'profileIds' | 'templates'> & {
    readonly profiles: readonly string[];
    readonly templates: Readonly<Record<keyof WorkStreamSettings['templates'], string | null>>;
  };
};

const streamProperties = WorkStreamSchema.properties;
const {
  profileIds: _profiles,
  templates: _templates,
  ...streamSettingFields
} = streamProperties.settings.properties;

export const streamFile: FileForm<StreamSetup, WorkStreamInput, StreamFile> = {
  kind: 'work_stream',
  after: ['queue', 'capacity_profile', 'template'],
  schema: Type.Object({
    name: Name,
    description: streamProperties.description,
    mode: streamProperties.mode,
    queue: Name,
    settings: Type.Object({
      ...streamSettingFields,
      profiles: Type.Array(Name, { maxItems: 10 }),
      templates: Type.Object({
        incomingKnown: NameOrNull,
        incomingUnknown: NameOrNull,
        consult: NameOrNull,
        transfer: NameOrNull,
        assigned: NameOrNull,
      }),
    }),
  }),
  toFile: async (stream, refs) => {
    const { profileIds, templates, ...settings } = stream.settings;
    const nameOf = (id: string | null) => (id === null ? null : refs.nameOf('template', id));
    return {
      name: stream.name,
      description: stream.description,
      mode: stream.mode,
      queue: (await refs.nameOf('queue', stream.queueId)) ?? '',
      settings: {
        ...settings,
        profiles: await namesOf(refs, 'capacity_profile', profileIds),
        templates: {
          incomingKnown: await nameOf(templates.incomingKnown),
          incomingUnknown: await nameOf(templates.incomingUnknown),
          consult: await nameOf(templates.consult),
          transfer: await nameOf(templates.transfer),
          assigned: await nameOf(templates.assigned),
        },
      },
    };
  },
  fromFile: async ({ queue, settings, ...item }, refs, before, tx) => {
    const { one, many, missing } = finder(refs);
    const { profiles, templates, ...rest } = settings;
    if (before && before.mode !== item.mode) missing.push('another mode');
    const queueId = (await one('queue', queue)) ?? before?.queueId ?? (await defaultQueueId(tx));
    const input: WorkStreamInput = {
      ...item,
      mode: before?.mode ?? item.mode,
      queueId,
      settings: {
        ...rest,
        profileIds: await many('capacity_profile', profiles),
        templates: {
          incomingKnown: await one('template', templates.incomingKnown),
          incomingUnknown: await one('template', templates.incomingUnknown),
          consult: await one('template', templates.consult),
          transfer: await one('template', templates.transfer),
          assigned: await one('template', templates.assigned),
        },
      },
    };
    return { input, missing };
  },
};

async function defaultQueueId(tx: WorkspaceTx): Promise<string> {
  const queue = (await listQueueSetups(tx)).find((one) => one.isDefault);
  if (!queue) throw new Error('a workspace has a default queue');
  return queue.id;
}
