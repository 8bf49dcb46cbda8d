import type { ScenarioScript } from '../script.ts';
import { account, act, inOrder, minute, second, write } from './steps.ts';

const fans = ['ada_birk', 'luis_ortega', 'hye_jin_o', 'tariq_aziz', 'bea_conti', 'moe_larsen'].map(
  (username) => ({
    username,
  }),
);
const launched = '{{launch.id}}';

export const productLaunch: ScenarioScript = {
  title: 'A product is launched',
  about:
    'The account posts; people like, repost, quote, answer and mention it, two of them write privately. Watch the engagement of the post grow.',
  people: fans,
  steps: inOrder(
    [
      act(
        0,
        '/posts',
        {
          author: account,
          text: 'It is here: the folding lamp that fits into a pocket. Questions? Write to us!',
        },
        { label: 'launch' },
      ),
    ],
    fans.map(({ username }, n) =>
      act((10 + n * 9) * second, `/posts/${launched}/likes`, { user: `@${username}` }),
    ),
    [
      act(25 * second, `/posts/${launched}/reposts`, { user: '@ada_birk' }),
      act(40 * second, '/posts', {
        author: '@luis_ortega',
        text: 'How long does the battery last?',
        replyTo: launched,
      }),
      act(70 * second, '/posts', {
        author: '@bea_conti',
        text: 'I have waited a year for this.',
        quote: launched,
      }),
      act(90 * second, '/posts', {
        author: '@moe_larsen',
        text: `Anyone tried the new lamp of ${account} yet?`,
      }),
      act(100 * second, '/follows', { source: '@hye_jin_o', target: account }),
      act(2 * minute, `/posts/${launched}/reposts`, { user: '@tariq_aziz' }),
    ],
    write(3 * minute, '@tariq_aziz', 'Hi! Do you have the lamp in red as well?'),
    write(3 * minute + 40 * second, '@hye_jin_o', 'Can I order ten of them for our office?'),
  ),
};
