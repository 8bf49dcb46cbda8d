import { expect, test } from 'vitest';
import { findFileProblem } from './check-file.ts';

test('what X does not take is refused before it is uploaded', () => {
  expect(findFileProblem({ type: 'image/png', size: 1_000 })).toBeUndefined();
  expect(findFileProblem({ type: 'application/pdf', size: 1_000 })).toEqual({ kind: 'type' });
  expect(findFileProblem({ type: 'image/jpeg', size: 6_000_000 })).toEqual({ kind: 'size', megabytes: 5 });
  expect(findFileProblem({ type: 'image/gif', size: 0 })).toEqual({ kind: 'empty' });
});
