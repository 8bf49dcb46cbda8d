import { expect, it } from 'vitest';
import { detectLanguage, LANGUAGES } from './detect-language.ts';

it.each([
  ['Hello, where is my order?', 'en'],
  ['Hallo, wo ist meine Bestellung? Ich habe noch nichts bekommen.', 'de'],
  ['Bonjour, où est ma commande ?', 'fr'],
  ['Hola, ¿dónde está mi pedido?', 'es'],
  ['Olá, onde está o meu pedido? Obrigado', 'pt'],
  ['Ciao, non ho ricevuto il mio ordine', 'it'],
  ['Hallo, waar is mijn bestelling? Ik heb het nog niet', 'nl'],
  ['Hej, jag har inte fått min beställning', 'sv'],
  ['Dzień dobry, gdzie jest moja paczka? Czy to jest w drodze', 'pl'],
  ['注文はどこですか', 'ja'],
  ['我的订单在哪里', 'zh'],
  ['주문이 어디에 있나요', 'ko'],
  ['Где мой заказ?', 'ru'],
  ['Де моє замовлення? Дякую її', 'uk'],
  ['أين طلبي؟', 'ar'],
  ['Πού είναι η παραγγελία μου;', 'el'],
])('tells the language of %j', (text, language) => {
  expect(detectLanguage(text)).toBe(language);
  expect(LANGUAGES).toContain(language);
});

it.each(['', '👍', 'ok', '4711', 'https://x.com/the/and/is', '@the_and', 'Zzyzx Qwrt'])(
  'does not guess at %j',
  (text) => {
    expect(detectLanguage(text)).toBeUndefined();
  },
);
