import { declareErrors } from './declare.ts';

export const publicPostErrors = declareErrors({
  public_post_not_found: {
    status: 404,
    who: 'caller',
    sentence: 'There is no such post here; its author may have been erased.',
  },
  public_post_answered: {
    status: 409,
    who: 'caller',
    sentence: 'This post has an answer already, or one is on its way.',
  },
  public_post_not_open: {
    status: 409,
    who: 'caller',
    sentence: 'This post is {state}: it can not be dismissed.',
  },
  public_post_not_dismissed: {
    status: 409,
    who: 'caller',
    sentence: 'Only a dismissed post can be taken back into the list; this one is {state}.',
  },
  public_answer_too_long: {
    status: 400,
    who: 'caller',
    sentence: 'X counts {length} characters; a post has at most {most}.',
  },
  public_answer_none: { status: 409, who: 'caller', sentence: 'There is no answer to take back.' },
  public_answer_on_its_way: {
    status: 409,
    who: 'time',
    sentence: 'The answer is on its way to X; it can be taken back in a moment.',
  },
  public_answer_not_uncertain: {
    status: 409,
    who: 'caller',
    sentence: 'The outcome of this answer is not in doubt: it is {state}.',
  },
  public_answer_not_at_x: {
    status: 409,
    who: 'caller',
    sentence: 'X does not have the answer, although it was tried. You can send it again.',
  },
});
