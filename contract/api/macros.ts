import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time } from './common.ts';
import { SharedScope } from './quick-replies.ts';
import { route } from './route.ts';

const Text = Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' });
const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 20 });

/** One thing that a macro does. Placeholders are filled in texts. */
export const MacroAction = Type.Union([
  Type.Object({ type: Type.Literal('send_message'), text: Text }),
  Type.Object({ type: Type.Literal('send_quick_reply'), quickReplyId: Id }),
  /** Puts text into the composer, to be looked over before it goes. */
  Type.Object({ type: Type.Literal('insert_text'), text: Text }),
  Type.Object({ type: Type.Literal('insert_quick_reply'), quickReplyId: Id }),
  Type.Object({ type: Type.Literal('add_note'), text: Text }),
  Type.Object({
    type: Type.Literal('set_priority'),
    priority: OneOf(['low', 'normal', 'high', 'urgent']),
  }),
  Type.Object({ type: Type.Literal('add_tags'), tags: Tags }),
  Type.Object({ type: Type.Literal('remove_tags'), tags: Tags }),
  Type.Object({
    type: Type.Literal('set_dispositions'),
    dispositions: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 12 }),
  }),
  Type.Object({ type: Type.Literal('set_title'), title: Type.String({ minLength: 1, maxLength: 200 }) }),
  Type.Object({ type: Type.Literal('assign_to_me') }),
  Type.Object({ type: Type.Literal('transfer_to_queue'), queueId: Id }),
  Type.Object({ type: Type.Literal('put_aside') }),
  Type.Object({
    type: Type.Literal('snooze'),
    minutes: Type.Integer({ minimum: 1, maximum: 90 * 24 * 60 }),
  }),
  Type.Object({ type: Type.Literal('close') }),
]);
export type MacroAction = Static<typeof MacroAction>;

const Actions = Type.Array(MacroAction, { minItems: 1, maxItems: 20 });
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const Macro = Type.Object({
  id: Id,
  name: Type.String(),
  description: Type.String(),
  scope: SharedScope,
  ownerId: Nullable(Type.String()),
  teamId: Nullable(Id),
  actions: Type.Array(MacroAction),
  usedCount: Type.Integer(),
  updatedAt: Time,
});
export type Macro = Static<typeof Macro>;

/** One step of a run, or of what would be one. */
export const MacroStep = Type.Object({
  action: MacroAction,
  /** As it goes out, with its placeholders filled. */
  text: Nullable(Type.String()),
  /** Why it cannot be done now; nothing of the macro is done then. */
  problem: Nullable(Type.String()),
});
export type MacroStep = Static<typeof MacroStep>;

const RunParams = Type.Object({ id: Id, macroId: Id });

export const macroRoutes = {
  list: route({
    id: 'macros.list',
    method: 'GET',
    path: '/api/macros',
    access: 'agent',
    summary: 'Macros that one may run, by name (at most 500).',
    response: Type.Object({ macros: Type.Array(Macro) }),
  }),
  create: route({
    id: 'macros.create',
    method: 'POST',
    path: '/api/macros',
    access: 'agent',
    summary: 'Makes a macro: for oneself, or for a team or all with the right to share.',
    body: Type.Object({
      name: Name,
      description: Type.Optional(Type.String({ maxLength: 500 })),
      scope: SharedScope,
      teamId: Type.Optional(Nullable(Id)),
      actions: Actions,
    }),
    response: Macro,
    status: 201,
  }),
  update: route({
    id: 'macros.update',
    method: 'PATCH',
    path: '/api/macros/:id',
    access: 'agent',
    summary: 'Changes a macro: the own one, or a shared one with the right to share.',
    params: IdParams,
    body: Type.Object({
      name: Type.Optional(Name),
      description: Type.Optional(Type.String({ maxLength: 500 })),
      scope: Type.Optional(SharedScope),
      teamId: Type.Optional(Nullable(Id)),
      actions: Type.Optional(Actions),
    }),
    response: Macro,
  }),
  remove: route({
    id: 'macros.remove',
    method: 'DELETE',
    path: '/api/macros/:id',
    access: 'agent',
    summary: 'Removes a macro.',
    params: IdParams,
  }),
  preview: route({
    id: 'macros.preview',
    method: 'POST',
    path: '/api/conversations/:id/macros/:macroId/preview',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'What a macro would do here, step by step, without doing it.',
    params: RunParams,
    response: Type.Object({ steps: Type.Array(MacroStep) }),
  }),
  run: route({
    id: 'macros.run',
    method: 'POST',
    path: '/api/conversations/:id/macros/:macroId/run',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'Does all of a macro, or nothing. `insert` is for the composer.',
    params: RunParams,
    body: Type.Object({ idempotencyKey: Type.String({ minLength: 8, maxLength: 80 }) }),
    response: Type.Object({ steps: Type.Array(MacroStep), insert: Nullable(Type.String()) }),
  }),
};
