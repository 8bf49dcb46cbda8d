import { declareErrors } from './declare.ts';

export const hoursErrors = declareErrors({
  hours_wrong: { status: 400, who: 'caller', sentence: '{problems}' },
  hours_name_taken: {
    status: 409,
    who: 'caller',
    sentence: 'There are operating hours of that name already.',
  },
  hours_in_use: {
    status: 409,
    who: 'caller',
    sentence: 'These hours are kept by {users}. Give them other hours first.',
  },
  too_many_hours: { status: 409, who: 'caller', sentence: 'A workspace has at most 200 operating hours.' },
});
