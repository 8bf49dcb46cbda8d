import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type World, startWorld } from './simulator-world.ts';

const day = 24 * 60 * 60_000;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==',
  'base64',
);
const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(4000, 7)]);
const v1 = '/1.1/media/upload.json';

describe('files on the local X', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ limits: false });
  });
  afterEach(() => world.close());

  const asShop = (method: string, path: string, body?: unknown) =>
    world.asUser(world.shop, method, path, body);
  const formOf = (fields: Record<string, string | Buffer>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields))
      if (typeof value === 'string') form.set(name, value);
      else form.set(name, new Blob([Uint8Array.from(value)]), 'file.bin');
    return form;
  };
  const dataOf = ({ body }: { body: unknown }) => (body as { data: Record<string, unknown> }).data;
  const idOf = (answer: { body: unknown }) => String(dataOf(answer)['id']);
  const initialize = (body: object) => asShop('POST', '/2/media/upload/initialize', body);
  const uploadV2 = async (bytes: Buffer, mediaType: string, category: string, more: object = {}) => {
    const id = idOf(
      await initialize({
        media_type: mediaType,
        media_category: category,
        total_bytes: bytes.length,
        ...more,
      }),
    );
    await asShop('POST', `/2/media/upload/${id}/append`, {
      media: bytes.toString('base64'),
      segment_index: 0,
    });
    return { id, finalized: await asShop('POST', `/2/media/upload/${id}/finalize`, {}) };
  };
  const status = (id: string) => asShop('GET', `/2/media/upload?command=STATUS&media_id=${id}`);
  const attach = (id: string, from: SimUser = world.shop, to: SimUser = world.customer) =>
    world.asUser(from, 'POST', `/2/dm_conversations/with/${to.id}/messages`, {
      attachments: [{ media_id: id }],
    });

  describe('in v2', () => {
    it('come in pieces, as JSON or as forms, in any order', async () => {
      const started = await initialize({
        media_type: 'video/mp4',
        media_category: 'dm_video',
        total_bytes: mp4.length,
      });
      expect(started.body).toEqual({
        data: {
          id: expect.stringMatching(/^\d{19}$/),
          media_key: `7_${idOf(started)}`,
          expires_after_secs: 86_400,
        },
      });
      const id = idOf(started);
      const append = `/2/media/upload/${id}/append`;
      const second = formOf({ media: mp4.subarray(1000), segment_index: '1' });
      const appended = await world.asUserRaw(world.shop, 'POST', append, second);
      expect(appended.body).toEqual({ data: { expires_at: expect.any(Number) } });
      const early = await asShop('POST', `/2/media/upload/${id}/finalize`, {});
      expect(early.status).toBe(400);
      await asShop('POST', append, { media: mp4.subarray(0, 1000).toString('base64'), segment_index: 0 });
      const finalized = await asShop('POST', `/2/media/upload/${id}/finalize`);
      expect(finalized.body).toEqual({
        data: {
          id,
          media_key: `7_${id}`,
          size: mp4.length,
          expires_after_secs: expect.any(Number),
          video: { video_type: 'video/mp4' },
          processing_info: { state: 'pending', check_after_secs: 1, progress_percent: 0 },
        },
      });
      expect((await asShop('POST', append, { media: 'AA==', segment_index: 2 })).status).toBe(400);
      world.simulator.sim.clock.advance(500);
      expect(dataOf(await status(id))['processing_info']).toMatchObject({ state: 'in_progress' });
      expect((await attach(id)).status).toBe(400);
      world.simulator.sim.clock.advance(500);
      expect(dataOf(await status(id))['processing_info']).toEqual({
        state: 'succeeded',
        progress_percent: 100,
      });
      expect((await attach(id)).status).toBe(201);
      expect(world.simulator.sim.media.readBytes(id)?.equals(mp4)).toBe(true);
    });

    it('fail while they are processed when they are broken, or when they are told to', async () => {
      const broken = await uploadV2(Buffer.from('this is no film at all'), 'video/mp4', 'dm_video');
      await world.control('PATCH', '/media-processing', { failNext: 1 });
      const unlucky = await uploadV2(mp4, 'video/mp4', 'dm_video');
      const lucky = await uploadV2(mp4, 'video/mp4', 'dm_video');
      world.simulator.sim.clock.advance(1000);
      for (const { id } of [broken, unlucky]) {
        const answer = await status(id);
        expect(answer.body).toMatchObject({
          data: { processing_info: { state: 'failed' } },
          errors: [{ title: 'InvalidMedia' }],
        });
        expect((await attach(id)).status).toBe(400);
      }
      expect(dataOf(await status(lucky.id))['processing_info']).toMatchObject({ state: 'succeeded' });
      await world.control('PATCH', '/media-processing', { scale: 0 });
      const { finalized } = await uploadV2(gif, 'image/gif', 'dm_gif');
      expect(dataOf(finalized)['processing_info']).toMatchObject({ state: 'succeeded' });
    });

    it.each([
      ['an unknown category', { media_category: 'dm_pdf', total_bytes: 1 }],
      ['an unknown type', { media_type: 'application/pdf', total_bytes: 1 }],
      ['no size', { media_type: 'image/png' }],
      ['a size below nothing', { total_bytes: -1 }],
      [
        'a photo beyond 5 MB',
        { media_type: 'image/png', media_category: 'dm_image', total_bytes: 5_242_881 },
      ],
      ['a GIF beyond 15 MB', { media_type: 'image/gif', media_category: 'dm_gif', total_bytes: 15_728_641 }],
      [
        'a video beyond 512 MB',
        { media_type: 'video/mp4', media_category: 'dm_video', total_bytes: 536_870_913 },
      ],
      ['an unknown member', { total_bytes: 1, media: 'x' }],
    ])('are refused before they begin: %s', async (_name, body) => {
      const refused = await initialize(body);
      expect(refused.status).toBe(400);
      expect(refused.body).toMatchObject({ title: 'Invalid Request' });
    });

    it('come whole, with alt text, and are looked up by key', async () => {
      const whole = await asShop('POST', '/2/media/upload', {
        media: png.toString('base64'),
        media_category: 'tweet_image',
      });
      const id = idOf(whole);
      expect(dataOf(whole)).toMatchObject({
        size: png.length,
        image: { image_type: 'image/png', w: 1, h: 1 },
      });
      const text = { id, metadata: { alt_text: { text: 'a point' } } };
      expect((await asShop('POST', '/2/media/metadata', text)).body).toEqual({
        data: { id, associated_metadata: text.metadata },
      });
      const long = { id, metadata: { alt_text: { text: 'x'.repeat(1001) } } };
      expect((await asShop('POST', '/2/media/metadata', long)).status).toBe(400);
      expect((await world.asUser(world.customer, 'POST', '/2/media/metadata', text)).status).toBe(404);
      const fields = 'media.fields=alt_text,url,width';
      expect((await world.asApp('GET', `/2/media/3_${id}?${fields}`)).body).toEqual({
        data: { media_key: `3_${id}`, type: 'photo', alt_text: 'a point', width: 1, url: expect.any(String) },
      });
      const secret = idOf(
        await world.asUserRaw(
          world.shop,
          'POST',
          '/2/media/upload',
          formOf({ media: png, media_category: 'dm_image' }),
        ),
      );
      const keys = `3_${id},3_${secret},3_99`;
      const seen = (await world.asApp('GET', `/2/media?media_keys=${keys}`)).body;
      expect(seen).toMatchObject({
        data: [{ media_key: `3_${id}` }],
        errors: [{ resource_id: `3_${secret}` }, { resource_id: '3_99', resource_type: 'media' }],
      });
      const own = (await asShop('GET', `/2/media?media_keys=${keys}`)).body;
      expect(own).toMatchObject({
        data: [{}, { media_key: `3_${secret}` }],
        errors: [{ resource_id: '3_99' }],
      });
      expect((await asShop('GET', '/2/media?media_keys=abc')).status).toBe(400);
      expect((await asShop('GET', '/2/media')).status).toBe(400);
    });

    it('are of one day, and of those whom the owner names', async () => {
      const bob = world.simulator.sim.users.create({ username: 'bob' });
      const { id } = await uploadV2(png, 'image/png', 'dm_image', {
        additional_owners: [bob.id],
        shared: true,
      });
      expect((await attach(id, bob)).status).toBe(201);
      expect((await attach(id)).status).toBe(201);
      expect((await attach(id, world.customer, world.shop)).status).toBe(400);
      expect((await world.asUser(bob, 'GET', `/2/media/upload?command=STATUS&media_id=${id}`)).status).toBe(
        404,
      );
      world.simulator.sim.clock.advance(day);
      expect((await attach(id)).status).toBe(400);
      expect((await status(id)).status).toBe(404);
      expect((await asShop('GET', `/2/media/upload?command=FINALIZE&media_id=${id}`)).status).toBe(400);
    });

    it('leave nothing behind when nobody finishes them', async () => {
      const { sim } = world.simulator;
      const id = idOf(await initialize({ media_type: 'image/png', total_bytes: png.length }));
      const append = `/2/media/upload/${id}/append`;
      await asShop('POST', append, { media: png.toString('base64'), segment_index: 0 });
      const flood = { media: Buffer.alloc(6 * 1024 * 1024).toString('base64'), segment_index: 1 };
      expect((await asShop('POST', append, flood)).status).toBe(400);
      expect(sim.media.receivedBytes(id)).toBe(png.length);
      sim.clock.advance(day);
      expect((await asShop('POST', append, flood)).status).toBe(404);
      await initialize({ media_type: 'image/png', total_bytes: 1 });
      expect(sim.media.receivedBytes(id)).toBe(0);
    });

    it('have tracks of subtitles in languages', async () => {
      const { id } = await uploadV2(mp4, 'video/mp4', 'tweet_video');
      const track = await uploadV2(Buffer.from('1\n00:00 --> 00:01\nHi'), 'text/srt', 'subtitles');
      const subtitles = { id: track.id, language_code: 'EN', display_name: 'English' };
      const body = { id, media_category: 'TweetVideo', subtitles };
      expect((await asShop('POST', '/2/media/subtitles', body)).body).toEqual({
        data: { id, media_category: 'TweetVideo', associated_subtitles: subtitles },
      });
      const wrong = { ...body, subtitles: { ...subtitles, id } };
      expect((await asShop('POST', '/2/media/subtitles', wrong)).status).toBe(400);
      const gone = { id, media_category: 'TweetVideo', language_code: 'EN' };
      expect((await asShop('DELETE', '/2/media/subtitles', gone)).body).toEqual({ data: { deleted: true } });
      expect((await asShop('DELETE', '/2/media/subtitles', gone)).body).toEqual({ data: { deleted: false } });
    });
  });

  describe('in v1.1', () => {
    it('come in pieces, by form, query or parts', async () => {
      const init = await world.asUserForm(world.shop, 'POST', v1, {
        command: 'INIT',
        total_bytes: String(mp4.length),
        media_type: 'video/mp4',
        media_category: 'DmVideo',
      });
      expect(init.status).toBe(202);
      const { media_id_string: id } = init.body as { media_id_string: string };
      // The number has all of its digits too.
      expect(init.text).toContain(`"media_id":${id},`);
      const first = formOf({
        command: 'APPEND',
        media_id: id,
        segment_index: '0',
        media: mp4.subarray(0, 100),
      });
      expect((await world.asUserRaw(world.shop, 'POST', v1, first)).status).toBe(204);
      const rest = { command: 'APPEND', media_id: id, segment_index: '1' };
      const encoded = { ...rest, media_data: mp4.subarray(100).toString('base64') };
      expect((await world.asUserForm(world.shop, 'POST', v1, encoded)).status).toBe(204);
      const finalized = await asShop('POST', `${v1}?command=FINALIZE&media_id=${id}`);
      expect(finalized.status).toBe(201);
      expect(finalized.body).toMatchObject({
        media_id_string: id,
        media_key: `7_${id}`,
        size: mp4.length,
        processing_info: { state: 'pending', check_after_secs: 1 },
        video: { video_type: 'video/mp4' },
      });
      world.simulator.sim.clock.advance(1000);
      const done = await asShop('GET', `${v1}?command=STATUS&media_id=${id}`);
      expect(done.body).toMatchObject({ processing_info: { state: 'succeeded', progress_percent: 100 } });
    });

    it('come whole, as bytes or as text, and say what they are', async () => {
      const bytes = await world.asUserRaw(world.shop, 'POST', v1, formOf({ media: png }));
      expect(bytes.status).toBe(200);
      expect(bytes.body).toMatchObject({
        media_id_string: expect.stringMatching(/^\d{19}$/),
        expires_after_secs: 86_400,
        image: { image_type: 'image/png', w: 1, h: 1 },
      });
      // `media` in a form is what twit sends.
      for (const name of ['media_data', 'media']) {
        const text = { [name]: gif.toString('base64') };
        const animated = await world.asUserForm(world.shop, 'POST', v1, text);
        expect(animated.body).toMatchObject({ media_key: expect.stringMatching(/^16_/) });
      }
    });

    it.each<[string, Record<string, string | Buffer>, object]>([
      ['an unknown command', { command: 'STOP' }, { error: 'command parameter is invalid.' }],
      [
        'no size',
        { command: 'INIT', media_type: 'image/png' },
        { error: 'total_bytes parameter is invalid.' },
      ],
      ['an unknown category', { command: 'INIT', total_bytes: '1', media_category: 'x' }, { request: v1 }],
      [
        'a file of no kind',
        { media: Buffer.from('neither photo nor film') },
        { error: 'media type unrecognized.' },
      ],
      ['no file', { media_category: 'dm_image' }, { errors: [{ code: 38 }] }],
      ['an unknown upload', { command: 'FINALIZE', media_id: '5' }, { errors: [{ code: 325 }] }],
    ])('are refused: %s', async (_name, fields, body) => {
      const answer = await world.asUserRaw(world.shop, 'POST', v1, formOf(fields));
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject(body);
    });

    it('must be whole before they are finished', async () => {
      const init = await world.asUserForm(world.shop, 'POST', v1, {
        command: 'INIT',
        total_bytes: '200',
        media_type: 'image/png',
      });
      const { media_id_string: id } = init.body as { media_id_string: string };
      const finalized = await asShop('POST', `${v1}?command=FINALIZE&media_id=${id}`);
      expect([finalized.status, finalized.body]).toEqual([
        400,
        { request: v1, error: 'Segments do not add up to provided total file size.' },
      ]);
    });

    it('get their alt text, and subtitles, without an answer', async () => {
      const uploaded = await world.asUserRaw(world.shop, 'POST', v1, formOf({ media: png }));
      const { media_id_string: id } = uploaded.body as { media_id_string: string };
      const path = '/1.1/media/metadata/create.json';
      const answer = await asShop('POST', path, { media_id: id, alt_text: { text: 'a point' } });
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(world.simulator.sim.media.find(id)?.altText).toBe('a point');
      expect((await asShop('POST', path, { media_id: id })).body).toMatchObject({ errors: [{ code: 38 }] });
      expect((await asShop('POST', path, { media_id: '5', alt_text: { text: 'x' } })).body).toMatchObject({
        errors: [{ code: 325 }],
      });
      const { id: video } = await uploadV2(mp4, 'video/mp4', 'tweet_video');
      const track = await uploadV2(Buffer.from('WEBVTT'), 'text/vtt', 'subtitles');
      const info = { subtitles: [{ media_id: track.id, language_code: 'EN', display_name: 'English' }] };
      const created = await asShop('POST', '/1.1/media/subtitles/create.json', {
        media_id: video,
        subtitle_info: info,
      });
      expect(created.status).toBe(200);
      expect(world.simulator.sim.media.find(video)?.subtitles).toHaveLength(1);
      await asShop('POST', '/1.1/media/subtitles/delete.json', { media_id: video, subtitle_info: info });
      expect(world.simulator.sim.media.find(video)?.subtitles).toEqual([]);
    });
  });

  it('of a conversation are read by those who take part in it, over v1.1 and v2', async () => {
    const { shop, customer, app, simulator } = world;
    const { id } = await uploadV2(png, 'image/png', 'dm_image');
    const sent = await attach(id);
    const eventId = (sent.body as { data: { dm_event_id: string } }).data.dm_event_id;
    const resource = simulator.sim.media.find(id)?.resourceId ?? '';
    const path = `/2/dm_conversations/media/${eventId}/${id}/${resource}`;
    const as = async (user: SimUser, scopes: string[]) => {
      const pair = simulator.sim.tokens.issuePair({ appId: app.id, userId: user.id, scopes }, Date.now());
      const answer = await fetch(`${simulator.url}${path}`, {
        headers: { authorization: `Bearer ${pair.access.token}` },
      });
      return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    for (const user of [shop, customer]) {
      const { status: code, bytes } = await as(user, ['dm.read']);
      expect([code, bytes.equals(png)]).toEqual([200, true]);
    }
    const eve = simulator.sim.users.create({ username: 'eve' });
    expect((await as(eve, ['dm.read'])).status).toBe(403);
    expect((await as(shop, ['tweet.read'])).status).toBe(403);
    expect((await world.asUser(shop, 'GET', path)).status).toBe(403);
    const ton = `/1.1/ton/data/dm/${eventId}/${id}/${resource}.png`;
    expect((await world.asUser(customer, 'GET', ton)).status).toBe(200);
    expect((await world.asUser(eve, 'GET', ton)).status).toBe(404);
    expect((await fetch(`${simulator.url}${ton}`)).status).toBe(400);
  });

  it('of a welcome message are read by its owner and by whom it is shown to', async () => {
    const { shop, customer } = world;
    const { id } = await uploadV2(png, 'image/png', 'dm_image');
    const made = await asShop('POST', '/1.1/direct_messages/welcome_messages/new.json', {
      welcome_message: { message_data: { text: 'hi', attachment: { type: 'media', media: { id } } } },
    });
    const { welcome_message: message } = made.body as {
      welcome_message: { id: string; message_data: { attachment: { media: { media_url_https: string } } } };
    };
    const { pathname } = new URL(message.message_data.attachment.media.media_url_https);
    expect((await world.asUser(shop, 'GET', pathname)).status).toBe(200);
    expect((await world.asUser(customer, 'GET', pathname)).status).toBe(404);
    await world.control('POST', '/threads/open', {
      user: '@ann',
      recipient: '@shop',
      welcomeMessageId: message.id,
    });
    expect((await world.asUser(customer, 'GET', pathname)).status).toBe(200);
  });
});
