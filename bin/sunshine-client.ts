import { readdir, writeFile } from 'node:fs/promises';
import type { Operation } from '../contract/sunshine/operation.ts';

const ROOT = new URL('../', import.meta.url);
const FILE = new URL('client/sunshine-generated.ts', ROOT);
const CONTRACT = 'contract/sunshine/';

/** `messageOperations` of `messages.ts`. */
interface Group {
  readonly module: string;
  readonly name: string;
  readonly operations: readonly (readonly [key: string, operation: Operation])[];
}

/** The text of `client/sunshine-generated.ts`: one typed function for every operation of version 2 that can succeed. */
export async function sunshineClient(): Promise<string> {
  const groups = await listGroups();
  const imports = [...Map.groupBy(groups, ({ module }) => module)].map(
    ([module, of]) =>
      `import type { ${of.map(({ name }) => name).join(', ')} } from '../${CONTRACT}${module}';`,
  );
  const functions = groups.flatMap(({ name, operations }) =>
    operations.map(([key, operation]) => functionOf(`${name}.${key}`, operation)),
  );
  return `// Made by bin/sunshine-client.ts from contract/sunshine. Do not edit.
import type { OperationBody, OperationFilter, OperationQuery, OperationResponse } from '../${CONTRACT}operation.ts';
${imports.join('\n')}
import { callerOf, type Page, type SunshineCall, type SunshineOptions } from './sunshine-request.ts';

/** Every operation of version 2, by the name that its description gives it. The app is the one of the options. */
export function openSunshine(options: SunshineOptions) {
  const ask = callerOf(options);
  return {
${functions.join('\n')}
  };
}
`;
}

function functionOf(source: string, operation: Operation): string {
  const { id, method, path, summary } = operation;
  const type = `typeof ${source}`;
  const places = [...path.matchAll(/:(\w+)/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'appId');
  const asked = [
    operation.paged && 'page?: Page',
    operation.filter && `filter: OperationFilter<${type}>`,
    operation.query && `query?: OperationQuery<${type}>`,
  ].filter((member) => member !== undefined);
  const taken: (readonly [given: string, part: string] | undefined)[] = [
    places.length > 0
      ? [`params: { ${places.map((name) => `${name}: string`).join('; ')} }`, 'params']
      : undefined,
    operation.body && [`body${operation.bodyOptional ? '?' : ''}: OperationBody<${type}>`, 'body'],
    operation.upload && ['file: File', 'file'],
    asked.length > 0
      ? [`more: { ${asked.join('; ')} }${operation.filter ? '' : ' = {}'}`, '...more']
      : undefined,
  ];
  const kept = taken.filter((one) => one !== undefined);
  const given = [...kept.map(([declared]) => declared), 'call?: SunshineCall'];
  const parts = kept.map(([, part]) => part);
  return `    /** ${summary} */
    ${id[0]?.toLowerCase()}${id.slice(1)}: (${given.join(', ')}) =>
      ask<OperationResponse<${type}>>('${method}', '${path}', { ${parts.join(', ')} }, call),`;
}

async function listGroups(): Promise<Group[]> {
  const folder = new URL(CONTRACT, ROOT);
  // The index only gathers what the others declare.
  const modules = (await readdir(folder)).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
  const groups: Group[] = [];
  for (const module of modules.toSorted()) {
    const declared = (await import(new URL(module, folder).href)) as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(declared).toSorted()) {
      if (!name.endsWith('Operations')) continue;
      // That is what the contract's modules call them.
      const all = Object.entries(declared[name] as Readonly<Record<string, Operation>>);
      // Where nobody needs a key, browsers and other programs are led.
      const operations = all.filter(([, one]) => !one.refused && one.scopes.length > 0);
      if (operations.length > 0) groups.push({ module, name, operations });
    }
  }
  return groups;
}

if (import.meta.main) await writeFile(FILE, await sunshineClient());
