import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One deliberate mistake, and the tests that must notice it. */
interface Sabotage {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
}

const sabotages: readonly Sabotage[] = [
  {
    what: 'the signature of a webhook is not checked',
    file: 'server/inbound/signature.ts',
    from: 'return claimed.length === right.length && timingSafeEqual(claimed, right);',
    to: 'return claimed.length === right.length || timingSafeEqual(right, right);',
    tests: ['server/inbound'],
  },
  {
    what: 'an event that was seen before counts as new, and so does its message',
    file: 'server/inbound/projector.ts',
    from: '=> fresh.delete(seenKeyText(seenKey(receiver, event))));',
    to: '=> fresh.size >= 0 || seenKeyText(seenKey(receiver, event)));',
    tests: ['server/inbound'],
  },
  {
    what: 'a cursor moves one too far',
    file: 'server/base/log/cursor.ts',
    from: 'update log_cursor set seq = ${seq}, reached_at',
    to: 'update log_cursor set seq = ${seq}::bigint + 1, reached_at',
    tests: ['server/base/log', 'test/proof/gap.test.ts'],
  },
  {
    what: 'a send whose outcome is unknown is simply sent again',
    file: 'server/outbound/outcome.ts',
    from: "return { kind: 'unknown', failure };",
    to: "return { kind: 'wait', failure, retryAfterMs: 10, wholeAccount: false };",
    tests: ['test/flows/outbound-unknown.test.ts'],
  },
  {
    what: 'fsync is off',
    file: 'server/base/postgres/start.ts',
    from: "fsync: fsync ? 'on' : 'off',",
    to: "fsync: fsync ? 'off' : 'off',",
    tests: ['server/base/postgres'],
  },
  {
    what: 'one query forgets the workspace',
    file: 'server/conversations/conversation-store.ts',
    from: 'select ${columns} from conversation where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`',
    to: 'select ${columns} from conversation where id = any(${[...ids]}::text[])`',
    tests: ['test/flows/routes.test.ts'],
  },
  {
    what: 'changing requests need no token against forgery',
    file: 'server/people/access.ts',
    from: "if (changes && descriptor.access !== 'public') {",
    to: "if (changes && descriptor.access === 'public') {",
    tests: ['test/flows/routes.test.ts'],
  },
  {
    what: 'an agent may do what administrators may',
    file: 'server/people/access.ts',
    from: 'RANKS[role] >= RANKS[access];',
    to: 'RANKS[role] >= 1;',
    tests: ['test/flows/routes.test.ts'],
  },
  {
    what: 'live updates skip what came while a browser was away',
    file: 'server/base/live/tail.ts',
    from: 'await this.#catchUp(client, asked);',
    to: 'client.mark(formatVector(this.#at));',
    tests: ['server/base/live'],
  },
  {
    what: 'secrets are not bound to their place',
    file: 'server/base/secrets/envelope.ts',
    from: 'return Buffer.from(`${place.workspaceId}:${place.ownerId}:${place.field}`);',
    to: 'return Buffer.from(place.field.slice(0, 0));',
    tests: ['server/base/secrets'],
  },
];

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPIED = [
  'bin',
  'client',
  'contract',
  'docs',
  'migrations',
  'server',
  'simulator',
  'test',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'vitest.config.ts',
];

/** Runs the tests of each sabotage against a broken copy. All must turn red. */
export async function runSabotage(): Promise<boolean> {
  const copy = await mkdtemp(join(tmpdir(), 'rookery-sabotage-'));
  const rows: { what: string; noticed: boolean; by: string }[] = [];
  try {
    for (const name of COPIED) await cp(join(ROOT, name), join(copy, name), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const sabotage of sabotages) {
      const file = join(copy, sabotage.file);
      const sound = await readFile(file, 'utf8');
      if (!sound.includes(sabotage.from))
        throw new Error(`${sabotage.file} no longer holds: ${sabotage.from}`);
      await writeFile(file, sound.replace(sabotage.from, sabotage.to));
      const code = await runTests(copy, sabotage.tests);
      await writeFile(file, sound);
      rows.push({ what: sabotage.what, noticed: code !== 0, by: sabotage.tests.join(', ') });
      console.log(`${code === 0 ? 'NOT NOTICED' : 'noticed    '}  ${sabotage.what}`);
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
  console.log('\n| mistake | noticed | by |\n|---|---|---|');
  for (const row of rows) console.log(`| ${row.what} | ${row.noticed ? 'yes' : '**no**'} | ${row.by} |`);
  return rows.every((row) => row.noticed);
}

function runTests(directory: string, tests: readonly string[]): Promise<number> {
  const vitest = join(directory, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--bail', '1', ...tests], {
    cwd: directory,
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

if (import.meta.main) process.exitCode = (await runSabotage()) ? 0 : 1;
