import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as contract from '../contract/api/index.ts';
import type { RouteDescriptor } from '../contract/api/index.ts';

interface NamedRoute {
  /** `inboxRoutes.list`: where the declaration is. */
  source: string;
  descriptor: RouteDescriptor;
}

const clientFile = fileURLToPath(new URL('../client/generated.ts', import.meta.url));

/** The text of `client/generated.ts`: one typed function for every route of our own API. */
export function generateClient(): string {
  const routes = listRoutes();
  const groups = [...new Set(routes.map(({ source }) => source.split('.')[0] ?? ''))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const areas = new Map<string, string[]>();
  const paths: string[] = [];
  for (const { source, descriptor } of routes) {
    const [area = '', name = ''] = descriptor.id.split('.');
    if (descriptor.special) {
      paths.push(`  '${descriptor.id}': '${descriptor.path}',`);
      continue;
    }
    const functions = areas.get(area) ?? [];
    functions.push(generateFunction(name, source, descriptor));
    areas.set(area, functions);
  }
  return `// Made by bin/generate-client.ts from contract/api. Do not edit.
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, ${groups.join(', ')} } from '../contract/api/index.ts';
import { callApi, type CallOptions } from './request.ts';

export const api = {
${[...areas].map(([area, functions]) => `  ${area}: {\n${functions.join('\n')}\n  },`).join('\n')}
};

/** Addresses that are not called with JSON. */
export const apiPaths = {
${paths.join('\n')}
} as const;
`;
}

function generateFunction(name: string, source: string, descriptor: RouteDescriptor): string {
  const parts = [
    descriptor.params && `params: ParamsOf<typeof ${source}>`,
    descriptor.query && `query: QueryOf<typeof ${source}>`,
    descriptor.body && `body: BodyOf<typeof ${source}>`,
  ].filter(Boolean);
  const given = [
    descriptor.params && 'params',
    descriptor.query && 'query',
    descriptor.body && 'body',
  ].filter(Boolean);
  const response = descriptor.response ? `ResponseOf<typeof ${source}>` : 'void';
  return `    /** ${descriptor.summary} */
    ${name}: (${[...parts, 'options?: CallOptions'].join(', ')}) =>
      callApi<${response}>('${descriptor.method}', '${descriptor.path}', { ${given.join(', ')} }, options),`;
}

function listRoutes(): NamedRoute[] {
  const routes: NamedRoute[] = [];
  for (const [group, value] of Object.entries<unknown>(contract)) {
    if (!group.endsWith('Routes') || typeof value !== 'object' || value === null || Array.isArray(value))
      continue;
    for (const [key, descriptor] of Object.entries<unknown>({ ...value })) {
      if (isRoute(descriptor)) routes.push({ source: `${group}.${key}`, descriptor });
    }
  }
  return routes.sort((a, b) => (a.descriptor.id < b.descriptor.id ? -1 : 1));
}

function isRoute(value: unknown): value is RouteDescriptor {
  return typeof value === 'object' && value !== null && 'id' in value && 'method' in value && 'path' in value;
}

if (import.meta.main) await writeFile(clientFile, generateClient());
