import {
  type OperatingHoursInput,
  type QueueInput,
  type SkillInput,
  standardQueueSettings,
  standardWorkStreamSettings,
} from '../../../contract/api/index.ts';
import type { DeskPerson } from '../callers.ts';
import { demoHandles } from '../local-x.ts';
import type { DemoStaff, StaffKey } from '../people.ts';

/** How the demo's work is distributed: the ids of what later steps name. */
export interface Distribution {
  readonly careStreamId: string;
  readonly everybodyId: string;
  readonly careId: string;
  readonly tradeId: string;
  readonly pressId: string;
  readonly skills: Readonly<Record<SkillKey, string>>;
  readonly mainHandleId: string;
}

type SkillKey = 'spanish' | 'german' | 'machines';

const DAY = 24 * 60;
const weekdays = [1, 2, 3, 4, 5];
const PROFICIENT = 3;

const aroundTheClock: OperatingHoursInput = {
  name: 'Around the clock',
  description: 'Somebody of the roastery is always awake.',
  timeZone: 'Europe/London',
  periods: [...weekdays, 6, 7].map((day) => ({ day, fromMinute: 0, untilMinute: DAY })),
  holidays: [],
  openings: [],
};

const officeHours: OperatingHoursInput = {
  name: 'Office hours',
  description: 'When the trade desk is there.',
  timeZone: 'Europe/London',
  periods: weekdays.map((day) => ({ day, fromMinute: 8 * 60, untilMinute: 18 * 60 })),
  holidays: [],
  openings: [],
};

const skills: Readonly<Record<SkillKey, Omit<SkillInput, 'ratingModelId'>>> = {
  spanish: { name: 'Spanish', kind: 'Language', description: '' },
  german: { name: 'German', kind: 'Language', description: '' },
  machines: { name: 'Grinders and machines', kind: 'Product', description: 'Knows what is inside.' },
};

/** Who is good at what, beside everybody's English. */
const skilled: Readonly<Record<SkillKey, readonly StaffKey[]>> = {
  spanish: ['ada', 'dana'],
  german: ['emil', 'cleo'],
  machines: ['ben', 'emil'],
};

interface Made {
  readonly id: string;
}

/** Queues with hours, skills, a work stream that gives out what comes to the main handle, and who does what. */
export async function makeDistribution(staff: DemoStaff): Promise<Distribution> {
  const { ada } = staff;
  const make = async (kind: string, input: object) =>
    (await ada.ask<Made>('POST', `/api/setup/${kind}`, input)).id;
  const [always, office] = await Promise.all(
    [aroundTheClock, officeHours].map((hours) => ada.ask<Made>('POST', '/api/hours', hours)),
  );
  const idsOf = (...who: StaffKey[]) => who.map((key) => staff[key].memberId);
  const everyone = Object.values(staff).map(({ memberId }) => memberId);
  const queue = (name: string, memberIds: string[], more: Partial<QueueInput>) =>
    make('queues', {
      name,
      description: '',
      priority: 100,
      openToAll: false,
      hoursId: office?.id ?? null,
      memberIds,
      teamIds: [],
      settings: standardQueueSettings,
      ...more,
    });
  const careId = await queue('Customer care', everyone, {
    description: 'What customers of the shop ask.',
    hoursId: always?.id ?? null,
    settings: { ...standardQueueSettings, assignment: 'round_robin' },
  });
  const toCare = [{ condition: 'out_of_hours', value: 0, action: 'transfer', queueId: careId }] as const;
  const settings = { ...standardQueueSettings, overflow: [...toCare] };
  const [tradeId, pressId, everybodyId, spanish, german, machines] = await Promise.all([
    queue('Trade', idsOf('ada', 'ben', 'farah'), { description: 'Cafés, offices, shops.', settings }),
    queue('Press', idsOf('ada', 'cleo'), { priority: 50, settings }),
    defaultQueueOf(ada),
    ...(['spanish', 'german', 'machines'] as const).map((key) =>
      make('skills', { ...skills[key], ratingModelId: null }),
    ),
  ]);
  if (!spanish || !german || !machines) throw new Error('the demo lacks a skill');
  const made = { spanish, german, machines };
  await makeAgents(staff, made);
  const careStreamId = await make('work-streams', {
    name: 'Customer care',
    description: 'Rings with whoever is there and has room.',
    mode: 'push',
    queueId: careId,
    settings: {
      ...standardWorkStreamSettings,
      capacityUnits: 50,
      pickFromPush: true,
      skillMatching: 'closest',
      firstAnswerMinutes: 60,
      nextAnswerMinutes: 4 * 60,
      resolutionMinutes: 2 * DAY,
      identifyByName: true,
      dispositions: ['Solved', 'Replacement sent', 'Passed on'],
      contextVariables: [{ name: 'order', label: 'Order number', type: 'text' }],
    },
  });
  const { handles } = await ada.ask<{ handles: (Made & { account: { username: string } })[] }>(
    'GET',
    '/api/handles',
  );
  const main = handles.find(({ account }) => account.username === demoHandles.main.username);
  if (!main) throw new Error('the demo has no main handle');
  await ada.ask('PATCH', `/api/handles/${main.id}`, { workStreamId: careStreamId, language: 'en' });
  return { careStreamId, everybodyId, careId, tradeId, pressId, skills: made, mainHandleId: main.id };
}

/** Everybody begins as Away: one click on Available, and the next conversation rings. */
async function makeAgents(staff: DemoStaff, made: Readonly<Record<SkillKey, string>>): Promise<void> {
  const { ada } = staff;
  await ada.ask('POST', '/api/setup/agents/change', {
    memberIds: Object.values(staff).map(({ memberId }) => memberId),
    change: { defaultPresenceId: 'away' },
  });
  for (const key of ['spanish', 'german', 'machines'] as const) {
    await ada.ask('POST', '/api/setup/agents/change', {
      memberIds: skilled[key].map((who) => staff[who].memberId),
      change: { addSkills: [{ skillId: made[key], rating: PROFICIENT }] },
    });
  }
  const team = (name: string, ...who: StaffKey[]) =>
    ada.ask('POST', '/api/setup/teams', {
      name,
      description: '',
      memberIds: who.map((key) => staff[key].memberId),
    });
  await Promise.all([team('Roastery', 'ada', 'ben', 'emil'), team('Shop', 'cleo', 'dana', 'farah')]);
}

async function defaultQueueOf(ada: DeskPerson): Promise<string> {
  const { items } = await ada.ask<{ items: (Made & { isDefault: boolean })[] }>('GET', '/api/setup/queues');
  const found = items.find(({ isDefault }) => isDefault);
  if (!found) throw new Error('a workspace has a default queue');
  return found.id;
}
