import { skipped } from '../checks/check.ts';
import { subscribeAll } from './subscribe.ts';
import type { Way } from './way.ts';

/** We ask X every few minutes: works wherever a token does, late and for money. */
export const polling: Way = {
  transport: 'polling',
  setUp: async (input) => {
    const detail = 'Polling needs no webhook.';
    const rest = await subscribeAll(input, () =>
      Promise.resolve({ stood: true, detail: 'X is asked for new messages every few minutes.' }),
    );
    return {
      ...rest,
      transport: 'polling',
      webhook: undefined,
      checks: [skipped('webhook', { detail }), skipped('crc', { detail }), ...rest.checks],
    };
  },
  leave: () => Promise.resolve(),
};
