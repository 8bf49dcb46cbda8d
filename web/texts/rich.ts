import type { RichAction, SentAs } from '../../contract/api/index.ts';

export const richTexts = {
  cards: 'Cards',
  rows: 'List',
  picture: (host: string) => `Picture at ${host}`,
  fileAt: (name: string) => `File ${name}`,
  buttons: 'Buttons',
  choices: 'Choices for the customer',
  asksLocation: 'Asks for the customer’s place',
  pressed: 'Pressed a button',
  program: (name: string) => `${name} · program`,
  choiceOf: { reply: 'Answer', postback: 'Button for the program' } satisfies Partial<
    Record<RichAction['type'], string>
  >,
  sentAs: (sent: SentAs) => `Sent to X as ${how(sent)}`,
  goesAs: (sent: SentAs) => `Goes to X as ${how(sent)}`,
  quickReplies: 'Quick replies on X',
  buttonsOnX: 'Buttons on X',
};

function how({ options, buttons, asksLocation }: SentAs): string {
  if (options) return 'text and quick replies';
  if (buttons) return 'text and buttons';
  return asksLocation ? 'text and a button for the place' : 'plain text';
}
