import { expect, test } from 'vitest';
import { whyUnusable } from './webhook-url.ts';

test.each([
  ['https://desk.example.com/x/webhooks/k', 'usable'],
  ['http://desk.example.com/x/webhooks/k', 'https only'],
  ['https://desk.example.com:8443/x/webhooks/k', 'port 8443'],
  ['https://localhost/x/webhooks/k', 'not a public name'],
  ['https://desk/x/webhooks/k', 'not a public name'],
  ['https://192.168.1.5/x/webhooks/k', 'private address'],
  ['https://[fd00::1]/x/webhooks/k', 'private address'],
  [`https://desk.example.com/${'k'.repeat(200)}`, 'longer than 200'],
])('tells of %s whether the real X can use it', (url, reason) => {
  expect(whyUnusable(url, 'x') ?? 'usable').toContain(reason);
});

test('lets the local X call this machine', () => {
  expect(whyUnusable('http://127.0.0.1:3100/x/webhooks/k', 'local')).toBeUndefined();
});
