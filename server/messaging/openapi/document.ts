import type { TSchema } from 'typebox';
import { SunshineKey } from '../../../contract/sunshine/apps.ts';
import { SunshineConversation, SunshineParticipant } from '../../../contract/sunshine/conversations.ts';
import { sunshineOperations } from '../../../contract/sunshine/index.ts';
import {
  CustomIntegration,
  SunshineWebhook,
  TwitterIntegration,
} from '../../../contract/sunshine/integrations.ts';
import { SunshineMessage } from '../../../contract/sunshine/messages.ts';
import type { Operation } from '../../../contract/sunshine/operation.ts';
import { SunshineClient, SunshineUser } from '../../../contract/sunshine/users.ts';
import { AppUserV1 } from '../../../contract/sunshine/v1/app-users.ts';
import { sunshineV1Operations } from '../../../contract/sunshine/v1/index.ts';
import { MessageV1 } from '../../../contract/sunshine/v1/messages.ts';
import { WebhookV1 } from '../../../contract/sunshine/v1/webhooks.ts';
import { exampleOf } from './examples.ts';

type Json = { readonly [key: string]: unknown };

/** What has a name of its own in the file; everywhere else it is referred to. */
const NAMED: Readonly<Record<string, TSchema>> = {
  Key: SunshineKey,
  TwitterIntegration,
  CustomIntegration,
  Webhook: SunshineWebhook,
  User: SunshineUser,
  Client: SunshineClient,
  Conversation: SunshineConversation,
  Participant: SunshineParticipant,
  Message: SunshineMessage,
  AppUserV1,
  MessageV1,
  WebhookV1,
};
const nameOf = new Map<unknown, string>(Object.entries(NAMED).map(([name, schema]) => [schema, name]));

const text = { type: 'string' };
const PROBLEMS: Json = {
  Problem: {
    type: 'object',
    required: ['errors'],
    properties: {
      errors: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', required: ['code', 'title'], properties: { code: text, title: text } },
      },
    },
  },
  ProblemV1: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'description'],
        properties: { code: text, description: text },
      },
    },
  },
};

/** The Sunshine Conversations API as we serve it, as an OpenAPI 3.1 document. Pure. */
export function openApiDocument(): Json {
  const subjects = Object.entries({ ...sunshineOperations, ...sunshineV1Operations });
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [tag, operations] of subjects) {
    for (const operation of operations) {
      const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(tag, operation) };
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Rookery: messaging API',
      version: '17.12.1',
      description:
        'The Sunshine Conversations API, versions 2 and 1.1, over the direct messages of a workspace’s X accounts. ' +
        'The number is that of the published description that it follows. In version 1.1 `/apps/{appId}` may be left ' +
        'out where the description of an operation says so: the key says which app is meant.',
    },
    servers: [{ url: '/sc' }, { url: '/' }],
    tags: subjects.map(([name]) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        basicAuth: { type: 'http', scheme: 'basic', description: 'Id and secret of a key.' },
        bearerAuth: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'HS256 under the secret of a key; the header `kid` is its id, `scope` what it is for.',
        },
      },
      schemas: {
        ...Object.fromEntries(Object.entries(NAMED).map(([name, schema]) => [name, plain(schema, true)])),
        ...PROBLEMS,
      },
    },
  };
}

function describe(tag: string, operation: Operation): Json {
  const { id, summary, refused, scopes, impliesApp, method } = operation;
  const notes = [
    ...(refused ? [`Refused: ${refused}`] : []),
    ...(impliesApp ? ['`/apps/{appId}` may be left out.'] : []),
  ];
  const hasBody = method !== 'GET' && method !== 'DELETE';
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(notes.length > 0 ? { description: notes.join(' ') } : {}),
    ...(refused ? { 'x-refused': refused } : {}),
    parameters: parametersOf(operation),
    ...(hasBody && (operation.body || operation.upload) ? { requestBody: bodyOf(operation) } : {}),
    responses: responsesOf(operation),
    security: scopes.length === 0 ? [] : [{ basicAuth: [...scopes] }, { bearerAuth: [...scopes] }],
  };
}

function parametersOf({ path, paged, filter, query }: Operation): Json[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const cursor = { type: 'string', pattern: '^[0-9a-f]{24}$' };
  const pages = paged
    ? [
        { name: 'page[after]', in: 'query', schema: cursor },
        { name: 'page[before]', in: 'query', schema: cursor },
        {
          name: 'page[size]',
          in: 'query',
          schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
        },
      ]
    : [];
  return [
    ...inPath,
    ...pages,
    ...fieldsOf(filter).map(([name, schema]) => ({ name: `filter[${name}]`, in: 'query', schema })),
    ...fieldsOf(query).map(([name, schema]) => ({ name, in: 'query', schema })),
  ];
}

function fieldsOf(schema: TSchema | undefined): [string, unknown][] {
  const fields = schema && plain(schema)['properties'];
  return typeof fields === 'object' && fields !== null ? Object.entries(fields) : [];
}

function bodyOf(operation: Operation): Json {
  const { id, body, bodyOptional, upload } = operation;
  if (upload) {
    const source = { type: 'string', format: 'binary', description: 'At most 50 MB.' };
    const schema = { type: 'object', required: ['source'], properties: { source } };
    return { required: true, content: { 'multipart/form-data': { schema } } };
  }
  const example = exampleOf(id);
  const json = { schema: body ? plain(body) : {}, ...(example === undefined ? {} : { example }) };
  const form = id === 'GetToken' ? { 'application/x-www-form-urlencoded': { schema: json.schema } } : {};
  return { required: !bodyOptional, content: { 'application/json': json, ...form } };
}

function responsesOf({ status, response, refused, version }: Operation): Json {
  const problem = `#/components/schemas/${version === 'v2' ? 'Problem' : 'ProblemV1'}`;
  const success: Json = {
    description: status === 302 ? 'Led to the page that asks.' : 'Done.',
    ...(response ? { content: { 'application/json': { schema: plain(response) } } } : {}),
  };
  return {
    ...(refused ? {} : { [status]: success }),
    default: {
      description: 'Refused.',
      content: { 'application/json': { schema: { $ref: problem } } },
    },
  };
}

/** The schema as JSON, with what has a name referred to by it. */
function plain(schema: unknown, isRoot = false): Json {
  // A schema is an object: what is made of it is one too.
  return convert(schema, isRoot) as Json;
}

function convert(value: unknown, isRoot: boolean): unknown {
  const name = isRoot ? undefined : nameOf.get(value);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  if (Array.isArray(value)) return value.map((one) => convert(one, false));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([key, part]) => [key, convert(part, false)]),
  );
}
