import { expect, it } from 'vitest';
import { languageOf } from './language.ts';

it.each([
  ['Where is my order?', 'en'],
  ['ご注文について', 'ja'],
  ['订单在哪里', 'zh'],
  ['주문', 'ko'],
  ['Где заказ', 'ru'],
  ['hey @shop https://t.co/abc', 'en'],
  ['@shop #help https://t.co/abc 😀', 'und'],
])('says of %j that it is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
