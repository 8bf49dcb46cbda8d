import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, Time, XId } from './common.ts';
import { route } from './route.ts';

/** A link that opens a message to a handle, by name: who comes by it is told apart. */
export const ComposeLink = Type.Object({
  id: Id,
  name: Type.String(),
  firstWords: Type.String(),
  welcomeMessageId: Nullable(XId),
  /** How many conversations began by it. */
  conversations: Type.Integer(),
  createdAt: Time,
});
export type ComposeLink = Static<typeof ComposeLink>;

export const composeLinkRoutes = {
  list: route({
    id: 'composeLinks.list',
    method: 'GET',
    path: '/api/handles/:id/links',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Named links that open a message to the handle (at most 200), by name.',
    params: IdParams,
    response: Type.Object({ links: Type.Array(ComposeLink) }),
  }),
  create: route({
    id: 'composeLinks.create',
    method: 'POST',
    path: '/api/handles/:id/links',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Names a link, so that conversations that begin by it are told apart.',
    params: IdParams,
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
      firstWords: Type.String({ maxLength: 500 }),
      welcomeMessageId: Nullable(XId),
    }),
    response: ComposeLink,
    status: 201,
  }),
  remove: route({
    id: 'composeLinks.remove',
    method: 'DELETE',
    path: '/api/handles/:id/links/:linkId',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Forgets a link; conversations that began by it keep its name.',
    params: Type.Object({ id: Id, linkId: Id }),
  }),
};
