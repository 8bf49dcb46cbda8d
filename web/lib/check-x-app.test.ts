import { expect, test } from 'vitest';
import { checkXApp } from './check-x-app.ts';

const filled = {
  name: 'Brand',
  consumerKey: 'key',
  consumerSecret: 'secret',
  clientId: '',
  clientSecret: '',
  environmentName: '',
};

test('name, key and secret are needed; a stored secret may stay', () => {
  expect(checkXApp(filled, false)).toEqual({});
  expect(checkXApp({ ...filled, name: ' ', consumerSecret: '' }, false)).toEqual({
    name: 'required',
    consumerSecret: 'required',
  });
  expect(checkXApp({ ...filled, consumerSecret: '' }, true)).toEqual({});
});

test('what the contract refuses is refused at its field', () => {
  expect(
    checkXApp(
      { ...filled, consumerKey: 'a b', clientId: 'x'.repeat(101), environmentName: 'prod env' },
      false,
    ),
  ).toEqual({ consumerKey: 'spaces', clientId: 'tooLong', environmentName: 'environment' });
});
