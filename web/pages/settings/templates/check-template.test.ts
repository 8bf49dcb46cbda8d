import { expect, test } from 'vitest';
import type { TemplateSettings } from '../../../../contract/api/index.ts';
import { standardTemplate } from '../../../../contract/api/template-standard.ts';
import { checkTemplate } from './check-template.ts';

const problems = (name: string, part: Partial<TemplateSettings> = {}) =>
  Object.entries(checkTemplate({ name, settings: { ...standardTemplate, ...part } }))
    .filter(([, problem]) => problem !== undefined)
    .map(([field]) => field);

test('the standard card is right', () => expect(problems('Mine')).toEqual([]));

test('what the server would refuse is said at its field', () => {
  expect(problems('  ')).toEqual(['name']);
  expect(problems('a', { countdownSeconds: 9 })).toEqual(['settings.countdownSeconds']);
  expect(problems('a', { acceptText: ' ' })).toEqual(['settings.acceptText']);
  expect(problems('a', { fields: [{ heading: '', slug: 'queue' }] })).toEqual(['settings.fields']);
  expect(problems('a', { fields: [{ heading: 'Worth', slug: 'context:' }] })).toEqual(['settings.fields']);
  expect(problems('a', { fields: [{ heading: 'Worth', slug: 'context:orderValue' }] })).toEqual([]);
});
