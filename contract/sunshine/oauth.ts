import { Type } from 'typebox';
import { Empty } from './fields.ts';
import { operation } from './operation.ts';

const Text = Type.String({ minLength: 1, maxLength: 2_048 });

/** How a program of another house is let in by an administrator, without being handed a key. */
export const oauthOperations = {
  authorize: operation({
    id: 'Authorize',
    version: 'v2',
    method: 'GET',
    path: '/oauth/authorize',
    scopes: [],
    summary: 'Leads an administrator’s browser to the page that asks whether the program may in.',
    query: Type.Object({
      client_id: Type.Optional(Text),
      response_type: Type.Optional(Text),
      state: Type.Optional(Text),
      redirect_uri: Type.Optional(Text),
    }),
    status: 302,
  }),
  token: operation({
    id: 'GetToken',
    version: 'v2',
    method: 'POST',
    path: '/oauth/token',
    scopes: [],
    summary: 'Gives the token for a code, once. JSON as published, or a form as OAuth libraries send it.',
    body: Type.Object({
      code: Text,
      grant_type: Text,
      client_id: Text,
      client_secret: Text,
      /** Libraries repeat it; then it must be the same. */
      redirect_uri: Type.Optional(Text),
    }),
    status: 200,
    response: Type.Object({ access_token: Type.String(), token_type: Type.Literal('Bearer') }),
  }),
  revoke: operation({
    id: 'RevokeAccess',
    version: 'v2',
    method: 'DELETE',
    path: '/oauth/authorization',
    scopes: ['integration'],
    summary: 'Takes the calling integration out of the app, with its keys, tokens and webhooks.',
    status: 200,
    response: Empty,
  }),
};
