import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type ChatPeople, list, startChatWorld } from './chat-people.ts';
import type { Answered, World } from './simulator-world.ts';

describe('what is sent encrypted', () => {
  let world: World;
  let people: ChatPeople;
  let shop: SimUser;
  let ann: SimUser;
  let path: string;

  beforeEach(async () => {
    ({ world, people, shop, ann, path } = await startChatWorld());
  });
  afterEach(() => world.close());

  const newUser = (username: string) => world.simulator.sim.users.create({ username, name: username });
  const get = (user: SimUser, at: string) => world.asUser(user, 'GET', at);

  describe('a new key', () => {
    const post = (body: unknown) => world.asUser(ann, 'POST', `${path}/keys`, body);

    it('is answered with the canonical conversation and the sequence id', async () => {
      const answer = await post(people.keyBody(ann, shop));
      expect(answer.status).toBe(200);
      const { data } = answer.body as { data: { conversation_id: string; sequence_id: string } };
      expect(data.conversation_id.split(':').toSorted()).toEqual([ann.id, shop.id].toSorted());
      expect(world.simulator.sim.chat.keyChangesOf(data.conversation_id)[0]?.id).toBe(data.sequence_id);
    });

    it('is refused when something is missing, old or not what was signed', async () => {
      const good = people.keyBody(ann, shop);
      const keys = good['conversation_participant_keys'] as Record<string, unknown>[];
      const bob = newUser('bob');
      people.deviceOf(bob);
      const cases: [object, string][] = [
        [{ action_signatures: undefined }, '$.action_signatures: is missing but it is required'],
        [{ action_signatures: [] }, '$.action_signatures'],
        [{ conversation_key_version: 'new' }, 'does not match the regex pattern ^[0-9]+$'],
        [{ conversation_participant_keys: keys.slice(1) }, 'one key for each participant'],
        [{ conversation_participant_keys: [...keys, { ...keys[0], user_id: bob.id }] }, 'one key for each'],
        [
          { conversation_participant_keys: keys.map((key) => ({ ...key, public_key_version: '7' })) },
          'version 7',
        ],
        [{ conversation_key_version: '99999999999999' }, 'not the one of the request'],
        [
          {
            conversation_participant_keys: keys.map((key) => ({
              ...key,
              encrypted_conversation_key: 'AAAA',
            })),
          },
          'not the one of the request',
        ],
      ];
      for (const [change, message] of cases) {
        const answer = await post({ ...good, ...change });
        expect(answer.status).toBe(400);
        expect(people.problemOf(answer)).toContain(message);
      }
      expect(world.simulator.sim.chat.conversations.size).toBe(0);
      expect((await post(good)).status).toBe(200);
      const again = await post(good);
      expect(again.status).toBe(400);
      expect(people.problemOf(again)).toContain('is not newer than');
    });

    it('is not made for somebody without public keys', async () => {
      const bob = newUser('bob');
      const good = people.keyBody(ann, shop);
      const answer = await world.asUser(ann, 'POST', `/2/chat/conversations/${bob.id}/keys`, good);
      expect(answer.status).toBe(400);
      expect((await people.write(ann, bob, 'hello?')).body).toMatchObject({
        error: `user ${bob.id} is not on XChat: no public key is registered`,
      });
    });
  });

  describe('a message', () => {
    const send = (body: unknown) => world.asUser(ann, 'POST', `${path}/messages`, body);

    it('needs a conversation with a key', async () => {
      expect((await send(people.messageBody(ann, shop, 'too early'))).status).toBe(404);
    });

    it('that is no MessageCreateEvent is refused with 400', async () => {
      await people.begin(ann, shop);
      for (const encoded_message_create_event of ['', 'AAAA', 'not base64 at all', 'CwBkAAAAQC7='])
        expect((await send({ message_id: 'a', encoded_message_create_event })).status).toBe(400);
      const good = people.messageBody(ann, shop, 'hi');
      expect((await send({ ...good, encoded_message_event_signature: 'CwAB' })).status).toBe(400);
      expect((await send({ ...good, message_id: '' })).status).toBe(400);
    });

    it('that is not signed, or signed with an unknown key, is answered with a failure event', async () => {
      await people.begin(ann, shop);
      const unsigned = await send(people.messageBody(ann, shop, 'unsigned'));
      expect([unsigned.status, people.failureOf(unsigned)]).toEqual([201, 5]);
      expect(world.simulator.sim.chat.events.size).toBe(1);
      await world.control('PATCH', '/chat/settings', { verifySignatures: false });
      const taken = await send(people.messageBody(ann, shop, 'unsigned'));
      expect([taken.status, people.failureOf(taken)]).toEqual([201, undefined]);
    });

    it('sent twice is one message', async () => {
      await people.begin(ann, shop);
      await world.control('PATCH', '/chat/settings', { verifySignatures: false });
      const body = people.messageBody(ann, shop, 'once');
      const [first, second] = [await send(body), await send(body)];
      expect(second.body).toEqual(first.body);
      const other = { ...people.messageBody(ann, shop, 'another'), message_id: body['message_id'] };
      expect(people.failureOf(await send(other))).toBe(14);
      expect(list(await get(shop, `/2/chat/conversations/${ann.id}/events`)).meta['result_count']).toBe(1);
    });
  });

  describe('public keys', () => {
    const keys = (user: SimUser) => `/2/users/${user.id}/public_keys`;
    const registered = () => {
      const [key] = world.simulator.sim.chat.keysOf(shop.id);
      if (!key) throw new Error('no key');
      return {
        version: '1',
        generate_version: true,
        public_key: {
          public_key: key.publicKey,
          signing_public_key: key.signingPublicKey,
          identity_public_key_signature: key.identityPublicKeySignature,
        },
      };
    };

    it('are registered by oneself only, and only when they are keys that belong together', async () => {
      const body = registered();
      const bob = newUser('bob');
      expect((await world.asUser(bob, 'POST', keys(ann), body)).status).toBe(403);
      const wrong = [
        { public_key: 'AAAA' },
        { signing_public_key: body.public_key.public_key },
        { identity_public_key_signature: Buffer.alloc(64).toString('base64') },
      ];
      for (const change of wrong) {
        const answer = await world.asUser(bob, 'POST', keys(bob), {
          ...body,
          public_key: { ...body.public_key, ...change },
        });
        expect(answer.status).toBe(400);
      }
      const answer = await world.asUser(bob, 'POST', keys(bob), body);
      expect(answer.body).toMatchObject({
        data: {
          public_key_version: expect.stringMatching(/^[0-9]{13}$/),
          juicebox_config: { max_guess_count: 20 },
        },
      });
      const again = await world.asUser(bob, 'POST', keys(bob), body);
      expect(again.body).toEqual(answer.body);
    });

    it('are shown without the way to the secret of others', async () => {
      const own = await get(shop, keys(shop));
      const others = await get(ann, keys(shop));
      expect(own.text).toContain('juicebox_config');
      expect(others.text).not.toContain('juicebox_config');
      expect((await get(ann, `${keys(shop)}?public_key.fields=public_key_version`)).body).toEqual({
        data: [{ public_key_version: expect.any(String) }],
      });
      expect((await get(ann, keys(newUser('bob')))).body).toEqual({ data: [] });
      expect((await get(ann, '/2/users/99/public_keys')).status).toBe(404);
      const several = await get(ann, `/2/users/public_keys?ids=${shop.id},99`);
      expect(several.body).toMatchObject({ data: [{ user_id: shop.id }], errors: [{ value: '99' }] });
      expect((await get(ann, '/2/users/public_keys')).status).toBe(400);
      expect((await get(ann, '/2/users/public_keys?ids=x')).status).toBe(400);
    });

    it('can be registered a few times a day only', async () => {
      const bob = newUser('bob');
      const statuses: number[] = [];
      let last: Answered | undefined;
      for (let index = 0; index < 11; index++) {
        last = await world.asUser(bob, 'POST', keys(bob), registered());
        statuses.push(last.status);
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
      expect(last?.headers.get('x-user-limit-24hour-reset')).toMatch(/^[0-9]+$/);
    });
  });

  describe('files', () => {
    const start = (bytes: number) =>
      world.asUser(ann, 'POST', '/2/chat/media/upload/initialize', {
        conversation_id: `${ann.id}:${shop.id}`,
        total_bytes: bytes,
      });
    const named = (answer: Answered) =>
      (answer.body as { data: { session_id: string; media_hash_key: string; conversation_id: string } }).data;
    const about = (upload: ReturnType<typeof named>) => ({
      conversation_id: upload.conversation_id,
      media_hash_key: upload.media_hash_key,
    });

    it('are put together from segments, as JSON or multipart, and are what was sent', async () => {
      await people.write(ann, shop, 'hello');
      const upload = named(await start(6));
      const at = `/2/chat/media/upload/${upload.session_id}`;
      const first = { ...about(upload), segment_index: 0, media: Buffer.from('abc').toString('base64') };
      expect((await world.asUser(ann, 'POST', `${at}/append`, first)).body).toMatchObject({
        data: { expires_at: expect.any(Number) },
      });
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...about(upload), segment_index: '1' }))
        form.set(name, value);
      form.set('media', new Blob(['def']), 'blob');
      const grant = { appId: world.app.id, userId: ann.id, scopes: ['media.write'] };
      const { access } = world.simulator.sim.tokens.issuePair(grant, Date.now());
      const authorization = `Bearer ${access.token}`;
      const sent = await fetch(`${world.simulator.url}${at}/append`, {
        method: 'POST',
        headers: { authorization },
        body: form,
      });
      expect(sent.status).toBe(200);
      const finalize = { ...about(upload), num_parts: '2' };
      expect((await world.asUser(ann, 'POST', `${at}/finalize`, finalize)).body).toEqual({
        data: { success: true },
      });
      expect((await world.asUser(ann, 'POST', `${at}/finalize`, finalize)).status).toBe(400);
      const got = await get(shop, `/2/chat/media/${ann.id}/${upload.media_hash_key}`);
      expect([got.text, got.headers.get('content-type')]).toEqual(['abcdef', 'application/octet-stream']);
      const bob = newUser('bob');
      const pair = upload.conversation_id.replace(':', '-');
      expect((await get(bob, `/2/chat/media/${pair}/${upload.media_hash_key}`)).status).toBe(403);
    });

    it('are refused when they are not whole, not one’s own, or not of this upload', async () => {
      const upload = named(await start(6));
      const at = `/2/chat/media/upload/${upload.session_id}`;
      const media = Buffer.from('abc').toString('base64');
      const segment = { ...about(upload), segment_index: 0, media };
      expect((await world.asUser(shop, 'POST', `${at}/append`, segment)).status).toBe(404);
      expect(
        (await world.asUser(ann, 'POST', `${at}/append`, { ...segment, media_hash_key: 'x' })).status,
      ).toBe(400);
      expect(
        (await world.asUser(ann, 'POST', `${at}/append`, { ...segment, segment_index: 1000 })).status,
      ).toBe(400);
      expect((await world.asUser(ann, 'POST', `${at}/append`, { ...segment, more: 1 })).status).toBe(400);
      expect((await world.asUser(ann, 'POST', `${at}/append`, segment)).status).toBe(200);
      const short = await world.asUser(ann, 'POST', `${at}/finalize`, { ...about(upload), num_parts: '1' });
      expect(people.problemOf(short)).toContain('3 of 6 bytes');
      expect((await get(ann, `/2/chat/media/${shop.id}/${upload.media_hash_key}`)).status).toBe(404);
      const { clock } = world.simulator.sim;
      clock.set(clock.now() + 25 * 60 * 60_000);
      expect(people.problemOf(await world.asUser(ann, 'POST', `${at}/append`, segment))).toContain('expired');
    });
  });

  it('never fail on any body: what does not fit is a refusal', async () => {
    await people.write(ann, shop, 'hello');
    const targets = ['keys', 'messages', 'members', 'read', 'messages/delete'].map((end) => `${path}/${end}`);
    targets.push('/2/chat/conversations/group', `/2/users/${ann.id}/public_keys`);
    targets.push(
      '/2/chat/media/upload/initialize',
      '/2/chat/media/upload/1/append',
      '/2/chat/media/upload/1/finalize',
    );
    world.simulator.sim.limits.enabled = false;
    const member = fc.constantFrom(
      'message_id',
      'encoded_message_create_event',
      'conversation_id',
      'action_signatures',
      'conversation_participant_keys',
      'public_key',
      'version',
      'user_ids',
      'sequence_ids',
    );
    const body = fc.dictionary(member, fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...targets), body, async (target, given) => {
        const { status } = await world.asUser(ann, 'POST', target, given);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
