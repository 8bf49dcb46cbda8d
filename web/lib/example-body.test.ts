import { describe, expect, it } from 'vitest';
import { sunshineOperations } from '../../contract/sunshine/index.ts';
import { curlOf, exampleOf, fillPath, type JsonSchema, placesOf } from './example-body.ts';

describe('an example', () => {
  it('has what a schema requires, and nothing else', () => {
    const schema: JsonSchema = {
      type: 'object',
      required: ['a', 'b', 'c'],
      properties: {
        a: { enum: ['business', 'user'] },
        b: {
          allOf: [
            { type: 'object', required: ['type'], properties: { type: { type: 'string' } } },
            { type: 'object' },
          ],
        },
        c: { type: 'array', minItems: 1, items: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
        d: { type: 'string' },
      },
    };
    expect(exampleOf(schema)).toEqual({ a: 'business', b: { type: '' }, c: [1] });
  });

  it('can be made of every body that we declare', () => {
    const bodies = Object.values(sunshineOperations)
      .flat()
      .flatMap(({ id, body }) => (body ? [{ id, body }] : []));
    expect(bodies.length).toBeGreaterThan(15);
    // A TypeBox schema is a JSON Schema.
    for (const { id, body } of bodies)
      expect([id, typeof exampleOf(body as JsonSchema)]).toEqual([id, 'object']);
  });
});

it('fills the places of a path, as long as none is empty', () => {
  expect(placesOf('/v2/apps/:appId/users/:userIdOrExternalId')).toEqual(['appId', 'userIdOrExternalId']);
  expect(fillPath('/v2/apps/:appId/users/:u', { appId: '1', u: 'a/b c' })).toBe('/v2/apps/1/users/a%2Fb%20c');
  expect(fillPath('/v2/apps/:appId/users/:u', { appId: '1', u: ' ' })).toBeUndefined();
});

it('writes a call for a terminal without the secret', () => {
  expect(curlOf({ method: 'POST', url: 'http://x/sc', keyId: 'app_1', body: `{"a":"it's"}` })).toBe(
    `curl -X POST 'http://x/sc' \\\n  -u 'app_1:SECRET' \\\n  -H 'content-type: application/json' \\\n  -d '{"a":"it'\\''s"}'`,
  );
});
