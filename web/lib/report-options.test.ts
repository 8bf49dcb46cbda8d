import { describe, expect, it } from 'vitest';
import type { OptionField } from '../../contract/api/index.ts';
import {
  applyingFields,
  askedOptions,
  optionProblems,
  problemAtField,
  suggestedColumn,
} from './report-options.ts';

const fields: OptionField[] = [
  {
    key: 'duration',
    label: 'Duration',
    kind: 'choice',
    default: 'range',
    choices: [
      { value: 'single', label: 'Single date' },
      { value: 'range', label: 'Date range' },
      { value: 'ever', label: 'Ever', unavailable: 'This account cannot.' },
    ],
  },
  {
    key: 'start',
    label: 'Start Date',
    kind: 'choice',
    default: 'relative',
    choices: [
      { value: 'specific', label: 'Specific' },
      { value: 'relative', label: 'Relative' },
    ],
    when: [{ option: 'duration', is: ['range'] }],
  },
  {
    key: 'startDay',
    label: 'Select Specific Start Date',
    kind: 'date',
    when: [{ option: 'start', is: ['specific'] }],
  },
  {
    key: 'back',
    label: 'Days Back',
    kind: 'number',
    least: 0,
    most: 90,
    default: null,
    unit: 'days',
    when: [{ option: 'start', is: ['relative'] }],
  },
  {
    key: 'metrics',
    label: 'Metrics',
    kind: 'choices',
    least: 1,
    default: ['likes'],
    choices: [
      { value: 'likes', label: 'Likes' },
      { value: 'clicks', label: 'Clicks', unavailable: 'Not with this source.' },
    ],
  },
  { key: 'tweets', label: 'Tweets', kind: 'posts', most: 2, when: [{ option: 'metrics', is: ['likes'] }] },
];
const keys = (options: Parameters<typeof applyingFields>[1]) =>
  applyingFields(fields, options).map(({ key }) => key);

describe('which fields are shown', () => {
  it('follows defaults and choices, also through fields that are hidden themselves', () => {
    expect(keys({})).toEqual(['duration', 'start', 'back', 'metrics', 'tweets']);
    expect(keys({ start: 'specific' })).toEqual(['duration', 'start', 'startDay', 'metrics', 'tweets']);
    // `start` still holds its value, and is not shown: what hangs on it is not either.
    expect(keys({ duration: 'single', start: 'specific' })).toEqual(['duration', 'metrics', 'tweets']);
    expect(keys({ metrics: ['clicks'] })).not.toContain('tweets');
  });

  it('sends what is shown and filled, and keeps the rest to itself', () => {
    const chosen = { duration: 'single', startDay: '2026-01-01', back: 3, tweets: ['1'], gone: 'x' };
    expect(askedOptions(fields, chosen)).toEqual({ duration: 'single', metrics: ['likes'], tweets: ['1'] });
    expect(askedOptions(fields, { start: 'relative', back: null })).toEqual({
      duration: 'range',
      start: 'relative',
      metrics: ['likes'],
    });
  });
});

it('says what is wrong with each field, of those that are shown', () => {
  expect(optionProblems(fields, { back: 91 })).toEqual({
    back: 'Between 0 and 90.',
    tweets: 'Choose at least one post.',
  });
  expect(optionProblems(fields, { start: 'specific', metrics: [], duration: 'range' })).toEqual({
    startDay: 'Choose a day.',
    metrics: 'Choose at least one.',
  });
  expect(optionProblems(fields, { duration: 'ever', metrics: ['clicks'] })).toEqual({
    duration: 'This account cannot.',
    metrics: 'Clicks: Not with this source.',
  });
  expect(optionProblems(fields, { back: 3, tweets: ['1', '2', '3'] })).toEqual({
    tweets: '2 posts at most.',
  });
  expect(optionProblems(fields, { back: 0, tweets: ['1', '2'] })).toEqual({});
});

it('finds the field that a sentence of the server begins with', () => {
  expect(problemAtField(fields, 'Days Back: give a whole number from 0 to 90.')).toEqual({
    key: 'back',
    message: 'Give a whole number from 0 to 90.',
  });
  expect(problemAtField(fields, 'The end lies before the start.')).toBeUndefined();
});

it('finds a column by its names, the first that is there, whatever its case', () => {
  const columns = [
    { name: 'Sender_ID', type: 'STRING' as const },
    { name: 'user_id', type: 'STRING' as const },
  ];
  expect(suggestedColumn(['sender_id', 'user_id'], columns)).toBe('Sender_ID');
  expect(suggestedColumn(['id'], columns)).toBeUndefined();
});
