import { expect, it } from 'vitest';
import { checkTriggers, fits } from './triggers.ts';

const message = (author: string) => ({ type: 'conversation:message', refs: { author } });

it('matches the types of version 2 word by word', () => {
  const endpoint = { version: 'v2', triggers: ['conversation:message'] } as const;
  expect(fits(endpoint, message('user'))).toBe(true);
  expect(fits(endpoint, { type: 'conversation:message:delivery:channel', refs: {} })).toBe(false);
});

it('tells who wrote apart in version 1.1', () => {
  const of = (trigger: string) => ({ version: 'v1.1', triggers: [trigger] }) as const;
  expect(['user', 'business'].map((author) => fits(of('message:appUser'), message(author)))).toEqual([
    true,
    false,
  ]);
  expect(['user', 'business'].map((author) => fits(of('message:appMaker'), message(author)))).toEqual([
    false,
    true,
  ]);
  expect(fits(of('message'), message('business'))).toBe(true);
  expect(fits(of('merge:appUser'), { type: 'user:merge', refs: {} })).toBe(true);
  expect(fits(of('payment:success'), message('user'))).toBe(false);
});

it('takes everything for a star', () => {
  for (const version of ['v1.1', 'v2'] as const)
    expect(fits({ version, triggers: ['*'] }, { type: 'user:remove', refs: {} })).toBe(true);
});

it('tells in version 1.1 only what it has a word for', () => {
  expect(fits({ version: 'v1.1', triggers: ['*'] }, { type: 'conversation:join', refs: {} })).toBe(false);
  expect(fits({ version: 'v2', triggers: ['*'] }, { type: 'conversation:join', refs: {} })).toBe(true);
});

it('tells of work at the desk whoever asked for it by name', () => {
  const fact = { type: 'desk:closed', refs: {} };
  expect(fits({ version: 'v2', triggers: ['*'] }, fact)).toBe(false);
  expect(fits({ version: 'v1.1', triggers: ['*'] }, fact)).toBe(false);
  expect(fits({ version: 'v2', triggers: ['*', 'desk:closed'] }, fact)).toBe(true);
  expect(() => checkTriggers('v2', ['desk:closed'])).not.toThrow();
  expect(() => checkTriggers('v1.1', ['desk:closed'])).toThrow('no trigger');
});

it('refuses what does not exist, in its spelling', () => {
  expect(() => checkTriggers('v2', ['conversation:message', '*'])).not.toThrow();
  expect(() => checkTriggers('v2', ['Conversation:message'])).toThrow('“Conversation:message” in version 2');
  expect(() => checkTriggers('v2', ['message'])).toThrow('no trigger');
  expect(() => checkTriggers('v1.1', ['message', 'message:appUser'])).not.toThrow();
});
