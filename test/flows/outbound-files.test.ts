import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, sql } from '../../server/base/index.ts';
import { findMessage } from '../../server/conversations/index.ts';
import { openWorld, SEND_PATH, type Thread, type World } from './outbound-fixture.ts';

// One red pixel.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function store(more: { contentType?: string; kind?: string; byteSize?: number } = {}): Promise<string> {
  const id = newId();
  const { contentType = 'image/png', kind = 'photo', byteSize = PNG.length } = more;
  await world.deps.blobs.put(world.db.workspaceId, `file-${id}`, PNG);
  await world.db.execute(sql`
    insert into media (workspace_id, id, kind, state, blob_key, content_type, byte_size, created_at)
    values (${world.db.workspaceId}, ${id}, ${kind}, 'stored', ${`file-${id}`}, ${contentType}, ${byteSize},
      ${world.base.clock.now()})`);
  return id;
}

async function newThread(): Promise<Thread> {
  return world.makeThread(await world.makeHandle());
}

async function countUploads(handle: Thread['handle']): Promise<number> {
  const { requests } = await world.control<{ requests: { userId?: string }[] }>(
    'GET',
    '/requests?path=/2/media/upload/initialize&limit=1000',
  );
  return requests.filter((request) => request.userId === handle.xUserId).length;
}

describe('a file', () => {
  it('#84 goes with a message, and alone', async () => {
    const thread = await newThread();
    const [first, second] = [await store(), await store()];
    await world.reaches(await world.say(thread, 'look', { mediaIds: [first] }), 'sent');
    await world.reaches(await world.say(thread, '', { mediaIds: [second] }), 'sent');
    const sent = await world.eventsAtX(thread);
    expect(sent.map((event) => event.media?.kind)).toEqual(['photo', 'photo']);
  });

  it('is uploaded once for a message that has to be sent again', async () => {
    const thread = await newThread();
    const fault = {
      on: 'request',
      path: SEND_PATH,
      userId: thread.handle.xUserId,
      kind: 'reset_before',
      count: 1,
    };
    await world.control('POST', '/faults', fault);
    const id = await world.say(thread, 'again', { mediaIds: [await store()] });
    await world.reaches(id, 'sent');
    expect(await world.eventsAtX(thread)).toHaveLength(1);
    expect(await countUploads(thread.handle)).toBe(1);
  });

  it('found at X after a lost answer is not sent twice', async () => {
    const thread = await newThread();
    const fault = {
      on: 'request',
      path: SEND_PATH,
      userId: thread.handle.xUserId,
      kind: 'reset_after',
      count: 1,
    };
    await world.control('POST', '/faults', fault);
    await world.reaches(await world.say(thread, 'once', { mediaIds: [await store()] }), 'sent');
    expect(await world.eventsAtX(thread)).toHaveLength(1);
  });

  it.each([
    [
      'a video that is too large',
      { kind: 'video', contentType: 'video/mp4', byteSize: 600_000_000 },
      'attachment_too_large',
    ],
    ['a kind that X does not take', { kind: 'file', contentType: 'application/pdf' }, 'attachment_kind'],
  ])('is refused beforehand when it is %s', async (_, more, code) => {
    const thread = await newThread();
    const mediaIds = [await store(more)];
    await expect(world.say(thread, 'x', { mediaIds })).rejects.toMatchObject({ code });
  });

  it('#10 belongs to one message only, and is refused where files are switched off', async () => {
    const thread = await newThread();
    const mediaIds = [await store()];
    await world.say(thread, 'first', { mediaIds });
    await expect(world.say(thread, 'second', { mediaIds })).rejects.toMatchObject({
      code: 'attachment_unknown',
    });
    await world.db.execute(
      sql`update handle set files_from_agents = false where id = ${thread.handle.handleId}`,
    );
    await expect(world.say(thread, 'third', { mediaIds: [await store()] })).rejects.toMatchObject({
      code: 'files_not_allowed',
    });
  });

  it('that X cannot read fails the message in words, before anything is sent', async () => {
    const thread = await newThread();
    const id = await world.say(thread, 'broken', {
      mediaIds: [await store({ kind: 'video', contentType: 'video/mp4' })],
    });
    await world.reaches(id, 'failed');
    expect((await findMessage(world.db, id))?.failure?.message).toMatch(/attachment|media|file/i);
    expect(await world.eventsAtX(thread)).toEqual([]);
  });
});
