import type { ScenarioScript } from '../script.ts';
import { account, act, inOrder, minute, second, write } from './steps.ts';

const angry = ['grumpy_gil', 'no_refund_ned', 'cold_soup_sue', 'late_lars', 'box_empty_bo'];

export const angryCrowd: ScenarioScript = {
  title: 'An angry crowd',
  about: 'Deliveries were late, and everybody says so in public and in private; some unfollow and block.',
  people: angry.map((username) => ({ username })),
  steps: inOrder(
    angry.map((username, n) => act(n * 4 * second, '/follows', { source: `@${username}`, target: account })),
    angry.map((username, n) =>
      act(minute + n * 12 * second, '/posts', {
        author: `@${username}`,
        text: `${account} two weeks late and nobody answers. Never again.`,
      }),
    ),
    ...angry.map((username, n) =>
      write(
        2 * minute + n * 10 * second,
        `@${username}`,
        'Where is my order?! This is the third time I ask.',
      ),
    ),
    angry
      .slice(0, 3)
      .map((username, n) =>
        act(
          4 * minute + n * 5 * second,
          '/follows',
          { source: `@${username}`, target: account },
          { method: 'DELETE' },
        ),
      ),
    [act(5 * minute, '/blocks', { source: '@grumpy_gil', target: account })],
  ),
};
