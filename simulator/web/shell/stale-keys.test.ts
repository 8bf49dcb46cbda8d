import { expect, it } from 'vitest';
import { keysOfChange, keysOfTraffic } from './stale-keys.ts';

const asked = (method: string, path: string) =>
  keysOfTraffic({ kind: 'request', id: '1', method, path, status: 200, atMs: 0 });

it('looks again at what a program may have changed', () => {
  expect(asked('POST', '/2/webhooks')).toContain('webhooks');
  expect(asked('POST', '/2/users/1/following')).toContain('relations');
  expect(asked('GET', '/2/webhooks')).not.toContain('webhooks');
  expect(asked('GET', '/oauth/authorize')).toContain('tokens');
});

it('takes the first word of an unknown control path for what changed', () => {
  expect(keysOfChange('recordings')).toEqual(['recordings']);
  expect(keysOfChange('typing')).toEqual([]);
  expect(keysOfChange('posts')).toContain('engagement');
});
