import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startSimulator } from '../../simulator/main.ts';

/** What no page calls, and why. */
const withoutPage: Readonly<Record<string, string>> = {
  'GET /apps/:': 'the list of apps holds all of each',
  'GET /credits': 'GET /cost holds them',
  'GET /deliveries/:': 'the list, asked for one delivery, holds its attempts',
  'GET /runs/:': 'the list of runs holds all of each',
  'GET /ledger': 'every charge, for programs that prove what they paid',
  'GET /media/:': 'pages show files by the address that X gives them',
  'GET /threads/:/:': 'the page of messages reads the same by conversation',
  'POST /authorize': 'for programs without a browser; people press the button on /oauth/authorize',
  'POST /messages/batch': 'for programs that fill an inbox; people have scenarios and "Many messages"',
  'POST /posts/batch': 'for programs that write many posts',
  'POST /posts/:/engagement': 'the same as PUT',
  'POST /chat': 'unreadable bytes, for programs; people write on the page of XChat',
  // Acts that wait for a page of their own.
  'POST /revocations': 'not on a page yet: tokens are taken back one by one',
  'DELETE /messages/:': 'not on a page yet',
  'POST /groups': 'not on a page yet',
  'POST /groups/:/leave': 'not on a page yet',
  'PUT /users/:/pinned-post': 'not on a page yet',
};

const pages = fileURLToPath(new URL('../../simulator/web/', import.meta.url));

/** A path with its variable parts alike, and without its query. */
const shapeOf = (path: string): string =>
  path
    .replace(/\$\{queryOf.*$|\?.*$/s, '')
    .replaceAll(/\$\{[^}]*\}|:[A-Za-z]+/g, ':')
    .replace(/^\/_control/, '');

/** Each path that `${kind}` stands for, by the words that its type allows in the same file. */
const eachKind = (path: string, source: string): string[] => {
  if (!path.includes('${kind}')) return [path];
  const [, words = ''] = /\bkind: ('[^;]*);|Kind = ('[^;]*);/.exec(source)?.filter(Boolean) ?? [];
  return [...words.matchAll(/'([a-z]+)'/g)].map(([, word = '']) => path.replace('${kind}', word));
};

/** What a source file asks of the control API: by `ask`, or by an address that it links to or fetches itself. */
const callsIn = (source: string): string[] => [
  ...[...source.matchAll(/\bask(?:<[^(]*>)?\(\s*'([A-Z]+)',\s*(['`])(\/.*?)\2/gs)].flatMap(
    ([, method, , path = '']) => eachKind(path, source).map((each) => `${method} ${shapeOf(each)}`),
  ),
  ...[...source.matchAll(/['"`](\/_control\/[^'"`]*)['"`](?:, \{\s*method: '([A-Z]+)')?/g)].map(
    ([, path = '', method = 'GET']) => `${method} ${shapeOf(path)}`,
  ),
];

it('has a page for everything that the control API can do, or a reason why not', async () => {
  const called = new Set<string>();
  for await (const file of glob('**/*.{ts,tsx}', { cwd: pages }))
    if (!file.endsWith('.test.ts'))
      for (const call of callsIn(readFileSync(pages + file, 'utf8'))) called.add(call);
  const simulator = await startSimulator({ port: 0 });
  await simulator.close();
  const routes = simulator.controlRoutes.map(({ method, url }) => `${method} ${shapeOf(url)}`);
  expect(routes.length).toBeGreaterThan(90);

  expect(routes.filter((route) => !called.has(route) && !(route in withoutPage))).toEqual([]);
  // Reasons that no longer hold, and calls of what is not there.
  expect(Object.keys(withoutPage).filter((route) => called.has(route) || !routes.includes(route))).toEqual(
    [],
  );
  expect([...called].filter((call) => !routes.includes(call))).toEqual([]);
});
