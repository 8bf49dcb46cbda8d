import { declareErrors } from './declare.ts';

export const webhookErrors = declareErrors({
  webhook_limit: {
    status: 409,
    who: 'caller',
    sentence: 'There can be at most {most} webhooks. Delete one that is not needed.',
  },
  webhook_trigger_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'There is no trigger “{trigger}” in version {version}.',
  },
  webhook_range_wrong: {
    status: 400,
    who: 'caller',
    sentence: 'The end of the time to send again must lie after its beginning.',
  },
  webhook_not_paused: { status: 409, who: 'caller', sentence: 'This webhook is not paused.' },
  webhook_still_waiting: {
    status: 409,
    who: 'caller',
    sentence: 'This delivery is still on its way: it is sent when its turn comes.',
  },
});
