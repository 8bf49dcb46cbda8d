import { declareErrors } from './declare.ts';

export const outboundErrors = declareErrors({
  message_empty: { status: 400, who: 'caller', sentence: 'The message is empty: give a text or a file.' },
  message_too_long: {
    status: 400,
    who: 'caller',
    sentence: 'The message has {length} characters; X takes at most {most}.',
  },
  message_options: { status: 400, who: 'caller', sentence: '{problem}' },
  attachment_count: { status: 400, who: 'caller', sentence: 'X takes one file with a message.' },
  attachment_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'There is no such file, or it was used already.',
  },
  attachment_not_ready: {
    status: 409,
    who: 'time',
    sentence: 'The file is not complete yet; try again in a moment.',
  },
  attachment_kind: {
    status: 400,
    who: 'caller',
    sentence: 'X takes images, GIFs and MP4 videos in direct messages.',
  },
  attachment_too_large: {
    status: 400,
    who: 'caller',
    sentence: 'The file is too large: X takes {kind} files of at most {mostMb} MB.',
  },
  files_not_allowed: {
    status: 403,
    who: 'operator',
    sentence: 'Files to customers are switched off for this handle.',
  },
  customer_opted_out: {
    status: 409,
    who: 'caller',
    sentence:
      'The customer asked for no messages that they did not ask for. You can answer once they have written.',
  },
  handle_disabled: {
    status: 409,
    who: 'operator',
    sentence: 'This handle is switched off: nothing is sent from it.',
  },
  account_not_ready: {
    status: 409,
    who: 'operator',
    sentence: 'The account @{username} has to be reconnected to X before it can send.',
  },
  customer_never_wrote: {
    status: 409,
    who: 'caller',
    sentence: 'This person has never written to this account: X only lets you answer.',
  },
  program_unanswered: {
    status: 429,
    who: 'caller',
    sentence:
      'Programs have sent {most} messages here that nobody answered: the customer or an agent has to write first.',
  },
  program_loop: {
    status: 429,
    who: 'caller',
    sentence: 'Programs answer each other here: the customer or an agent has to write first.',
  },
  group_left: {
    status: 409,
    who: 'caller',
    sentence: 'This account is no longer in the group: nothing can be sent there.',
  },
  group_encrypted: {
    status: 409,
    who: 'caller',
    sentence: 'This group is encrypted: answer in an app of X.',
  },
  idempotency_conflict: {
    status: 409,
    who: 'caller',
    sentence: 'Another message was sent under this idempotency key.',
  },
  message_not_queued: {
    status: 409,
    who: 'caller',
    sentence: 'The message is {state} and can no longer be taken back.',
  },
  message_not_failed: {
    status: 409,
    who: 'caller',
    sentence: 'Only a message that failed can be sent again; this one is {state}.',
  },
  message_not_uncertain: {
    status: 409,
    who: 'caller',
    sentence: 'The outcome of this message is not in doubt: it is {state}.',
  },
  message_not_at_x: {
    status: 409,
    who: 'caller',
    sentence: 'X does not have the message, although it was tried more than once. You can send it again.',
  },
});
