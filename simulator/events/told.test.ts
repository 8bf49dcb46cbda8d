import { expect, it } from 'vitest';
import { joined, told } from './told.ts';

it('puts what differs before what is the same, and makes the latter once', () => {
  let made = 0;
  const body = told(() => ({ made: ++made, users: { '1': 'é' } }));
  expect(JSON.parse(joined({ for_user_id: '1' }, body))).toEqual({
    for_user_id: '1',
    made: 1,
    users: { '1': 'é' },
  });
  expect(JSON.parse(joined({ for_user_id: '2' }, body))).toMatchObject({ for_user_id: '2', made: 1 });
});

it('joins empty halves too', () => {
  expect(
    joined(
      {},
      told(() => ({ a: 1 })),
    ),
  ).toBe('{"a":1}');
  expect(
    joined(
      { a: 1 },
      told(() => ({})),
    ),
  ).toBe('{"a":1}');
});
