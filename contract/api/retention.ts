import { Type, type Static } from 'typebox';
import { retentionKinds } from '../personal-data.ts';
import { Nullable, OneOf } from './common.ts';
import { route } from './route.ts';

const manage = { access: 'administrator', permission: 'privacy.manage' } as const;

export const RetentionKindName = OneOf([...retentionKinds]);
const Days = Nullable(Type.Integer({ minimum: 1, maximum: 36_500 }));

export const RetentionRule = Type.Object({
  kind: RetentionKindName,
  /** Null: kept until somebody deletes it. */
  days: Days,
});
export type RetentionRule = Static<typeof RetentionRule>;

export const retentionRoutes = {
  list: route({
    id: 'retention.list',
    method: 'GET',
    path: '/api/privacy/retention',
    ...manage,
    summary: 'How long each kind of data is kept.',
    response: Type.Object({ rules: Type.Array(RetentionRule) }),
  }),
  set: route({
    id: 'retention.set',
    method: 'PUT',
    path: '/api/privacy/retention',
    ...manage,
    summary: 'Sets how long a kind of data is kept; what is older goes within the hour.',
    body: RetentionRule,
    response: RetentionRule,
  }),
  preview: route({
    id: 'retention.preview',
    method: 'POST',
    path: '/api/privacy/retention/preview',
    ...manage,
    summary: 'How much would go now with so many days (counted to 100,000).',
    body: Type.Object({ kind: RetentionKindName, days: Type.Integer({ minimum: 1, maximum: 36_500 }) }),
    response: Type.Object({ count: Type.Integer() }),
  }),
};
