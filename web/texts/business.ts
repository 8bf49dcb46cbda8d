/** Programs in which a team reads and answers conversations, beside the desk. */
export const businessTexts = {
  title: 'Business systems',
  lead: 'Programs that your team has open anyway: conversations appear there, and are answered there. The desk goes on beside them.',
};

/** Each with a page of its own. */
export const businessSystems: readonly {
  readonly to: string;
  readonly name: string;
  readonly hint: string;
}[] = [
  {
    to: '/settings/business/slack',
    name: 'Slack',
    hint: 'Each conversation is a thread in a channel. What the team writes there goes to the customer.',
  },
  {
    to: '/settings/business/mail',
    name: 'E-mail',
    hint: 'Each conversation is a thread in a mailbox. Answers to its mails go to the customer.',
  },
];
