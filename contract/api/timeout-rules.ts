import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf } from './common.ts';
import { Language, Texts } from './notices.ts';
import { route } from './route.ts';

export const TimeoutRuleInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  active: Type.Boolean(),
  /** Whose silence: the customer's after our answer, or the agent's after the customer's message. */
  silenceOf: OneOf(['customer', 'agent']),
  /** Null: every work stream. */
  workStreamId: Nullable(Id),
  /** Longer than this; to 365 days. */
  afterMinutes: Type.Integer({ minimum: 1, maximum: 525_600 }),
  action: OneOf(['message_customer', 'message_agent', 'close', 'wait']),
  defaultLanguage: Language,
  /** Of a message. */
  texts: Texts,
});
export type TimeoutRuleInput = Static<typeof TimeoutRuleInput>;

export const TimeoutRule = Type.Object({ id: Id, ...TimeoutRuleInput.properties });
export type TimeoutRule = Static<typeof TimeoutRule>;

export const timeoutRuleRoutes = {
  list: route({
    id: 'timeoutRules.list',
    method: 'GET',
    path: '/api/timeout-rules',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'What happens when a customer or an agent stays silent, in the order of priority (at most 200).',
    response: Type.Object({ rules: Type.Array(TimeoutRule) }),
  }),
  create: route({
    id: 'timeoutRules.create',
    method: 'POST',
    path: '/api/timeout-rules',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Makes a timeout rule, last in priority.',
    body: TimeoutRuleInput,
    response: TimeoutRule,
    status: 201,
  }),
  update: route({
    id: 'timeoutRules.update',
    method: 'PUT',
    path: '/api/timeout-rules/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Replaces a timeout rule.',
    params: IdParams,
    body: TimeoutRuleInput,
    response: TimeoutRule,
  }),
  remove: route({
    id: 'timeoutRules.remove',
    method: 'DELETE',
    path: '/api/timeout-rules/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Removes a timeout rule.',
    params: IdParams,
  }),
  order: route({
    id: 'timeoutRules.order',
    method: 'PUT',
    path: '/api/timeout-rules/order',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Sets the priority of timeout rules; those not named follow.',
    body: Type.Object({ ids: Type.Array(Id, { maxItems: 200 }) }),
    response: Type.Object({ rules: Type.Array(TimeoutRule) }),
  }),
};
