import { expect, it } from 'vitest';
import { setupFileTexts as texts } from '../texts/setup-file.ts';
import { readSetupFile } from './setup-file.ts';

const file = { format: 'rookery-setup', version: 1, madeAt: '2026-11-30T00:00:00.000Z', parts: {} };

it('takes a file of ours, and says of others what they are', () => {
  const read = (given: unknown) => readSetupFile(100, JSON.stringify(given));
  expect(read(file)).toEqual({ file });
  expect(readSetupFile(100, 'Name;Mail')).toEqual({ problem: texts.notJson });
  expect(read([file])).toEqual({ problem: texts.notOurs });
  expect(read({ ...file, format: 'another' })).toEqual({ problem: texts.notOurs });
  expect(read({ ...file, version: 2 })).toEqual({ problem: texts.newer });
  expect(readSetupFile(11_000_000, JSON.stringify(file))).toEqual({ problem: texts.tooBig });
});
