import { declareErrors } from './declare.ts';

export const templateErrors = declareErrors({
  template_in_use: {
    status: 409,
    who: 'caller',
    sentence: 'Offers of {workStreams} look like this. Choose another template there first.',
  },
  template_name_taken: { status: 409, who: 'caller', sentence: 'There is a template named {name} already.' },
  template_limit: { status: 409, who: 'caller', sentence: 'A workspace has at most {most} templates.' },
});
