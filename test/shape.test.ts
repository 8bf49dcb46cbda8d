import { readdirSync, readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { apiPage } from '../bin/api-page.ts';
import { capabilitiesPage } from '../bin/capabilities-page.ts';
import { clientsPage } from '../bin/clients-page.ts';
import { openApiFile } from '../bin/openapi-file.ts';
import { errorsPage } from '../bin/errors-page.ts';
import { howToAddTable, personalData } from '../contract/personal-data.ts';
import { sunshinePage } from '../bin/sunshine-page.ts';
import { operatingPage } from '../bin/settings-table.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOST_LINES = 400;

/** Who may import whom: only downwards. docs/ARCHITECTURE.md explains the ladder. */
const RANKS: readonly (readonly string[])[] = [
  ['contract'],
  ['base'],
  ['x', 'duck'],
  ['people', 'accounts', 'contacts', 'media', 'hours', 'conditions', 'masking', 'knowledge', 'runs'],
  ['handles', 'conversations', 'datasets'],
  ['inbound', 'outbound', 'routing', 'webhooks'],
  [
    'desk',
    'notices',
    'posts',
    'surveys',
    'teamwork',
    'messaging',
    'business',
    'reports',
    'data-alerts',
    'writebacks',
  ],
  ['domo', 'supervision', 'insights', 'privacy', 'setup-file', 'sources'],
];

/** Above all: the files of server/ itself, the commands, and what fills the demo. */
const TOP = ['app', 'commands', 'demo'];

/** Programs beside the server, and what each may use besides itself. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  ui: [],
  client: ['contract'],
  web: ['contract', 'client', 'ui'],
  simulator: ['contract/x', 'contract/control'],
  'simulator/web': ['contract/x', 'contract/control', 'ui'],
};

interface Import {
  readonly from: string;
  readonly line: number;
  readonly to: string;
  readonly isType: boolean;
}

const files = await listSources();
const sources = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
const imports = files.flatMap(listImports);

test('the server imports downwards only, and other modules only through their index', () => {
  const wrong = imports.flatMap(({ from, line, to }) => {
    const importer = moduleOf(from);
    const imported = moduleOf(to);
    if (isTest(from) || !importer || !imported || importer === imported) return [];
    // What stands on the top step is one program in several files.
    if (TOP.includes(importer) && TOP.includes(imported)) return [];
    const place = `${from}:${line} imports ${to}`;
    if (rankOf(imported) === undefined) return [`${place}: ${imported} is not in the table`];
    if (Number(rankOf(importer)) <= Number(rankOf(imported))) return [`${place}: not downwards`];
    const throughDoor = imported === 'contract' || to === `server/${imported}/index.ts`;
    return throughDoor ? [] : [`${place}: not through its index`];
  });
  expect(wrong).toEqual([]);
});

test('every folder of the server is in the table', () => {
  const modules = new Set(files.map(moduleOf).filter((name) => name !== undefined));
  expect([...modules].filter((name) => rankOf(name) === undefined)).toEqual([]);
});

test('web, ui, client and the simulator keep to what they may use', () => {
  const wrong = imports.flatMap(({ from, line, to }) => {
    const program = programOf(from);
    if (program === undefined || isTest(from)) return [];
    const allowed = [program, ...(OUTSIDE[program] ?? [])];
    // The simulator's server does not import its own pages, and its pages not its server.
    if (program === 'simulator' && to.startsWith('simulator/web/')) return [`${from}:${line} imports ${to}`];
    return allowed.some((prefix) => to.startsWith(`${prefix}/`)) ? [] : [`${from}:${line} imports ${to}`];
  });
  expect(wrong).toEqual([]);
});

test('nothing that is shipped imports test/ or bench/', () => {
  const wrong = imports.filter(({ from, to }) => !isTest(from) && /^(test|bench)\//.test(to));
  expect(wrong.map(({ from, line, to }) => `${from}:${line} imports ${to}`)).toEqual([]);
});

test('no file imports itself through others', () => {
  expect(findCircle()).toEqual([]);
});

test(`no file is longer than ${MOST_LINES} lines`, () => {
  const long = [...sources]
    .filter(([file]) => !file.endsWith('generated.ts'))
    .map(([file, text]) => ({ file, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES);
  expect(long).toEqual([]);
});

test('every table says whose data it holds and how one person is taken out', () => {
  const made = readdirSync(join(ROOT, 'migrations')).flatMap((file) => [
    ...readFileSync(join(ROOT, 'migrations', file), 'utf8').matchAll(
      /^create (?:unlogged )?table (?:if not exists )?([a-z_]+)/gim,
    ),
  ]);
  const missing = made.map((match) => match[1] ?? '').filter((table) => !(table in personalData));
  expect(missing.map((table) => `${table}: ${howToAddTable}`)).toEqual([]);
});

test('only config.ts reads the environment of the server', () => {
  expect(
    find(
      /process\.env|import\.meta\.env/,
      (file) => file.startsWith('server/') && file !== 'server/config.ts',
    ),
  ).toEqual([]);
});

test('business time comes from the clock: no now() and no Date.now() outside base', () => {
  const outsideBase = (file: string) => file.startsWith('server/') && !file.startsWith('server/base/');
  expect(find(/\bDate\.now\(|\bnew Date\(\)|\bcurrent_timestamp\b/, outsideBase)).toEqual([]);
  // In SQL; `clock.now()` is a call of ours.
  expect(find(/(?<![.\w])now\(\)/, outsideBase)).toEqual([]);
});

test('modules have names of the subject', () => {
  const empty = /(^|\/)(utils?|helpers?|managers?|common)(\/|\.tsx?$)/;
  expect(files.filter((file) => empty.test(file) && file !== 'contract/api/common.ts')).toEqual([]);
});

test('the sources use no `any`, no ignored errors and no default exports of ours', () => {
  expect(
    find(/@ts-(ignore|nocheck)|:\s*any\b|<any>|as any\b/, (file) =>
      /^(server|contract|simulator|client|web|ui)\//.test(file),
    ),
  ).toEqual([]);
});

test('docs/api/capabilities.md is what the renderer does', () => {
  expect(
    readFileSync(join(ROOT, 'docs/api/capabilities.md'), 'utf8'),
    'run: node bin/node24.mjs bin/capabilities-page.ts',
  ).toBe(capabilitiesPage());
});

test('docs/errors.md is the table of declared errors', async () => {
  expect(
    readFileSync(join(ROOT, 'docs/errors.md'), 'utf8'),
    'run: node bin/node24.mjs bin/errors-page.ts',
  ).toBe(await errorsPage());
});

test('docs/api.md lists every route of our own API', () => {
  expect(readFileSync(join(ROOT, 'docs/api.md'), 'utf8'), 'run: node bin/node24.mjs bin/api-page.ts').toBe(
    apiPage(),
  );
});

test('docs/api/sunshine.md lists every operation of the Sunshine Conversations API', () => {
  const page = readFileSync(join(ROOT, 'docs/api/sunshine.md'), 'utf8');
  expect(page, 'run: node bin/node24.mjs bin/sunshine-page.ts').toBe(sunshinePage());
});

test('docs/api/sunshine.openapi.json describes the Sunshine Conversations API as it is served', () => {
  const file = readFileSync(join(ROOT, 'docs/api/sunshine.openapi.json'), 'utf8');
  expect(file, 'run: node bin/node24.mjs bin/openapi-file.ts').toBe(openApiFile());
});

test('docs/simulator-clients.md holds the table of what client libraries are tried with', async () => {
  const page = readFileSync(join(ROOT, 'docs/simulator-clients.md'), 'utf8');
  expect(page, 'run: node bin/node24.mjs bin/clients-page.ts').toBe(await clientsPage());
});

test('docs/operating.md holds the table of settings', async () => {
  const page = readFileSync(join(ROOT, 'docs/operating.md'), 'utf8');
  expect(page, 'run: node bin/node24.mjs bin/settings-table.ts').toBe(await operatingPage());
});

async function listSources(): Promise<string[]> {
  const found: string[] = [];
  const folders = '{contract,server,simulator,ui,web,client,test,bench}';
  for await (const file of glob(`${folders}/**/*.{ts,tsx}`, { cwd: ROOT, exclude: ['**/node_modules/**'] })) {
    found.push(file);
  }
  return found.toSorted();
}

function isTest(file: string): boolean {
  // Fixtures beside tests are named test-….ts.
  return /\.test\.tsx?$/.test(file) || /(^|\/)test-[^/]*\.ts$/.test(file) || /^(test|bench)\//.test(file);
}

function listImports(file: string): Import[] {
  const text = sources.get(file) ?? '';
  const pattern =
    /^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    line: text.slice(0, match.index).split('\n').length,
    to: relative(ROOT, resolve(ROOT, dirname(file), match[1] ?? match[2] ?? '')),
    isType: /^\s*(?:import|export)\s+type\b/.test(match[0]),
  }));
}

/** `people` for server/people/…, `app` for the files of server/ itself, `contract`; nothing for other programs. */
function moduleOf(file: string): string | undefined {
  const [top, second, third] = file.split('/');
  if (top === 'contract') return 'contract';
  if (top !== 'server') return undefined;
  return third === undefined ? 'app' : second;
}

function rankOf(module: string): number | undefined {
  if (TOP.includes(module)) return RANKS.length;
  const rank = RANKS.findIndex((names) => names.includes(module));
  return rank < 0 ? undefined : rank;
}

function programOf(file: string): string | undefined {
  if (file.startsWith('simulator/web/')) return 'simulator/web';
  const [top = ''] = file.split('/');
  return top in OUTSIDE ? top : undefined;
}

function find(pattern: RegExp, inside: (file: string) => boolean): string[] {
  return [...sources].flatMap(([file, text]) => {
    if (isTest(file) || !inside(file)) return [];
    return text.split('\n').flatMap((line, index) => {
      const code = line.replace(/^\s*(\*|\/\/|\/\*).*$/, '');
      return pattern.test(code) ? [`${file}:${index + 1} ${line.trim()}`] : [];
    });
  });
}

/** Type imports vanish when the program runs; a circle of them alone does no harm within one module. */
function findCircle(): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, isType } of imports) {
    if (!isType || moduleOf(from) !== moduleOf(to)) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const to of next.get(file) ?? []) {
      const circle = visit(to);
      if (circle) return circle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of files) {
    const circle = visit(file);
    if (circle) return circle;
  }
  return [];
}
