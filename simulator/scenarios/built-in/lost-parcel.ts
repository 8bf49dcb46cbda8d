import type { ScenarioScript } from '../script.ts';
import { account, act, answer, inOrder, minute, second, write } from './steps.ts';

/** A grey square, so that the customer has a photograph to send. */
const photo =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mNsaGhgIAUwkqR6VMOohgHTAACc5wEfN2+1SwAAAABJRU5ErkJggg==';

export const lostParcel: ScenarioScript = {
  title: 'A parcel is lost',
  about:
    'One customer asks, waits for an answer, sends a photograph of the slip and says thank you. Answer in between: the script waits for you.',
  people: [
    {
      username: 'mira_lind',
      name: 'Mira Lind',
      location: 'Gothenburg',
      description: 'Tea, trains, two cats.',
    },
  ],
  steps: inOrder(
    write(
      4 * second,
      '@mira_lind',
      'Hello! My parcel should have come on Monday and it still says "on its way".',
    ),
    write(14 * second, '@mira_lind', 'The number is 7731-44. Can you find out where it is?'),
    answer(2 * minute, '@mira_lind', 'Thank you for looking. This is the slip that the driver left:'),
    [
      act(2 * minute + 12 * second, '/media', { owner: '@mira_lind', bytes: photo }, { label: 'slip' }),
      act(2 * minute + 13 * second, '/messages', { from: '@mira_lind', to: account, mediaId: '{{slip.id}}' }),
    ],
    answer(4 * minute, '@mira_lind', 'That was quick, thank you so much! 🌟'),
    [act(5 * minute, '/follows', { source: '@mira_lind', target: account })],
  ),
};
