import { expect, it } from 'vitest';
import { wordMembersLine } from './groups.ts';

const customer = (id: string) => ({ k: 'Kim', l: 'Lee' })[id] ?? '?';
const member = (id: string) => ({ a: 'Ana' })[id] ?? '?';
const word = (what: string, facts: Record<string, string | null>, by: string | null = null) =>
  wordMembersLine(what, facts, customer, member, by);

it('says who joined, who asked them in, and who left', () => {
  expect(word('members_joined', { who: 'l', byCustomer: 'k' })).toBe('Kim added Lee');
  expect(word('members_joined', { ours: 'yes', byCustomer: 'k' })).toBe('Kim added your account');
  expect(word('members_joined', { who: 'k,l' })).toBe('Kim and Lee joined the group');
  expect(word('members_left', { who: 'l' })).toBe('Lee left the group');
  expect(word('members_left', { ours: 'yes' })).toBe('Your account left the group');
  expect(word('members_left', {})).toBe('Somebody left the group');
});

it('says what the group is called now', () => {
  expect(word('renamed', { to: 'Late orders', from: null }, 'a')).toBe('Ana named the group “Late orders”');
  expect(word('renamed', { to: null, from: 'Late orders' }, 'a')).toBe('Ana took the group’s name away');
  expect(word('closed', {})).toBeUndefined();
});
