import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Media as MediaAnswer } from '../../contract/api/index.ts';
import { openTestBase, type TestBase } from '../../test/harness.ts';
import { type Caller, createHttpServer, type HttpServer, newId, openBlobDirectory } from '../base/index.ts';
import { attachMedia, createMedia } from './index.ts';

let base: TestBase;
let http: HttpServer;
let url: string;
const blobDir = mkdtempSync(join(tmpdir(), 'rookery-media-'));
let caller: Caller;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8DwHwyRKADMugf5o5vEWAAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  base = await openTestBase();
  const { db, clock, logger, metrics } = base;
  http = await createHttpServer({ logger, metrics, https: false, checkResponses: true });
  caller = {
    workspaceId: base.workspaceId,
    kind: 'member',
    id: newId(),
    memberId: newId(),
    role: 'agent',
    permissions: new Set(),
    signInId: newId(),
  };
  http.checkAccess = () => Promise.resolve(caller);
  const media = createMedia({
    db,
    clock,
    logger,
    metrics,
    blobs: openBlobDirectory(blobDir),
    clientFor: () => Promise.reject(new Error('nothing is fetched here')),
    onChanged: () => Promise.resolve(),
    alone: true,
  });
  await media.addRoutes(http);
  url = await http.app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await http.app.close();
  await base.close();
});

function upload(bytes: Buffer, type = 'application/octet-stream'): Promise<Response> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'holiday.exe');
  return fetch(`${url}/api/media`, { method: 'POST', body: form });
}

async function uploaded(bytes: Buffer): Promise<MediaAnswer> {
  const answer = await upload(bytes);
  expect(answer.status).toBe(201);
  return (await answer.json()) as MediaAnswer;
}

const mp4 = (size: number) =>
  Buffer.concat([
    Buffer.from('000000186674797069736f6d0000020069736f6d6d703432', 'hex'),
    Buffer.alloc(size, 7),
  ]);

describe('an uploaded file', () => {
  it('is what its content says, whatever its name and type say, and has its measures', async () => {
    expect(await uploaded(PNG)).toMatchObject({
      kind: 'photo',
      state: 'stored',
      contentType: 'image/png',
      byteSize: PNG.length,
      width: 2,
      height: 3,
    });
    expect(await uploaded(mp4(3_000_000))).toMatchObject({ kind: 'video', contentType: 'video/mp4' });
  });

  it('that is none of those that X takes is refused and leaves nothing behind', async () => {
    const files = () =>
      readdirSync(blobDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const before = files().length;
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    expect((await upload(page, 'image/png')).status).toBe(415);
    expect((await upload(Buffer.alloc(0))).status).toBe(415);
    const large = await upload(Buffer.concat([PNG, Buffer.alloc(6_000_000)]));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({
      error: { code: 'media_too_large', message: expect.stringContaining('5 MB') },
    });
    expect(
      (
        await fetch(`${url}/api/media`, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(400);
    expect(files()).toHaveLength(before);
  });

  it('is given out whole and in parts, and cannot act in a browser', async () => {
    const video = mp4(100_000);
    const { url: path } = await uploaded(video);
    const get = (headers = {}) => fetch(`${url}${path}`, { headers });
    const whole = await get();
    expect(Buffer.from(await whole.arrayBuffer()).equals(video)).toBe(true);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(whole.headers.get('content-security-policy')).toContain('sandbox');
    expect(whole.headers.get('content-disposition')).toMatch(/^inline; filename="/);
    const part = await get({ range: 'bytes=10-19' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${video.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(video.subarray(10, 20))).toBe(true);
    const beyond = await get({ range: `bytes=${video.length}-` });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${video.length}`);
  });

  it('belongs to its workspace, and to one message only', async () => {
    const file = await uploaded(PNG);
    const own = caller;
    caller = { ...own, workspaceId: newId() };
    expect((await fetch(`${url}${file.url}`)).status).toBe(404);
    caller = own;
    const give = (messageId: string) =>
      base.workspace.transaction((tx) => attachMedia(tx, [file.id], { messageId, conversationId: newId() }));
    expect(await give(newId())).toHaveLength(1);
    expect(await give(newId())).toHaveLength(0);
  });
});
