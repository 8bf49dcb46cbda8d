import { declareErrors } from './declare.ts';

export const peopleErrors = declareErrors({
  sign_in_failed: {
    status: 401,
    who: 'caller',
    sentence: 'The e-mail address or the password is not right.',
  },
  password_wrong: { status: 403, who: 'caller', sentence: 'The current password is not right.' },
  csrf_failed: {
    status: 403,
    who: 'caller',
    sentence:
      'This request did not come from the page you are signed in on. Load the page again and repeat it.',
  },
  monitoring_notice_open: {
    status: 403,
    who: 'caller',
    sentence: 'Read and accept the notice about monitoring first.',
  },
  monitoring_notice_changed: {
    status: 409,
    who: 'caller',
    sentence: 'The notice has changed since you read it. Read it again.',
  },
  already_set_up: {
    status: 409,
    who: 'caller',
    sentence: 'Rookery is set up already. Sign in, or ask an administrator for an invitation.',
  },
  invitation_invalid: {
    status: 404,
    who: 'caller',
    sentence: 'This invitation does not exist, was used already, or is too old. Ask for a new one.',
  },
  email_in_use: { status: 409, who: 'caller', sentence: 'This e-mail address is in use already.' },
  last_administrator: {
    status: 409,
    who: 'caller',
    sentence: 'There must be at least one active administrator; make somebody else one first.',
  },
  demo_not_available: {
    status: 403,
    who: 'caller',
    sentence: 'One-click sign-in exists only in the demo, and only on the machine it runs on.',
  },
  only_for_people: {
    status: 403,
    who: 'caller',
    sentence: 'This belongs to a person who is signed in; an API key cannot do it.',
  },
});
