import { expect, it } from 'vitest';
import { behindFetch, LiveQueryClient } from './query-client.ts';

/** A source whose answers are held back until they are let go. */
function openSource() {
  const held: (() => void)[] = [];
  let value = 'old';
  return {
    set: (next: string) => {
      value = next;
    },
    letGo: () => held.shift()?.(),
    read: () => {
      const seen = value;
      return new Promise<string>((resolve) => held.push(() => resolve(seen)));
    },
    count: () => held.length,
  };
}

it('reads again what was being read for the first time when the news came', async () => {
  const client = new LiveQueryClient();
  const source = openSource();
  const first = client.fetchQuery({ queryKey: ['rows'], queryFn: source.read, staleTime: Infinity });
  await Promise.resolve();
  source.set('new');
  void client.invalidateQueries({ queryKey: ['rows'] });
  source.letGo();
  expect(await first).toBe('old');
  await Promise.resolve();
  expect(client.getQueryState(['rows'])?.isInvalidated).toBe(true);
  client.clear();
});

it('leaves alone what has another key', async () => {
  const client = new LiveQueryClient();
  const source = openSource();
  const first = client.fetchQuery({ queryKey: ['rows'], queryFn: source.read, staleTime: Infinity });
  await Promise.resolve();
  void client.invalidateQueries({ queryKey: ['others'] });
  source.letGo();
  await first;
  await Promise.resolve();
  expect(client.getQueryState(['rows'])?.isInvalidated).toBe(false);
  client.clear();
});

it('calls back behind a read under way, and never without one', async () => {
  const client = new LiveQueryClient();
  const source = openSource();
  const calls: string[] = [];
  const first = client.fetchQuery({ queryKey: ['rows'], queryFn: source.read });
  await Promise.resolve();
  const query = client.getQueryCache().find({ queryKey: ['rows'] });
  if (!query) throw new Error('The query is not there.');
  behindFetch(query, () => calls.push('behind'));
  source.letGo();
  await first;
  await Promise.resolve();
  behindFetch(query, () => calls.push('idle'));
  await Promise.resolve();
  expect(calls).toEqual(['behind']);
  client.clear();
});
