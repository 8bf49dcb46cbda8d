import { expect, test } from 'vitest';
import { addressKey } from './throttle.ts';

test('counts an IPv4 address as itself, mapped into IPv6 or not', () => {
  expect(addressKey('203.0.113.7')).toBe('203.0.113.7');
  expect(addressKey('::ffff:203.0.113.7')).toBe('203.0.113.7');
});

test('counts all addresses of one IPv6 network together', () => {
  expect(addressKey('2001:db8:0:1::5')).toBe(addressKey('2001:0DB8::1:aaaa:bbbb:cccc:dddd'));
  expect(addressKey('2001:db8:0:1::5')).not.toBe(addressKey('2001:db8:0:2::5'));
  expect(addressKey('::1')).toBe('0:0:0:0');
});
