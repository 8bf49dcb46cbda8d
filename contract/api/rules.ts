import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, Time } from './common.ts';
import { ConditionGroup, ConditionProblem, FieldChoice, RuleField } from './conditions.ts';
import { Priority } from './conversations.ts';
import { ContextVariable, RequiredSkill } from './distribution.ts';
import { route } from './route.ts';

/** What a classification rule sets. Later rulesets see it, and so does routing to a queue. */
export const RuleOutput = Type.Union([
  Type.Object({ kind: Type.Literal('priority'), priority: Priority }),
  Type.Object({
    kind: Type.Literal('skills'),
    skills: Type.Array(RequiredSkill, { minItems: 1, maxItems: 20 }),
  }),
  Type.Object({
    kind: Type.Literal('profiles'),
    profileIds: Type.Array(Id, { minItems: 1, maxItems: 10, uniqueItems: true }),
  }),
  /** Units of an agent's capacity that the conversation takes. */
  Type.Object({ kind: Type.Literal('units'), units: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
  Type.Object({
    kind: Type.Literal('tags'),
    tags: Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }), {
      minItems: 1,
      maxItems: 20,
    }),
  }),
  Type.Object({
    kind: Type.Literal('context'),
    name: Type.String({ maxLength: 50 }),
    value: Type.Union([Type.String({ maxLength: 4_000 }), Type.Number()]),
  }),
  Type.Object({
    kind: Type.Literal('language'),
    language: Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 20 }),
  }),
]);
export type RuleOutput = Static<typeof RuleOutput>;

export const MOST_RULE_SETS = 10;
export const MOST_RULES = 100;
export const MOST_OUTPUTS = 5;
export const MOST_SPLIT = 5;

const ruleParts = {
  /** Given for a rule that was there already. */
  id: Type.Optional(Id),
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  enabled: Type.Boolean(),
  /** Null: always. */
  condition: Nullable(ConditionGroup),
};

export const ClassificationRuleInput = Type.Object({
  ...ruleParts,
  outputs: Type.Array(RuleOutput, { minItems: 1, maxItems: MOST_OUTPUTS }),
});
export type ClassificationRuleInput = Static<typeof ClassificationRuleInput>;

export const QueueShare = Type.Object({ queueId: Id, percent: Type.Integer({ minimum: 1, maximum: 100 }) });
export type QueueShare = Static<typeof QueueShare>;

export const RouteRuleInput = Type.Object({
  ...ruleParts,
  /** One queue with 100, or several whose shares come to 100. */
  queues: Type.Array(QueueShare, { minItems: 1, maxItems: MOST_SPLIT }),
});
export type RouteRuleInput = Static<typeof RouteRuleInput>;

export const ClassificationRule = Type.Object({ ...ClassificationRuleInput.properties, id: Id });
export type ClassificationRule = Static<typeof ClassificationRule>;
export const RouteRule = Type.Object({ ...RouteRuleInput.properties, id: Id });
export type RouteRule = Static<typeof RouteRule>;

const setParts = {
  id: Id,
  name: Type.String(),
  enabled: Type.Boolean(),
  version: Type.Integer(),
  /** What does not fit the set-up any more (a queue was removed): such a rule sends to the fallback queue. */
  problems: Type.Array(ConditionProblem),
  updatedAt: Time,
};
export const ClassificationSet = Type.Object({ ...setParts, rules: Type.Array(ClassificationRule) });
export type ClassificationSet = Static<typeof ClassificationSet>;
/** The one ruleset of a work stream that chooses the queue. Version 0: it has no rules yet. */
export const RouteSet = Type.Object({
  rules: Type.Array(RouteRule),
  version: Type.Integer(),
  problems: Type.Array(ConditionProblem),
});
export type RouteSet = Static<typeof RouteSet>;

export const ClassificationSetInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  enabled: Type.Boolean(),
  rules: Type.Array(ClassificationRuleInput, { maxItems: MOST_RULES }),
});
export type ClassificationSetInput = Static<typeof ClassificationSetInput>;
const RouteRules = Type.Array(RouteRuleInput, { maxItems: MOST_RULES });

const Version = Type.Integer({ minimum: 0, description: 'As it was read: a newer one is not overwritten' });

