import { Type, type Static } from 'typebox';
import { Id, Nullable, Time } from './common.ts';
import { route } from './route.ts';

/** What everybody who works here is told about being monitored. */
export const MonitoringNotice = Type.Object({
  text: Type.String(),
  /** SHA-256 of the text: the wording that is accepted. */
  hash: Type.String(),
  updatedAt: Time,
});
export type MonitoringNotice = Static<typeof MonitoringNotice>;

export const monitoringRoutes = {
  mine: route({
    id: 'monitoring.mine',
    method: 'GET',
    path: '/api/monitoring-notice',
    access: 'agent',
    beforeNotice: true,
    summary: 'The notice about monitoring, and when the caller accepted this wording.',
    response: Type.Object({ notice: Nullable(MonitoringNotice), acceptedAt: Nullable(Time) }),
  }),
  accept: route({
    id: 'monitoring.accept',
    method: 'POST',
    path: '/api/monitoring-notice/accept',
    access: 'agent',
    beforeNotice: true,
    summary: 'Accepts the notice in the wording that was read; refused when it has another one meanwhile.',
    body: Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  }),
  save: route({
    id: 'monitoring.save',
    method: 'PUT',
    path: '/api/monitoring-notice',
    access: 'supervisor',
    permission: 'board.monitor',
    beforeNotice: true,
    summary: 'Sets the notice; everybody is asked to accept it before they go on. Empty: nobody is asked.',
    body: Type.Object({ text: Type.String({ maxLength: 20_000 }) }),
    response: Type.Object({ notice: Nullable(MonitoringNotice) }),
  }),
  acceptances: route({
    id: 'monitoring.acceptances',
    method: 'GET',
    path: '/api/monitoring-notice/acceptances',
    access: 'supervisor',
    permission: 'board.monitor',
    summary: 'Who accepted which wording and when, newest first (at most 500).',
    response: Type.Object({
      acceptances: Type.Array(
        Type.Object({
          memberId: Id,
          name: Type.String(),
          at: Time,
          current: Type.Boolean(),
          text: Type.String(),
        }),
      ),
    }),
  }),
};
