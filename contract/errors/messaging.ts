import { declareErrors } from './declare.ts';

export const messagingErrors = declareErrors({
  program_key_limit: {
    status: 409,
    who: 'caller',
    sentence: 'There are {most} keys already: take one away first.',
  },
  program_key_integration: {
    status: 400,
    who: 'caller',
    sentence: 'A key of this scope needs an integration, and no other scope takes one.',
  },
  program_integration_seated: {
    status: 409,
    who: 'caller',
    sentence: '“{name}” sits at the switchboard: take it out there first.',
  },
  switchboard_off: {
    status: 409,
    who: 'operator',
    sentence: 'There is no switchboard that connects the desk with programs.',
  },
  program_unreachable: {
    status: 409,
    who: 'operator',
    sentence: '“{name}” hears no messages at the moment: the customer would wait for nobody.',
  },
});
