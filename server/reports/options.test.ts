import { describe, expect, it } from 'vitest';
import type { OptionField } from '../../contract/api/index.ts';
import { checkOptions, isDay } from './options.ts';

const fields: OptionField[] = [
  {
    key: 'selection',
    label: 'Selection',
    kind: 'choice',
    choices: [
      { value: 'newest', label: 'Newest' },
      { value: 'picked', label: 'Picked' },
      { value: 'none', label: 'None', unavailable: 'X has none.' },
    ],
    default: 'newest',
  },
  {
    key: 'count',
    label: 'Number',
    kind: 'number',
    least: 1,
    most: 100,
    default: 20,
    unit: 'posts',
    when: [{ option: 'selection', is: ['newest'] }],
  },
  {
    key: 'posts',
    label: 'Posts',
    kind: 'posts',
    most: 2,
    when: [{ option: 'selection', is: ['picked'] }],
  },
  {
    key: 'groups',
    label: 'Group by',
    kind: 'choices',
    choices: [
      { value: 'day', label: 'Day' },
      { value: 'post', label: 'Post' },
    ],
    default: ['day'],
    least: 1,
  },
  { key: 'day', label: 'Day', kind: 'date', when: [{ option: 'groups', is: ['post'] }] },
  { key: 'input', label: 'Input', kind: 'dataset', when: [{ option: 'count', is: ['7'] }] },
  { key: 'note', label: 'Note', kind: 'text', most: 5, required: false },
  { key: 'more', label: 'More', kind: 'switch', default: false },
];
const why = (given: Parameters<typeof checkOptions>[1]) => {
  try {
    checkOptions(fields, given);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('options', () => {
  it('have their defaults, and leave out what does not apply', () => {
    expect(checkOptions(fields, {})).toEqual({
      selection: 'newest',
      count: 20,
      groups: ['day'],
      note: '',
      more: false,
    });
    expect(checkOptions(fields, { selection: 'picked', posts: ['1', '1'], count: 5 })).toEqual({
      selection: 'picked',
      posts: ['1'],
      groups: ['day'],
      note: '',
      more: false,
    });
  });

  it.each([
    [{ selection: 'oldest' }, 'Selection: choose one of the list.'],
    [{ selection: 'none' }, 'Selection: “None” cannot be had. X has none.'],
    [{ count: 0 }, 'Number: give a whole number from 1 to 100.'],
    [{ count: 1.5 }, 'Number: give a whole number from 1 to 100.'],
    [{ count: '20' }, 'Number: give a whole number from 1 to 100.'],
    [{ selection: 'picked' }, 'Posts: choose one at least.'],
    [{ selection: 'picked', posts: ['1', '2', '3'] }, 'Posts: at most 2 can be chosen.'],
    [{ groups: [] }, 'Group by: choose one at least.'],
    [{ groups: ['hour'] }, 'Group by: choose one of the list.'],
    [{ groups: ['post'] }, 'Day: choose a day.'],
    [{ groups: ['post'], day: '2026-02-30' }, 'Day: choose a day.'],
    [{ count: 7 }, 'Input: choose a DataSet.'],
    [{ note: 'too long' }, 'Note: at most 5 characters.'],
    [{ more: 'yes' }, 'More: say yes or no.'],
    [{ colour: 'red' }, 'There is no option “colour”.'],
  ])('%j is refused: %s', (given, sentence) => {
    expect(why(given)).toBe(sentence);
  });

  it('days are those of the calendar', () => {
    expect(['2024-02-29', '2026-02-29', '2026-13-01', '2026-1-1', ''].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
