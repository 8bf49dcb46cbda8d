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
  oauth_client_limit: {
    status: 409,
    who: 'caller',
    sentence: 'There are {most} programs already: take one away first.',
  },
  oauth_redirect_form: {
    status: 400,
    who: 'caller',
    sentence: '“{uri}” is no address to lead a browser back to: it begins with https:// and has no #.',
  },
  oauth_client_unknown: {
    status: 404,
    who: 'caller',
    sentence: 'No program of this id is known in this workspace.',
  },
  oauth_redirect_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'The program asks for an answer at an address that is not registered for it.',
  },
  oauth_response_type: {
    status: 400,
    who: 'caller',
    sentence: 'The program asks for something else than a code (response_type), which is not given.',
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
