import { Type, type Static } from 'typebox';
import { Alert, AlertKind } from './board.ts';
import { Cursor, Id, IdParams, Limit, Nullable } from './common.ts';
import { route } from './route.ts';

/** When supervisors are told. Minutes, conversations or per cent, by kind. */
export const AlertRuleInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  kind: AlertKind,
  /** Null: every queue by itself. Of inactive agents, stopped programs and reports it says nothing. */
  queueId: Nullable(Id),
  warning: Type.Number({ minimum: 0, maximum: 100_000 }),
  critical: Nullable(Type.Number({ minimum: 0, maximum: 100_000 })),
  enabled: Type.Boolean(),
});
export type AlertRuleInput = Static<typeof AlertRuleInput>;

export const AlertRule = Type.Object({ id: Id, ...AlertRuleInput.properties });
export type AlertRule = Static<typeof AlertRule>;

const access = 'supervisor';
const see = { access, permission: 'board.see' } as const;
const change = { access, permission: 'board.agents' } as const;

export const alertRoutes = {
  rules: route({
    id: 'alerts.rules',
    method: 'GET',
    path: '/api/board/alert-rules',
    ...see,
    summary: 'The rules for alerts, by name (at most 200).',
    response: Type.Object({ rules: Type.Array(AlertRule) }),
  }),
  create: route({
    id: 'alerts.create',
    method: 'POST',
    path: '/api/board/alert-rules',
    ...change,
    summary: 'Adds a rule for alerts.',
    body: AlertRuleInput,
    response: AlertRule,
    status: 201,
  }),
  update: route({
    id: 'alerts.update',
    method: 'PUT',
    path: '/api/board/alert-rules/:id',
    ...change,
    summary: 'Changes a rule for alerts.',
    params: IdParams,
    body: AlertRuleInput,
    response: AlertRule,
  }),
  remove: route({
    id: 'alerts.remove',
    method: 'DELETE',
    path: '/api/board/alert-rules/:id',
    ...change,
    summary: 'Removes a rule; its alerts end.',
    params: IdParams,
  }),
  history: route({
    id: 'alerts.history',
    method: 'GET',
    path: '/api/board/alerts',
    ...see,
    summary: 'Alerts, newest first, those that are over as well.',
    query: Type.Object({ cursor: Type.Optional(Cursor), limit: Limit(100, 50) }),
    response: Type.Object({ alerts: Type.Array(Alert), next: Nullable(Cursor) }),
  }),
};
