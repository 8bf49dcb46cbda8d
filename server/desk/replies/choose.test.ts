import { expect, it } from 'vitest';
import { chooseMessage } from './replies.ts';

const said = (language: string) => ({ language, text: language });
const choose = (have: string[], want: string[]) => chooseMessage(have.map(said), want).language;

it('#75 the message is in the language of the customer, or of the same tongue, else English, else the first', () => {
  expect(choose(['en', 'de'], ['de'])).toBe('de');
  expect(choose(['en', 'pt-BR'], ['pt'])).toBe('pt-BR');
  expect(choose(['pt-PT', 'pt-BR'], ['pt-BR'])).toBe('pt-BR');
  expect(choose(['fr', 'en'], ['de', 'ja'])).toBe('en');
  expect(choose(['fr', 'de'], ['ja'])).toBe('fr');
  expect(choose(['de', 'fr'], ['fr', 'de'])).toBe('fr');
});
