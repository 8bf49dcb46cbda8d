import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type ChatPeople, list, startChatWorld } from './chat-people.ts';
import type { World } from './simulator-world.ts';

describe('encrypted messages', () => {
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
  const asScoped = async (scopes: string[], method: string, at: string, body?: unknown) => {
    const grant = { appId: world.app.id, userId: ann.id, scopes };
    const { access } = world.simulator.sim.tokens.issuePair(grant, Date.now());
    const response = await fetch(`${world.simulator.url}${at}`, {
      method,
      headers: { authorization: `Bearer ${access.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.status;
  };

  it('says of everybody whether they have a device, and of strangers that there are none', async () => {
    const device = (ref: string) => world.control('GET', `/chat/devices/${ref}`);
    expect(await device('@ann')).toMatchObject({ status: 200, body: { userId: ann.id, isHere: true } });
    newUser('bob');
    expect(await device('@bob')).toMatchObject({ status: 200, text: 'null' });
    expect((await device('@nobody')).status).toBe(404);
  });

  describe('conversations', () => {
    it('are found by the id of the other, by both ids in either order, and by nobody else', async () => {
      await people.write(ann, shop, 'hello');
      for (const id of [shop.id, `${shop.id}-${ann.id}`, `${ann.id}-${shop.id}`]) {
        const answer = await get(ann, `/2/chat/conversations/${id}`);
        expect(answer.body).toMatchObject({ data: { type: 'direct' } });
      }
      const bob = newUser('bob');
      expect((await get(bob, `/2/chat/conversations/${ann.id}-${shop.id}`)).status).toBe(403);
      expect((await get(ann, '/2/chat/conversations/99')).status).toBe(404);
      expect((await get(ann, `/2/chat/conversations/${bob.id}`)).status).toBe(404);
      expect((await get(ann, '/2/chat/conversations/g5')).status).toBe(404);
      for (const id of ['abc', `${shop.id}:${ann.id}`, '1-2-3', 'g'])
        expect((await get(ann, `/2/chat/conversations/${id}`)).status).toBe(400);
    });

    it('are listed page by page, each once, latest first', async () => {
      const others = Array.from({ length: 7 }, (_, index) => newUser(`other${index}`));
      for (const other of others) {
        people.deviceOf(other);
        await people.write(shop, other, 'news');
      }
      const seen: string[] = [];
      let token = '';
      do {
        const { data = [], meta } = list(await get(shop, `/2/chat/conversations?max_results=3${token}`));
        seen.push(...data.map(({ id }) => String(id)));
        expect(meta['has_more']).toBe(meta.next_token !== undefined);
        token = meta.next_token === undefined ? '' : `&pagination_token=${meta.next_token}`;
        await people.write(shop, others[6] ?? ann, 'meanwhile');
      } while (token !== '');
      expect(seen.map((id) => id.replace(shop.id, '').replace('-', ''))).toEqual(
        others.map(({ id }) => id).toReversed(),
      );
      expect((await get(shop, '/2/chat/conversations?max_results=101')).status).toBe(400);
      expect((await get(shop, '/2/chat/conversations?max_results=0')).status).toBe(400);
      const foreign = list(await get(shop, '/2/chat/conversations?max_results=1')).meta.next_token;
      const stolen = `/2/chat/conversations?pagination_token=${String(foreign)}`;
      expect((await get(others[0] ?? ann, stolen)).status).toBe(400);
    });

    it('begun by strangers are requests: counted, not listed, until they are answered', async () => {
      await people.write(ann, shop, 'may I?');
      expect(list(await get(shop, '/2/chat/conversations'))).toEqual({
        meta: { result_count: 0, has_more: false, has_message_requests: true },
      });
      expect(list(await get(ann, '/2/chat/conversations')).meta).toMatchObject({
        result_count: 1,
        has_message_requests: false,
      });
      expect((await get(shop, `/2/chat/conversations/${ann.id}`)).status).toBe(200);
      await people.write(shop, ann, 'you may');
      expect(list(await get(shop, '/2/chat/conversations')).meta).toMatchObject({
        result_count: 1,
        has_message_requests: false,
      });
    });

    it('show what is asked for, people included', async () => {
      await people.write(shop, ann, 'hello');
      const fields = 'chat_conversation.fields=id,type,is_muted,created_at,updated_at';
      const answer = await get(shop, `/2/chat/conversations?${fields}&expansions=participant_ids`);
      const [row] = list(answer).data ?? [];
      expect(row).toMatchObject({ type: 'direct', is_muted: false, participant_ids: [shop.id, ann.id] });
      expect(answer.body).toMatchObject({ includes: { users: [{ id: shop.id }, { id: ann.id }] } });
      expect((await get(shop, '/2/chat/conversations?chat_conversation.fields=text')).status).toBe(400);
      expect((await get(shop, '/2/chat/conversations?colour=blue')).status).toBe(400);
    });
  });

  describe('events', () => {
    it('come newest first, each once, whatever is written meanwhile; keys come with the first page', async () => {
      for (let index = 0; index < 7; index++) await people.write(ann, shop, `message ${index}`);
      const before = world.simulator.sim.chat.eventsOf(
        [...world.simulator.sim.chat.conversations.values()][0]?.id ?? '',
      );
      const wanted = before.map(({ id }) => id).toReversed();
      const seen: string[] = [];
      let token = '';
      do {
        const { data = [], meta } = list(
          await get(shop, `/2/chat/conversations/${ann.id}/events?max_results=2${token}`),
        );
        expect(meta['conversation_key_events'] === undefined).toBe(token !== '');
        seen.push(...data.map(({ id }) => String(id)));
        token = meta.next_token === undefined ? '' : `&pagination_token=${meta.next_token}`;
        await people.write(ann, shop, 'meanwhile');
      } while (token !== '');
      expect(seen).toEqual(wanted);
    });

    it('carry the members that are asked for', async () => {
      await people.write(ann, shop, 'hello');
      const some = list(
        await get(shop, `/2/chat/conversations/${ann.id}/events?chat_message_event.fields=sender_id`),
      );
      expect(some.data).toEqual([{ id: expect.any(String), sender_id: ann.id }]);
      const all = list(await get(shop, `/2/chat/conversations/${ann.id}/events`)).data?.[0];
      expect(all).toMatchObject({
        sender_id: ann.id,
        is_trusted: true,
        message_event_signature: { signature_version: '7' },
        conversation_token: expect.stringMatching(/^eyJhbGciOiJIUzI1NiJ9\.eyJyZXF1ZXN0aW5nVXN/),
      });
    });

    it('are none between two who never wrote', async () => {
      expect((await get(ann, `${path}/events`)).body).toEqual({ meta: { result_count: 0, has_more: false } });
    });

    it('disappear when their time is over', async () => {
      await people.begin(ann, shop);
      const { sim } = world.simulator;
      await people.write(ann, shop, 'for an hour');
      const [event] = [...sim.chat.events.values()].filter(({ kind }) => kind === 'message');
      if (event) sim.chat.events.put({ ...event, expiresAt: sim.clock.now() + 3_600_000 });
      const count = async () =>
        list(await get(shop, `/2/chat/conversations/${ann.id}/events`)).meta['result_count'];
      expect(await count()).toBe(1);
      sim.clock.set(sim.clock.now() + 3_600_001);
      expect(await count()).toBe(0);
    });
  });

  describe('who may write', () => {
    it('is decided as with direct messages: blocks, closed inboxes, answers', async () => {
      const { sim } = world.simulator;
      sim.users.update(shop.id, { dmOpen: false });
      expect((await people.begin(ann, shop)).status).toBe(403);
      expect((await people.write(shop, ann, 'I begin')).status).toBe(201);
      expect((await people.write(ann, shop, 'so I may answer')).status).toBe(201);
      sim.dmBlocks.add(shop.id, ann.id);
      const refused = await world.asUser(ann, 'POST', `${path}/messages`, people.messageBody(ann, shop, 'x'));
      expect(refused).toMatchObject({
        status: 403,
        body: { detail: 'You do not have permission to DM one or more participants.' },
      });
      expect((await world.asUser(ann, 'POST', `${path}/typing`)).status).toBe(403);
      expect((await people.begin(ann, shop)).status).toBe(403);
    });

    it('asks for scopes, and refuses an app alone', async () => {
      await people.write(ann, shop, 'hello');
      const reads = ['dm.read', 'tweet.read', 'users.read'];
      const writes = ['dm.write', 'tweet.read', 'users.read'];
      expect(await asScoped(reads, 'GET', `${path}/events`)).toBe(200);
      expect(await asScoped(writes, 'GET', `${path}/events`)).toBe(403);
      expect(await asScoped(writes, 'POST', `${path}/typing`)).toBe(200);
      expect(await asScoped(reads, 'POST', `${path}/typing`)).toBe(403);
      expect(await asScoped(writes, 'POST', '/2/chat/media/upload/initialize', {})).toBe(403);
      expect(await asScoped(['media.write'], 'POST', '/2/chat/media/upload/initialize', {})).toBe(400);
      const alone = await world.asApp('GET', '/2/chat/conversations');
      expect(alone).toMatchObject({ status: 403, body: { title: 'Unsupported Authentication' } });
    });
  });

  describe('a thread that has moved', () => {
    it('takes no legacy message any more, unless it is set to, and tells so to nobody else', async () => {
      const v2 = () =>
        world.asUser(shop, 'POST', `/2/dm_conversations/with/${ann.id}/messages`, { text: 'legacy' });
      const v1 = () =>
        world.asUser(shop, 'POST', '/1.1/direct_messages/events/new.json', {
          event: {
            type: 'message_create',
            message_create: { target: { recipient_id: ann.id }, message_data: { text: 'legacy' } },
          },
        });
      expect([(await v2()).status, (await v1()).status]).toEqual([201, 200]);
      await world.control('POST', '/chat/moves', { user: '@shop', other: '@ann' });
      expect((await v2()).status).toBe(403);
      expect((await v1()).body).toMatchObject({ errors: [{ code: 349 }] });
      const receives = await get(shop, `/2/users/${ann.id}?user.fields=receives_your_dm`);
      expect(receives.body).toMatchObject({ data: { receives_your_dm: true } });
      expect((await people.write(shop, ann, 'encrypted')).status).toBe(201);
      await world.control('PATCH', '/chat/settings', { legacySend: 'delivered' });
      expect((await v2()).status).toBe(201);
      await world.control('PATCH', '/chat/settings', { legacySend: 'refused' });
      await world.control('POST', '/chat/moves', { user: '@shop', other: '@ann', moved: false });
      expect((await v2()).status).toBe(201);
    });
  });

  it('survive a dump and a load, and no word of theirs is in it', async () => {
    await people.write(ann, shop, 'a secret of ours');
    const { sim } = world.simulator;
    const dump = sim.store.dump();
    expect(JSON.stringify(dump)).not.toContain('secret of ours');
    expect(JSON.stringify(dump)).not.toContain(Buffer.from('secret of ours').toString('base64').slice(4, 12));
    sim.reset();
    expect(sim.chat.conversations.size).toBe(0);
    sim.load(dump);
    const seen = await world.control('GET', '/chat/messages?user=@shop&with=@ann');
    expect(seen.body).toMatchObject({ messages: [{ text: 'a secret of ours', isVerified: true }] });
    expect((await people.write(shop, ann, 'it goes on')).status).toBe(201);
  });
});
