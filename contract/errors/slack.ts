import { declareErrors } from './declare.ts';

export const slackErrors = declareErrors({
  slack_thing_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'There is no {what} with the id {id}. Choose one that is there.',
  },
  slack_signature_wrong: {
    status: 401,
    who: 'caller',
    sentence: 'The signature does not fit. Check the signing secret under Settings → Business systems.',
  },
  slack_body_wrong: { status: 400, who: 'caller', sentence: 'This is no request of Slack.' },
});
