import { expect, it } from 'vitest';
import { fillPlaceholders, findUnknownPlaceholder, type PlaceholderValues } from './placeholders.ts';

const values: PlaceholderValues = {
  'FullName{Customer}': 'Ana Ruiz',
  'FirstName{Customer}': 'Ana',
  'LastName{Customer}': null,
  'Username{Customer}': '@ana',
  'Company{Customer}': null,
  'FullName{Agent}': 'Ben Agent',
  'FirstName{Agent}': 'Ben',
  'LastName{Agent}': 'Agent',
  'Nickname{Agent}': 'Ben',
  Handle: '@bakery',
  ConversationNumber: '7',
  CaseNumber: null,
};

it('#75 fills customer and agent, whatever the case of the letters', () => {
  const text = 'Dear {FullName{Customer}}, {firstname{agent}} of {Handle} here about {ConversationNumber}.';
  expect(fillPlaceholders(text, values)).toEqual({
    text: 'Dear Ana Ruiz, Ben of @bakery here about 7.',
    missing: [],
  });
});

it('#75 says what is missing, and leaves other braces alone', () => {
  expect(fillPlaceholders('{LastName{Customer}}! {happy} {} {CaseNumber}', values)).toEqual({
    text: '! {happy} {} ',
    missing: ['LastName{Customer}', 'CaseNumber'],
  });
});

it('never fills what a value brings in', () => {
  const odd = { ...values, 'FullName{Customer}': '{Handle}' };
  expect(fillPlaceholders('{FullName{Customer}}', odd).text).toBe('{Handle}');
});

it('finds a placeholder that is misspelt', () => {
  expect(findUnknownPlaceholder('Dear {FulName{Customer}}')).toBe('{FulName{Customer}}');
  expect(findUnknownPlaceholder('Dear {FullName{Customer}} {ok}')).toBeUndefined();
});
