import { describe, expect, it } from 'vitest';
import { readable } from './readable.ts';

describe('a refusal of the schema check', () => {
  it.each([
    ['body/timeoutV2Ms must be >= 10', 'Timeout V2 ms must be 10 or more'],
    ['body/concurrency must be <= 5000', 'Concurrency must be 5000 or less'],
    [
      'body/environments/0 must NOT have more than 100 characters',
      'Environments (no. 1) must not have more than 100 characters',
    ],
    [
      'querystring/search must NOT have more than 60 characters',
      'Search must not have more than 60 characters',
    ],
    ["body must have required property 'name'", "Must have required property 'name'"],
  ])('%s', (said, shown) => {
    expect(readable(said)).toBe(shown);
  });

  it('leaves the local X’s own sentences alone', () => {
    expect(readable('there is no user 999')).toBe('There is no user 999');
    expect(readable('/2/users must be a path')).toBe('/2/users must be a path');
  });
});
