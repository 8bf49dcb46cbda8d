import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generateClient } from '../bin/generate-client.ts';

test('the client is what its generator makes of the contract', async () => {
  const written = await readFile(new URL('generated.ts', import.meta.url), 'utf8');
  expect(written, 'stale: run bin/generate-client.ts').toBe(generateClient());
});
