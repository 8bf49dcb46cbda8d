import { Type, type Static } from 'typebox';
import { Id, Nullable, OneOf } from './common.ts';

/** The presences that routing knows; every presence of the workspace's own stands on one of the first five. */
export const BasePresence = OneOf(['available', 'busy', 'do_not_disturb', 'away', 'offline', 'inactive']);
export type BasePresence = Static<typeof BasePresence>;

export const WorkStreamMode = OneOf(['push', 'pick']);
export type WorkStreamMode = Static<typeof WorkStreamMode>;

const Minutes = (most: number) => Type.Integer({ minimum: 1, maximum: most });
const DAY = 24 * 60;

/** What a required skill asks for. `rating` is a value of the skill's rating model. */
export const RequiredSkill = Type.Object({
  skillId: Id,
  rating: Type.Integer({ minimum: 0, maximum: 1000 }),
});
export type RequiredSkill = Static<typeof RequiredSkill>;

export const ContextVariable = Type.Object({
  /** As rules and programs name it. */
  name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,49}$' }),
  label: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  type: OneOf(['text', 'number']),
});
export type ContextVariable = Static<typeof ContextVariable>;

/** Everything of a work stream that is not name, mode and queue. Absent in the table: the standard. */
export const WorkStreamSettings = Type.Object({
  capacityFormat: OneOf(['units', 'profiles']),
  /** Units of an agent's capacity that one conversation takes. */
  capacityUnits: Type.Integer({ minimum: 1, maximum: 10_000 }),
  /** With `profiles`: what a conversation takes unless a rule says otherwise. */
  profileIds: Type.Array(Id, { maxItems: 10 }),
  allowedPresences: Type.Array(OneOf(['available', 'busy', 'do_not_disturb', 'away', 'offline']), {
    minItems: 1,
    maxItems: 5,
    uniqueItems: true,
  }),
  /** Push only: agents may also take from the list, whatever their capacity and presence. */
  pickFromPush: Type.Boolean(),
  /** A customer who writes again gets the same agent. */
  affinity: Type.Boolean(),
  /** How long only that agent is asked. */
  affinityPatienceMinutes: Type.Integer({ minimum: 0, maximum: 7 * DAY }),
  skillMatching: OneOf(['none', 'exact', 'closest']),
  wrapUpBlocking: OneOf(['always', 'never', 'minutes']),
  wrapUpMinutes: Minutes(60),
  /** Waiting so long without a word from the customer closes it. */
  autoCloseMinutes: Minutes(365 * DAY),
  openCloseMinutes: Minutes(365 * DAY),
  activeCloseMinutes: Minutes(365 * DAY),
  wrapUpCloseMinutes: Minutes(365 * DAY),
  /** Service levels in minutes of opening hours; null: none. */
  firstAnswerMinutes: Nullable(Minutes(90 * DAY)),
  nextAnswerMinutes: Nullable(Minutes(90 * DAY)),
  resolutionMinutes: Nullable(Minutes(365 * DAY)),
  automaticMessages: Type.Boolean(),
  /** Links the one active contact whose full name equals the customer's name. */
  identifyByName: Type.Boolean(),
  /** A customer who is linked and has exactly one active case: the conversation gets it. */
  linkOnlyCase: Type.Boolean(),
  restrictTranscripts: Type.Boolean(),
  requireDisposition: Type.Boolean(),
  dispositions: Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }), { maxItems: 100 }),
  contextVariables: Type.Array(ContextVariable, { maxItems: 50 }),
  /** Offer card by scenario; null: the standard template. */
  templates: Type.Object({
    incomingKnown: Nullable(Id),
    incomingUnknown: Nullable(Id),
    consult: Nullable(Id),
    transfer: Nullable(Id),
    assigned: Nullable(Id),
  }),
});
export type WorkStreamSettings = Static<typeof WorkStreamSettings>;

