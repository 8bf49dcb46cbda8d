import { declareErrors } from './declare.ts';

export const mailErrors = declareErrors({
  mail_not_set: { status: 409, who: 'caller', sentence: 'E-mail is not set up yet.' },
  mail_field_wrong: { status: 400, who: 'caller', sentence: '{problem}' },
  mail_not_dead: {
    status: 409,
    who: 'caller',
    sentence: 'This mail is not a dead letter: it was sent, or is still on its way.',
  },
});
