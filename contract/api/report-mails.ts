import { type Static, Type } from 'typebox';
import { Id, IdParams } from './common.ts';
import { route } from './route.ts';

const settings = {
  /** When a run failed for the last time that it is tried. */
  failed: Type.Boolean(),
  /** When the DataSet is older than its owner expects. */
  late: Type.Boolean(),
  /** When it works again, after one of those was mailed. */
  again: Type.Boolean(),
  memberIds: Type.Array(Id, { maxItems: 50 }),
};

/** Who is mailed of a report in trouble: once of each trouble. */
export const ReportMails = Type.Object({
  ...settings,
  /** E-mail of the workspace is set up. */
  canMail: Type.Boolean(),
});
export type ReportMails = Static<typeof ReportMails>;

const see = { access: 'supervisor', permission: 'data.see' } as const;
const manage = { access: 'administrator', permission: 'data.manage' } as const;

export const reportMailRoutes = {
  get: route({
    id: 'reportMails.get',
    method: 'GET',
    path: '/api/reports/:id/mails',
    ...see,
    summary: 'Who is mailed when a report fails, is late, or works again.',
    params: IdParams,
    response: ReportMails,
  }),
  set: route({
    id: 'reportMails.set',
    method: 'PUT',
    path: '/api/reports/:id/mails',
    ...manage,
    summary: 'Sets who is mailed when a report fails, is late, or works again.',
    params: IdParams,
    body: Type.Object(settings),
    response: ReportMails,
  }),
};
