import { expect, it } from 'vitest';
import { isAcceptableWebhookUrl } from './url-rules.ts';

it.each([
  'https://example.com/hook',
  'https://example.com/hook?app=1&x=%20',
  'http://127.0.0.1:3100/x/webhooks/key',
  'http://localhost:3100/x',
  'http://[::1]:3100/x',
])('takes %s', (url) => {
  expect(isAcceptableWebhookUrl(url)).toBe(true);
});

it.each([
  '',
  'example.com/hook',
  'http://example.com/hook',
  'https://example.com:443/hook',
  'https://example.com:8443/hook',
  'https://user:secret@example.com/hook',
  'https://example.com/hook#part',
  'https://intranet/hook',
  'ftp://example.com/hook',
  `https://example.com/${'x'.repeat(200)}`,
])('refuses %s', (url) => {
  expect(isAcceptableWebhookUrl(url)).toBe(false);
});
