import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppEvent } from '../../../contract/events/index.ts';
import { openTestBase, until } from '../../../test/harness.ts';
import { newId, type WorkspaceId } from '../ids.ts';
import { createLiveHub, type LiveHub } from './index.ts';
import { distance, formatVector, parseVector } from './vector.ts';

type Base = Awaited<ReturnType<typeof openTestBase>>;

interface Heard {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

let base: Base;
let hub: LiveHub;
let server: Server;

beforeAll(async () => {
  base = await openTestBase();
  hub = createLiveHub({
    db: base.db,
    bus: base.bus,
    logger: base.logger,
    metrics: base.metrics,
    toLive: (event) => (event.kind === 'customer.changed' ? { type: 'customer', key: event.key } : undefined),
  });
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    void hub.attach({
      response,
      workspaceId: (url.searchParams.get('workspace') ?? base.workspaceId) as WorkspaceId,
      memberId: url.searchParams.get('member'),
      signInId: url.searchParams.get('signIn'),
      lastEventId: url.searchParams.get('last') ?? undefined,
      allows: (event) => !(url.searchParams.get('hide') && JSON.stringify(event).includes('hidden')),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  hub.close();
  server.closeAllConnections();
  server.close();
  await base.close();
});

async function listen(query: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const stop = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/?${new URLSearchParams(query).toString()}`, {
    signal: stop.signal,
  });
  const heard: Heard[] = [];
  const state = { ended: false };
  const done = (async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        text = text.slice(end + 2);
        const data = fields.get('data');
        if (data)
          heard.push({
            id: fields.get('id'),
            event: fields.get('event') ?? 'message',
            data: JSON.parse(data),
          });
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      state.ended = true;
    });
  const close = async () => {
    stop.abort();
    await done;
  };
  await until(() => heard.length > 0 || state.ended);
  return {
    heard,
    state,
    close,
    keys: () => heard.flatMap((one) => (one.data['key'] ? [one.data['key']] : [])),
  };
}

async function append(keys: readonly string[], workspaceId = base.workspaceId): Promise<void> {
  for (const key of keys) {
    await base.db.workspace(workspaceId).transaction(async (tx) => {
      const event: AppEvent = { kind: 'customer.changed', key, body: { customerId: key } };
      base.log.append(tx, [event]);
    });
  }
}

describe('live updates', () => {
  it('say what happens from now on, each with an id', async () => {
    await append(['before']);
    const stream = await listen();
    await append(['a', 'b', 'c']);
    await until(() => stream.keys().length === 3);
    expect(stream.keys()).toEqual(['a', 'b', 'c']);
    expect(stream.heard.every((one) => parseVector(one.id ?? '') !== undefined)).toBe(true);
    await stream.close();
  });

  it('resume after a break without loss and without repetition', async () => {
    const first = await listen();
    await append(['r1', 'r2']);
    await until(() => first.keys().length === 2);
    const last = first.heard.at(-1)?.id ?? '';
    await first.close();
    await append(['r3', 'r4', 'r5']);
    const second = await listen({ last });
    await append(['r6']);
    await until(() => second.keys().length === 4);
    expect([...second.keys()].map(String).toSorted()).toEqual(['r3', 'r4', 'r5', 'r6']);
    await second.close();
  });

  it('miss nothing while many write and readers come and go', async () => {
    const names = Array.from({ length: 120 }, (_, n) => `w${n}`);
    const seen = new Set<unknown>();
    let stream = await listen();
    const writing = Promise.all([0, 1, 2, 3].map((k) => append(names.filter((_, n) => n % 4 === k))));
    for (let round = 0; round < 8; round += 1) {
      const before = stream.heard.length;
      await until(() => stream.heard.length > before || seen.size + stream.keys().length >= names.length);
      const last = stream.heard.at(-1)?.id ?? '';
      await stream.close();
      for (const one of stream.heard) {
        if (!one.data['key']) continue;
        expect(seen.has(one.data['key'])).toBe(false);
        seen.add(one.data['key']);
      }
      stream = await listen({ last });
    }
    await writing;
    await until(() => new Set([...seen, ...stream.keys()]).size === names.length);
    await stream.close();
  });

  it('ask for a reset when the id is from elsewhere or too far behind', async () => {
    for (const last of ['nonsense', formatVector([9n, 9n, 9n, 9n, 9n, 9n, 9n, 9999999n])]) {
      const stream = await listen({ last });
      expect(stream.heard[0]?.data).toEqual({ type: 'reset' });
      await stream.close();
    }
  });

  it('keep workspaces apart, and hide what a client may not see', async () => {
    const other = newId<'workspace'>();
    const mine = await listen({ hide: '1' });
    const theirs = await listen({ workspace: other });
    await append(['foreign'], other);
    await append(['hidden', 'open']);
    hub.publish(base.workspaceId, { type: 'typing', key: 'typed' });
    await until(() => mine.keys().length === 2 && theirs.keys().length === 1);
    expect(theirs.keys()).toEqual(['foreign']);
    expect([...mine.keys()].map(String).toSorted()).toEqual(['open', 'typed']);
    expect(mine.heard.find((one) => one.data['key'] === 'typed')?.id).toBeUndefined();
    await mine.close();
    await theirs.close();
  });

  it('end with the sign-in or the member', async () => {
    const streams = [
      await listen({ signIn: 's1', member: 'm1' }),
      await listen({ signIn: 's2', member: 'm1' }),
    ];
    hub.end({ signInId: 's1' });
    await until(() => streams[0]?.state.ended === true);
    expect(streams[1]?.state.ended).toBe(false);
    hub.end({ memberId: 'm1' });
    await until(() => streams[1]?.state.ended === true);
  });
});

describe('a vector of positions', () => {
  it('is written and read', () => {
    const vector = [0n, 1n, 35n, 36n, 10n ** 15n, 5n, 6n, 7n];
    expect(parseVector(formatVector(vector))).toEqual(vector);
    expect(parseVector('1.2.3')).toBeUndefined();
    expect(parseVector('1.2.3.4.5.6.7.-8')).toBeUndefined();
  });

  it('knows how far behind a reader is, and one that is ahead', () => {
    expect(distance([1n, 2n], [3n, 4n])).toBe(4n);
    expect(distance([5n, 0n], [3n, 4n])).toBeUndefined();
  });
});
