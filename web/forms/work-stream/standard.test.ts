import { expect, it } from 'vitest';
import { standardWorkStreamSettings } from '../../../contract/api/index.ts';
import { standardStreamSettings } from './standard.ts';

it('begins as the server would', () => {
  expect(standardStreamSettings).toEqual(standardWorkStreamSettings);
});
