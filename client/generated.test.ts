import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generateClient } from '../bin/generate-client.ts';
import { sunshineClient } from '../bin/sunshine-client.ts';

const written = (file: string) => readFile(new URL(file, import.meta.url), 'utf8');

test('the client is what its generator makes of the contract', async () => {
  expect(await written('generated.ts'), 'stale: run bin/generate-client.ts').toBe(generateClient());
});

test('the client of the Sunshine Conversations API is what its generator makes of the contract', async () => {
  const file = await written('sunshine-generated.ts');
  expect(file, 'stale: run bin/sunshine-client.ts').toBe(await sunshineClient());
});
