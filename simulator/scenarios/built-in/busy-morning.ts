import type { ScenarioScript } from '../script.ts';
import { inOrder, minute, second, write } from './steps.ts';

const names = [
  'Noor Haddad',
  'Jonas Weber',
  'Lucía Prieto',
  'Tomasz Zając',
  'Aiko Mori',
  'Femi Adeyemi',
  'Clara Dubois',
  'Oskar Nyman',
  'Priya Raman',
  'Mateo Silva',
  'Hana Kim',
  'Yusuf Demir',
  'Elif Kaya',
  'Ben Carter',
  'Sofia Rossi',
  'Dmitri Volkov',
  'Leila Farah',
  'Ravi Menon',
  'Greta Holm',
  'Samuel Osei',
  'Nina Petrov',
  'Omar Khalil',
  'Julia Novak',
  'Pedro Gomes',
  'Anja Krüger',
  'Kofi Mensah',
  'Mei Chen',
  'Ivan Horvat',
  'Ruth Levi',
  'Amir Shah',
];
const wishes = [
  'Good morning! Are you open today?',
  'My order has not moved since yesterday. What is going on?',
  'Can I change the address of my order? It has not left yet.',
  'I was charged twice, please have a look.',
  'The blue one is too small. How do I send it back?',
  'Do you ship to Norway?',
  'Your website shows an error when I pay by card.',
  'Where can I see my invoice?',
  'Is the green one coming back?',
  'Hi, it arrived broken. What now?',
];
const more = [
  'Hello?',
  'It is a present, so it is a little urgent.',
  'The order number is 20-4471.',
  'Thanks!',
];
const spanMs = 10 * minute;

const usernameOf = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replace(' ', '_')
    .slice(0, 15);

export const busyMorning: ScenarioScript = {
  title: 'A busy morning',
  about:
    'Thirty customers write within ten minutes, half of them twice: enough to fill an inbox and to try routing.',
  people: names.map((name) => ({ username: usernameOf(name), name })),
  steps: inOrder(
    ...names.map((name, n) => {
      const from = `@${usernameOf(name)}`;
      // Spread unevenly, but each time the same.
      const atMs = Math.round(
        ((n * 37) % names.length) * (spanMs / names.length) + ((n * 13) % 7) * second + 9 * second,
      );
      const first = write(atMs, from, wishes[n % wishes.length] ?? '');
      return n % 2 === 0
        ? first
        : [...first, ...write(atMs + 50 * second, from, more[n % more.length] ?? '')];
    }),
  ),
};
