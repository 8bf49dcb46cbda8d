export const snoozeTexts = {
  hour: 'In an hour',
  evening: 'This evening',
  tomorrow: 'Tomorrow morning',
  monday: 'Next Monday',
  own: 'Another time',
  hint: 'It comes back before that when the customer writes.',
} as const;