/** Of a new work stream. Units: three conversations at a time for an agent of 100. */
export const standardWorkStreamSettings: WorkStreamSettings = {
  capacityFormat: 'units',
  capacityUnits: 30,
  profileIds: [],
  allowedPresences: ['available', 'busy'],
  pickFromPush: false,
  affinity: true,
  affinityPatienceMinutes: 5,
  skillMatching: 'none',
  wrapUpBlocking: 'always',
  wrapUpMinutes: 5,
  autoCloseMinutes: 30 * DAY,
  openCloseMinutes: 30 * DAY,
  activeCloseMinutes: 30 * DAY,
  wrapUpCloseMinutes: DAY,
  firstAnswerMinutes: null,
  nextAnswerMinutes: null,
  resolutionMinutes: null,
  automaticMessages: true,
  identifyByName: false,
  linkOnlyCase: true,
  restrictTranscripts: false,
  requireDisposition: false,
  dispositions: [],
  contextVariables: [],
  templates: { incomingKnown: null, incomingUnknown: null, consult: null, transfer: null, assigned: null },
};

export const AssignmentMethod = OneOf(['highest_capacity', 'round_robin', 'least_active']);
export type AssignmentMethod = Static<typeof AssignmentMethod>;

/** What happens when a queue is too full, closed, or too slow. Checked once per item and condition. */
export const OverflowRule = Type.Object({
  condition: OneOf(['out_of_hours', 'items_exceed', 'wait_exceeds']),
  /** Items (1 to 1,000) or minutes (1 to 2,880); 0 for out of hours. */
  value: Type.Integer({ minimum: 0, maximum: 2_880 }),
  action: OneOf(['assign_anyway', 'transfer', 'close']),
  queueId: Nullable(Id),
});
export type OverflowRule = Static<typeof OverflowRule>;

export const QueueSettings = Type.Object({
  assignment: AssignmentMethod,
  overflow: Type.Array(OverflowRule, { maxItems: 10 }),
  /** Seconds within which an accepted conversation counts as in time. */
  serviceLevelSeconds: Type.Integer({ minimum: 1, maximum: 7 * 86_400 }),
  /** Ordered; the first that holds ranks the item. Empty: by the work item's priority, then first come. */
  prioritisation: OneOf(['priority_then_age', 'age']),
});
export type QueueSettings = Static<typeof QueueSettings>;

export const standardQueueSettings: QueueSettings = {
  assignment: 'highest_capacity',
  overflow: [],
  serviceLevelSeconds: 180,
  prioritisation: 'priority_then_age',
};

/** Of the whole workspace, kept in `workspace.settings.distribution`. */
export const DistributionSettings = Type.Object({
  /** How often one item is offered to the same agent at most. */
  offersPerAgent: Type.Integer({ minimum: 1, maximum: 5 }),
  /** So many different agents declined: it waits for a person to take it. */
  agentsPerItem: Type.Integer({ minimum: 1, maximum: 1_000 }),
  /** Open sessions of an agent beyond which nothing more is offered. */
  maxSessions: Type.Integer({ minimum: 1, maximum: 100 }),
  /** An offer that ran out makes the agent inactive until they say that they are there. */
  missedMakesInactive: Type.Boolean(),
  /** A declined offer sets the agent to Do not disturb. */
  declineMakesBusy: Type.Boolean(),
  /** How long after a lost connection an agent comes back as they were. */
  graceSeconds: Type.Integer({ minimum: 5, maximum: 3_600 }),
  /** What supervisors may do, beside what their role allows. */
  supervisorMonitor: Type.Boolean(),
  supervisorAssign: Type.Boolean(),
  supervisorTransfer: Type.Boolean(),
  supervisorForceClose: Type.Boolean(),
  /** Consulting a colleague takes capacity of theirs. */
  consultTakesCapacity: Type.Boolean(),
  /** Transfers to an agent wait for their yes. */
  transferNeedsAcceptance: Type.Boolean(),
  /** What customers see of an agent's name, wherever a text says it. */
  agentName: OneOf(['full', 'first', 'nickname']),
});
export type DistributionSettings = Static<typeof DistributionSettings>;

export const standardDistributionSettings: DistributionSettings = {
  offersPerAgent: 3,
  agentsPerItem: 100,
  maxSessions: 10,
  missedMakesInactive: false,
  declineMakesBusy: false,
  graceSeconds: 150,
  supervisorMonitor: true,
  supervisorAssign: true,
  supervisorTransfer: true,
  supervisorForceClose: true,
  consultTakesCapacity: false,
  transferNeedsAcceptance: true,
  agentName: 'full',
};
