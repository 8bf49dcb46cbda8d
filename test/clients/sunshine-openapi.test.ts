import { describe, expect, it } from 'vitest';
import { openApiFile } from '../../bin/openapi-file.ts';
import { openChecks, type OpenApiFile } from './sunshine/checked.ts';

const file = JSON.parse(openApiFile()) as OpenApiFile;
const operations = Object.entries(file.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI file of the messaging API', () => {
  it('is of version 3.1, and names each operation once', () => {
    expect(file.openapi).toMatch(/^3\.1\.\d$/);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['PostMessage', 'GetToken', 'appUsers.sendMessage']));
  });

  it('declares each part of a path, and no other, and no parameter twice', () => {
    for (const { path, operation } of operations) {
      const inPath = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      const names = operation.parameters.map((one) => `${one.in} ${one.name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('holds schemas only that a strict reader of JSON Schema takes, with no name that leads nowhere', () => {
    const checks = openChecks(file);
    const all = operations.flatMap(({ operation }) => [
      ...operation.parameters.map(({ schema }) => schema),
      ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
      ...Object.values(operation.responses).flatMap(({ content }) =>
        Object.values(content ?? {}).map(({ schema }) => schema),
      ),
    ]);
    expect(all.length).toBeGreaterThan(300);
    for (const schema of [...all, ...Object.values(file.components.schemas)]) {
      expect(() => checks(schema)).not.toThrow();
    }
  });

  it('gives examples that its own schemas take', () => {
    const checks = openChecks(file);
    const examples = operations.flatMap(({ operation }) => {
      const body = operation.requestBody?.content['application/json'];
      return body?.example === undefined ? [] : [{ id: operation.operationId, body }];
    });
    expect(examples.length).toBeGreaterThan(10);
    for (const { id, body } of examples)
      expect({ id, faults: checks(body.schema)(body.example) }).toEqual({ id, faults: [] });
  });
});
