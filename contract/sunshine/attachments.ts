import { Type } from 'typebox';
import { Empty } from './fields.ts';
import { operation } from './operation.ts';

const Scopes = ['account', 'app', 'integration'] as const;

export const attachmentOperations = {
  upload: operation({
    id: 'UploadAttachment',
    version: 'v2',
    method: 'POST',
    path: '/v2/apps/:appId/attachments',
    scopes: Scopes,
    summary: 'Keeps a file of at most 50 MB, to be named in messages.',
    upload: true,
    query: Type.Object({
      access: Type.Optional(Type.Enum(['public'])),
      for: Type.Optional(Type.String({ maxLength: 40 })),
      conversationId: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    status: 201,
    response: Type.Object({
      attachment: Type.Object({ mediaUrl: Type.String(), mediaType: Type.String() }),
    }),
  }),
  remove: operation({
    id: 'DeleteAttachment',
    version: 'v2',
    method: 'POST',
    path: '/v2/apps/:appId/attachments/remove',
    scopes: Scopes,
    summary: 'Deletes a file that was kept; messages that went out with it stay.',
    body: Type.Object({ mediaUrl: Type.String({ minLength: 1, maxLength: 2048 }) }),
    status: 200,
    response: Empty,
  }),
};
