import { expect, test } from 'vitest';
import { isPrivateAddress, parseUserUrl, resolveUserUrl } from './index.ts';

const strict = { allowPrivate: false };

test.each([
  '127.0.0.1',
  '10.2.3.4',
  '169.254.169.254',
  '::1',
  '::ffff:192.168.0.1',
  'fe80::1',
  'fd00::5',
  '0.0.0.0',
])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));

test.each(['8.8.8.8', '2606:4700::1111'])('%s is public', (address) =>
  expect(isPrivateAddress(address)).toBe(false),
);

test.each([
  ['ftp://example.com', 'https://'],
  ['http://example.com', 'https://'],
  ['https://10.0.0.1/hook', 'private network'],
  ['https://[::1]/', 'private network'],
  // Other spellings of 127.0.0.1.
  ['https://2130706433/', 'private network'],
  ['https://0x7f.1/', 'private network'],
  ['https://me:secret@example.com/', 'name or password'],
  ['nonsense', 'complete address'],
])('%s is refused', (url, reason) => expect(() => parseUserUrl(url, strict)).toThrow(reason));

test('a name that leads into the private network is refused when it is looked up', async () => {
  const url = parseUserUrl('https://localhost/', strict);
  await expect(resolveUserUrl(url, strict)).rejects.toThrow('private network');
  await expect(resolveUserUrl(url, { allowPrivate: true })).resolves.toMatch(/127\.0\.0\.1|::1/);
});
