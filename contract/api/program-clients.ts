import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, Time } from './common.ts';
import { route } from './route.ts';
import { SetupName } from './setup.ts';

const RedirectUri = Type.String({ minLength: 1, maxLength: 2_048 });

/** A program of another house that may ask to be let in over OAuth. */
export const ProgramClient = Type.Object({
  id: Id,
  name: Type.String(),
  /** Where an answer may be sent: the very same text, or it is refused. */
  redirectUris: Type.Array(RedirectUri),
  createdAt: Time,
  /** Since when it is in, and the integration that it acts as; null: nobody let it in, or it is out again. */
  access: Nullable(Type.Object({ integrationId: Id, since: Time })),
});
export type ProgramClient = Static<typeof ProgramClient>;

const access = { access: 'administrator', permission: 'setup.manage' } as const;
const Body = Type.Object({
  name: SetupName,
  redirectUris: Type.Array(RedirectUri, { minItems: 1, maxItems: 10 }),
});
const OAuthText = Type.String({ minLength: 1, maxLength: 2_048 });
const Request = Type.Object({
  clientId: Type.String({ minLength: 1, maxLength: 100 }),
  responseType: OAuthText,
  redirectUri: Type.Optional(OAuthText),
  state: Type.Optional(OAuthText),
});

export const programClientRoutes = {
  list: route({
    id: 'programClients.list',
    method: 'GET',
    path: '/api/programs/clients',
    ...access,
    summary: 'Programs that may ask to be let in over OAuth (at most 100).',
    response: Type.Object({ clients: Type.Array(ProgramClient) }),
  }),
  create: route({
    id: 'programClients.create',
    method: 'POST',
    path: '/api/programs/clients',
    ...access,
    summary: 'Adds one. Its secret is shown this once.',
    body: Body,
    response: Type.Object({ client: ProgramClient, secret: Type.String() }),
    status: 201,
  }),
  update: route({
    id: 'programClients.update',
    method: 'PATCH',
    path: '/api/programs/clients/:id',
    ...access,
    summary: 'Changes its name and where answers are sent.',
    params: IdParams,
    body: Body,
    response: ProgramClient,
  }),
  rotate: route({
    id: 'programClients.rotate',
    method: 'POST',
    path: '/api/programs/clients/:id/secret',
    ...access,
    summary: 'Gives it a new secret, shown this once; the old one ends at once. Tokens that it has stay.',
    params: IdParams,
    response: Type.Object({ secret: Type.String() }),
  }),
  shutOut: route({
    id: 'programClients.shutOut',
    method: 'DELETE',
    path: '/api/programs/clients/:id/access',
    ...access,
    summary: 'Takes its access away: its token, its webhooks and its integration go at once.',
    params: IdParams,
  }),
  remove: route({
    id: 'programClients.remove',
    method: 'DELETE',
    path: '/api/programs/clients/:id',
    ...access,
    summary: 'Deletes it, and its access with it.',
    params: IdParams,
  }),
  /** What the page that asks shows. */
  request: route({
    id: 'programClients.request',
    method: 'GET',
    path: '/api/programs/oauth',
    ...access,
    summary: 'What a request to be let in asks for; refused when it is none that could be answered.',
    query: Request,
    response: Type.Object({
      name: Type.String(),
      workspaceName: Type.String(),
      /** Where the browser is led with the answer. */
      redirectUri: Type.String(),
      /** It is in already: allowing again replaces its token. */
      isIn: Type.Boolean(),
    }),
  }),
  answer: route({
    id: 'programClients.answer',
    method: 'POST',
    path: '/api/programs/oauth',
    ...access,
    summary: 'Lets the program in or refuses it; answers where the browser is led.',
    body: Type.Intersect([Request, Type.Object({ allow: Type.Boolean() })]),
    response: Type.Object({ redirectTo: Type.String() }),
  }),
};
