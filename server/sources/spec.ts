import { reportKinds } from '../reports/index.ts';
import { INPUT_FIELDS } from './input.ts';
import { optionSchema, type Schema } from './option-schema.ts';

/** What counts where nothing is said. */
export const ZONE = 'UTC';
export const WAIT_MINUTES = 60;

const secret = (title: string, description: string): Schema => ({
  type: 'string',
  title,
  description,
  minLength: 1,
  maxLength: 2_000,
  airbyte_secret: true,
});
const text = (title: string, description: string): Schema => ({
  type: 'string',
  title,
  description,
  minLength: 1,
  maxLength: 2_000,
});

const oauth1: Schema = {
  type: 'object',
  title: 'OAuth 1.0a',
  required: ['auth_type', 'consumer_key', 'consumer_secret', 'access_token', 'access_token_secret'],
  properties: {
    auth_type: { type: 'string', const: 'oauth1' },
    consumer_key: text('Consumer key', 'API key of your developer app.'),
    consumer_secret: secret('Consumer secret', 'API key secret of your developer app.'),
    access_token: secret('Access token', 'Of the user whose data are read.'),
    access_token_secret: secret('Access token secret', 'Of the same user.'),
  },
};

const oauth2: Schema = {
  type: 'object',
  title: 'OAuth 2.0',
  required: ['auth_type', 'client_id', 'refresh_token'],
  properties: {
    auth_type: { type: 'string', const: 'oauth2' },
    client_id: text('Client ID', 'OAuth 2.0 client of your developer app.'),
    client_secret: secret('Client secret', 'Leave it out for a public client.'),
    refresh_token: secret(
      'Refresh token',
      'X takes it once: each new one is told with CONTROL, and written into this configuration.',
    ),
    access_token: secret('Access token', 'Filled in with the refresh token; leave it out at first.'),
    token_expires_at: text('Access token ends', 'Filled in with the access token.'),
  },
};

const rest = {
  time_zone: {
    ...text('Time zone', 'Whose days and hours reports mean, as Europe/Berlin.'),
    maxLength: 60,
    default: ZONE,
  },
  x_url: {
    ...text('Address of X', 'Leave it out for X itself; http://127.0.0.1:3200 is a local X.'),
    pattern: '^https?://',
  },
  most_usd_per_run: {
    type: 'number',
    title: 'Most US dollars per run',
    description: 'A run stops before it would cost more than that. Left out: no such cap.',
    exclusiveMinimum: 0,
  },
  most_wait_minutes: {
    type: 'integer',
    title: 'Most minutes to wait',
    description: 'A run that X lets wait for longer ends, and goes on where it was the next time.',
    minimum: 0,
    maximum: 1_500,
    default: WAIT_MINUTES,
  },
};

/** What a configuration holds, as JSON Schema: credentials, and the menus of each stream. */
export function connectionSpecification(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Rookery: reports from X',
    type: 'object',
    required: ['credentials'],
    additionalProperties: true,
    properties: {
      credentials: {
        type: 'object',
        title: 'Sign-in at X',
        description: 'Of the user whose data are read.',
        oneOf: [oauth1, oauth2],
      },
      ...rest,
      streams: { type: 'object', title: 'Streams', additionalProperties: false, properties: streamSchemas() },
    },
  };
}

function streamSchemas(): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  for (const kind of reportKinds) {
    const fields = kind.options(undefined);
    for (const { name, fixed } of kind.streams ?? []) {
      const asked = fields.filter(({ key, when }) => !(key in fixed) && !isNever(when ?? [], fixed));
      const menus = asked.map((field) => [field.key, optionSchema(field, fields)] as const);
      schemas[name] = {
        type: 'object',
        title: name,
        description: kind.summary,
        additionalProperties: false,
        properties: { ...(kind.input !== null && INPUT_FIELDS), ...Object.fromEntries(menus) },
      };
    }
  }
  return schemas;
}

/** A menu that only shows with another report than this stream's. */
const isNever = (
  when: readonly { readonly option: string; readonly is: readonly string[] }[],
  fixed: Schema,
): boolean => when.some(({ option, is }) => option in fixed && !is.includes(String(fixed[option])));
