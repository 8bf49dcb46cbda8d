/** Bodies to begin with, where a schema alone does not say what one looks like. */
const EXAMPLES: Readonly<Record<string, object>> = {
  PostMessage: {
    author: { type: 'business' },
    content: {
      type: 'text',
      text: 'Shall we send it again?',
      actions: [
        { type: 'reply', text: 'Yes', payload: 'AGAIN' },
        { type: 'reply', text: 'No', payload: 'LEAVE' },
      ],
    },
  },
  PostActivity: { author: { type: 'business' }, type: 'typing:start' },
  CreateIntegration: {
    type: 'custom',
    displayName: 'Night bot',
    webhooks: [
      { target: 'https://bot.example.org/hook', triggers: ['conversation:message', 'conversation:postback'] },
    ],
  },
  CreateWebhook: {
    target: 'https://bot.example.org/hook',
    triggers: ['conversation:message'],
    includeFullUser: true,
  },
  CreateUser: { externalId: 'customer-4711', profile: { givenName: 'Jane', surname: 'Doe' } },
  UpdateUser: { metadata: { plan: 'gold' } },
  CreateConversation: { type: 'personal', participants: [{ userExternalId: 'customer-4711' }] },
  UpdateSwitchboard: { enabled: true },
  CreateSwitchboardIntegration: { name: 'desk', integrationType: 'rookery:desk' },
  PassControl: { switchboardIntegration: 'next', metadata: { reason: 'A person is wanted' } },
  OfferControl: { switchboardIntegration: 'desk' },
  DeleteAttachment: { mediaUrl: 'https://desk.example.org/media/…' },
  'appUsers.sendMessage': { role: 'appMaker', type: 'text', text: 'Hello!' },
  'webhooks.create': { target: 'https://bot.example.org/hook', triggers: ['message:appUser'] },
};

export function exampleOf(operationId: string): object | undefined {
  return EXAMPLES[operationId];
}
