import { Type, type Static } from 'typebox';
import { Id, Nullable, Time } from './common.ts';
import { route } from './route.ts';

/** Something that happened, as a webhook of version 2 would be told. */
export const ProgramEvent = Type.Object({
  /** As webhooks get it: the same in their log. */
  id: Id,
  /** `conversation:message` */
  type: Type.String(),
  conversationId: Nullable(Type.String()),
  at: Time,
  /** The body that would be posted. */
  body: Type.Unknown(),
});
export type ProgramEvent = Static<typeof ProgramEvent>;

export const programEventRoutes = {
  list: route({
    id: 'programEvents.list',
    method: 'GET',
    path: '/api/programs/events',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'What happened after a place in the log, as webhooks are told (at most 100); without one, the last of it.',
    query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 200 })) }),
    response: Type.Object({
      events: Type.Array(ProgramEvent),
      /** The place to ask from next. */
      next: Type.String(),
      /** There is more already. */
      more: Type.Boolean(),
    }),
  }),
};