export const StreamRules = Type.Object({
  workStreamId: Id,
  fallbackQueueId: Id,
  classification: Type.Array(ClassificationSet),
  route: RouteSet,
});
export type StreamRules = Static<typeof StreamRules>;

/** Where rules would have sent a past conversation, beside where it went. */
export const DryRunRow = Type.Object({
  workItemId: Id,
  conversationId: Id,
  number: Type.Integer(),
  customer: Type.String(),
  openedAt: Time,
  wentTo: Id,
  /** Null: overflow would have closed it. */
  wouldGoTo: Nullable(Id),
  same: Type.Boolean(),
  reason: Type.String(),
  /** The route rule that matched. */
  ruleName: Nullable(Type.String()),
  outputs: Type.Array(RuleOutput),
  problem: Nullable(Type.String()),
});
export type DryRunRow = Static<typeof DryRunRow>;

/** All that a rule editor is built from. */
export type RuleFields = Static<typeof ruleRoutes.fields.response>;

export const ruleRoutes = {
  get: route({
    id: 'rules.get',
    method: 'GET',
    path: '/api/work-streams/:id/rules',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      "A work stream's rules: classification rulesets in order, and the ruleset that chooses the queue.",
    params: IdParams,
    response: StreamRules,
  }),
  fields: route({
    id: 'rules.fields',
    method: 'GET',
    path: '/api/work-streams/:id/rule-fields',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'The fields that conditions may use, with their operators, and what rules may set: an editor is built from it.',
    params: IdParams,
    response: Type.Object({
      fields: Type.Array(RuleField),
      queues: Type.Array(FieldChoice),
      skills: Type.Array(FieldChoice),
      profiles: Type.Array(FieldChoice),
      variables: Type.Array(ContextVariable),
    }),
  }),
  create: route({
    id: 'rules.create',
    method: 'POST',
    path: '/api/work-streams/:id/rules',
    access: 'administrator',
    permission: 'setup.manage',
    summary: `Adds a classification ruleset at the end, or at a place (at most ${MOST_RULE_SETS}).`,
    params: IdParams,
    body: Type.Object({
      ...ClassificationSetInput.properties,
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_RULE_SETS })),
    }),
    response: ClassificationSet,
    status: 201,
  }),
  update: route({
    id: 'rules.update',
    method: 'PUT',
    path: '/api/rule-sets/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Replaces a classification ruleset.',
    params: IdParams,
    body: Type.Object({ ...ClassificationSetInput.properties, version: Version }),
    response: ClassificationSet,
  }),
  remove: route({
    id: 'rules.remove',
    method: 'DELETE',
    path: '/api/rule-sets/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Removes a classification ruleset.',
    params: IdParams,
  }),
  order: route({
    id: 'rules.order',
    method: 'PUT',
    path: '/api/work-streams/:id/rules/order',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Orders the classification rulesets; all of them are named.',
    params: IdParams,
    body: Type.Object({ ids: Type.Array(Id, { maxItems: MOST_RULE_SETS }) }),
    response: StreamRules,
  }),
  setRoute: route({
    id: 'rules.setRoute',
    method: 'PUT',
    path: '/api/work-streams/:id/rules/route',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Replaces the rules that choose the queue.',
    params: IdParams,
    body: Type.Object({ rules: RouteRules, version: Version }),
    response: RouteSet,
  }),
  dryRun: route({
    id: 'rules.dryRun',
    method: 'POST',
    path: '/api/work-streams/:id/rules/dry-run',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Tries rules on past conversations without writing, a page at a time; stored ones where no draft is given.',
    params: IdParams,
    body: Type.Object({
      classification: Type.Optional(
        Type.Array(ClassificationSetInput, { maxItems: MOST_RULE_SETS, description: 'A draft' }),
      ),
      route: Type.Optional(RouteRules),
      /** The newest so many. */
      last: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
      from: Type.Optional(Time),
      until: Type.Optional(Time),
      cursor: Type.Optional(Cursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({
      rows: Type.Array(DryRunRow),
      /** How many there are in all, at most 1,000. */
      total: Type.Integer(),
      next: Nullable(Cursor),
    }),
  }),
};
