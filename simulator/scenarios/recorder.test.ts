import { expect, test } from 'vitest';
import { type Known, createRecorder } from './recorder.ts';
import { complaintAbout, fill } from './script.ts';

const names: Record<string, string> = { '1000000001': 'ann', '1000000002': 'shop' };
const known: Known = {
  idOf: (username) => Object.keys(names).find((id) => names[id] === username),
  username: (id) => names[id],
  isAccount: (id) => names[id] === 'shop',
};
const act = (atMs: number, path: string, body: object | null, answer: object, method = 'POST') => ({
  atMs,
  method,
  path,
  body,
  answer,
});

test('names people and the account instead of their ids', () => {
  const recorder = createRecorder('r', 5_000, known);
  recorder.take(
    act(6_500, '/messages', { from: '1000000001', to: '1000000002', text: 'Hi' }, { id: '99999999' }),
  );
  recorder.take(
    act(7_000, '/messages', { from: '1000000001', conversationId: '1000000001-1000000002', text: '?' }, {}),
  );
  expect(recorder.script()).toMatchObject({
    people: [{ username: 'ann' }],
    steps: [
      { atMs: 1_500, path: '/messages', body: { from: '@ann', to: '{{account}}', text: 'Hi' } },
      { atMs: 2_000, path: '/messages', body: { from: '@ann', to: '{{account}}', text: '?' } },
    ],
  });
});

test('names the answer of an earlier act where a later one holds an id of it, in path and body', () => {
  const recorder = createRecorder('r', 0, known);
  recorder.take(act(0, '/media', { owner: '@ann', bytes: 'AA==' }, { id: '1234567890123' }));
  recorder.take(act(1, '/messages', { from: '@ann', to: '@shop', mediaId: '1234567890123' }, {}));
  recorder.take(act(2, '/posts/batch', { posts: [] }, { posts: [{ id: '5555555555555' }] }));
  recorder.take(act(3, '/posts/5555555555555/likes', { user: '@ann' }, {}));
  const script = recorder.script();
  expect(script?.steps.map(({ path, label }) => [path, label])).toEqual([
    ['/media', 's1'],
    ['/messages', undefined],
    ['/posts/batch', 's3'],
    ['/posts/{{s3.posts.0.id}}/likes', undefined],
  ]);
  expect(script?.steps[1]?.body).toMatchObject({ mediaId: '{{s1.id}}' });
  expect(script && complaintAbout(script)).toBeUndefined();
});

test('leaves out what reads, what gives secrets and what replaces everything', () => {
  const recorder = createRecorder('r', 0, known);
  recorder.take(act(0, '/users/@ann/conversations', null, {}, 'GET'));
  recorder.take(act(0, '/tokens', { appId: '1' }, {}));
  recorder.take(act(0, '/reset', null, {}));
  recorder.take(act(0, '/messages/../reset', null, {}));
  expect(recorder.script()).toBeUndefined();
});

test('fills answers into texts and addresses, and says which one is missing', () => {
  const answers = { account: '@shop', s1: { sent: [{ id: '77' }] } };
  expect(
    fill(
      { path: '/posts/{{s1.sent.0.id}}/likes', body: { user: '{{account}}', all: ['{{s1.sent.0.id}}', 1] } },
      answers,
    ),
  ).toEqual({ path: '/posts/77/likes', body: { user: '@shop', all: ['77', 1] } });
  expect(() => fill({ path: '/posts/{{s2.id}}' }, answers)).toThrow('there is no {{s2.id}} yet');
  expect(fill({ path: '/posts/{{odd}}/likes' }, { odd: '../reset' }).path).toBe('/posts/..%2Freset/likes');
});

test('complains about steps out of order, unknown labels and paths that are no acts', () => {
  const step = { atMs: 0, method: 'POST', path: '/typing' } as const;
  const of = (...steps: Parameters<typeof complaintAbout>[0]['steps']) =>
    complaintAbout({ title: 't', steps });
  expect(of(step)).toBeUndefined();
  expect(of({ ...step, atMs: 5 }, step)).toMatch(/step 2: comes before/);
  expect(of({ ...step, path: '/posts/{{later.id}}' })).toMatch(/step 1: \{\{later.id\}\}/);
  expect(of({ ...step, path: '/load' })).toMatch(/nothing that a script may ask for/);
});
