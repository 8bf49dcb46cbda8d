import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeAction, isKnownAction } from './audit.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('says in words every action that the server writes', async () => {
  const found = new Set<string>();
  for await (const file of glob('server/**/*.ts', { cwd: ROOT })) {
    if (file.endsWith('.test.ts')) continue;
    const text = await readFile(ROOT + file, 'utf8');
    for (const [, action] of text.matchAll(/\baction: '([a-z_]+\.[a-z_]+)'/g)) if (action) found.add(action);
  }
  expect(found.size).toBeGreaterThan(20);
  expect([...found].filter((action) => !isKnownAction(action))).toEqual([]);
});

it('reads as the end of a sentence, and what nobody knows as its words', () => {
  expect(describeAction('queue.created')).toBe('made a queue');
  expect(describeAction('contact.noted')).toBe('wrote a note on a contact');
  expect(describeAction('api_key.revoked')).toBe('revoked an API key');
  expect(describeAction('contact.merged')).toBe('merged another contact into one');
  expect(describeAction('something_new.happened')).toBe('something new happened');
});
