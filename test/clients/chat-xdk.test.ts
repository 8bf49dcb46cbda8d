import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type Device, actionSignatures, changeBody, createRealms, startDevice } from './chat-device.ts';

const text = (event: { content?: { text?: string } } | undefined) => event?.content?.text;

describe('@xdevplatform/chat-xdk on both ends, unmodified', () => {
  let simulator: Simulator;
  let app: SimApp;
  let people: SimUser[];
  let shop: Device;
  let ann: Device;
  let bob: Device;
  let conversationId: string;

  beforeAll(async () => {
    simulator = await startSimulator({ port: 0 });
    const { sim } = simulator;
    app = sim.apps.create({ name: 'Encrypted' });
    people = ['shop', 'ann', 'bob'].map((username) => sim.users.create({ username, name: username }));
    const [first, second, third] = people;
    if (!first || !second || !third) throw new Error('three people');
    // One after the other: the library loads its engine anew when asked twice at once.
    shop = await startDevice(simulator, app, first);
    ann = await startDevice(simulator, app, second);
    bob = await startDevice(simulator, app, third);
    conversationId = (await ann.begin(shop.user)).conversationId;
  });
  afterAll(() => simulator.close());

  it('finds the keys of others, whose binding holds, and of several at once', async () => {
    const [signer] = await shop.signersOf(ann.user);
    expect(
      shop.chat.verifyKeyBinding(
        String(signer?.identityPublicKey),
        String(signer?.publicKey),
        String(signer?.identityPublicKeySignature),
      ),
    ).toBe(true);
    const both = await shop.x.users.getPublicKeys([ann.user.id, shop.user.id]);
    expect(both.data?.map((key) => Reflect.get(key, 'userId'))).toEqual([ann.user.id, shop.user.id]);
    expect(both.data?.map(({ juiceboxConfig }) => juiceboxConfig !== undefined)).toEqual([false, true]);
  });

  it('exchanges a conversation key, a message and a threaded answer', async () => {
    await ann.read(conversationId, people);
    const sent = await ann.write(conversationId, 'Is the blue one in stock? 🧢');
    expect(sent).toMatchObject({ type: 'message', senderId: ann.user.id, conversationId, verified: true });

    const { events, errors } = await shop.read(conversationId, people);
    expect(errors).toEqual([]);
    const message = events.find(({ type }) => type === 'message');
    expect(message).toMatchObject({ verified: true, senderId: ann.user.id, sequenceId: sent.sequenceId });
    expect(text(message)).toBe('Is the blue one in stock? 🧢');
    expect(events.find(({ type }) => type === 'keyChange')).toMatchObject({ verified: true });

    const reply = shop.chat.encryptReply({
      conversationId,
      text: 'It is.',
      replyToEvent: String(message?.['original']),
    });
    await shop.x.chat.sendMessage(ann.user.id, {
      messageId: reply.messageId,
      encodedMessageCreateEvent: reply.encryptedContent,
      encodedMessageEventSignature: reply.encodedEventSignature,
    });
    const answered = (await ann.read(conversationId, people)).events.find(
      (event) => text(event) === 'It is.',
    );
    expect(answered).toMatchObject({ verified: true, replyPreviewValidation: 'valid', id: reply.messageId });
  });

  it('reacts, edits, and reads', async () => {
    const { events } = await shop.read(conversationId, people);
    const target = events.find((event) => text(event)?.startsWith('Is the blue'));
    const reaction = shop.chat.encryptAddReaction({ emoji: '👍', targetEvent: String(target?.['original']) });
    await shop.x.chat.sendMessage(conversationId.replace(':', '-'), {
      messageId: reaction.messageId,
      encodedMessageCreateEvent: reaction.encryptedContent,
      encodedMessageEventSignature: reaction.encodedEventSignature,
    });
    const seen = (await ann.read(conversationId, people)).events;
    // This version of the library spells the members of content as the wire does.
    expect(seen.find(({ content }) => content?.['content_type'] === 'reaction')).toMatchObject({
      verified: true,
      content: { emoji: '👍', target_message_id: target?.sequenceId },
    });
    expect(await shop.x.chat.sendTypingIndicator(ann.user.id)).toMatchObject({ data: { success: true } });
    const read = await shop.x.chat.markConversationRead(ann.user.id, {
      seenUntilSequenceId: String(target?.sequenceId),
    });
    expect(read).toMatchObject({ data: { success: true } });
    const kept = simulator.sim.chat.conversations.find(conversationId);
    expect(kept?.readUpTo[shop.user.id]).toBe(target?.sequenceId);
  });

  it('rotates the key: what is written with the old one is refused as an event', async () => {
    const old = (await ann.read(conversationId, people)).events.find(({ type }) => type === 'keyChange');
    const before = ann.chat.encryptMessage({ conversationId, text: 'under the old key' });
    const prepared = shop.chat.prepareConversationKeyChange({
      publicKeys: await shop.keysOf(shop.user, ann.user),
    });
    const changed = await shop.x.chat.addConversationKeys(ann.user.id, changeBody(prepared));
    expect(changed.data).toMatchObject({ conversationId });
    expect(Number(prepared.conversationKeyVersion)).toBeGreaterThan(Number(old?.keyVersion));
    const late = await ann.x.chat.sendMessage(shop.user.id, {
      messageId: before.messageId,
      encodedMessageCreateEvent: before.encryptedContent,
      encodedMessageEventSignature: before.encodedEventSignature,
    });
    const failure = ann.chat.decryptEvent(String(late.data?.encodedMessageEvent));
    expect(failure).toMatchObject({ type: 'failure', failure: 'nonLatestKeyVersion' });
    // Both keys come along, so everything can be read.
    const { events, errors } = await ann.read(conversationId, people);
    expect(errors).toEqual([]);
    expect(events.some((event) => text(event) === 'under the old key')).toBe(false);
    expect(text(await ann.write(conversationId, 'under the new key'))).toBe('under the new key');
  });

  it('notices a tampered message on both sides', async () => {
    const payload = ann.chat.encryptMessage({ conversationId, text: 'one hundred' });
    const other = ann.chat.encryptMessage({ conversationId, text: 'nine hundred' });
    const forged = {
      messageId: payload.messageId,
      encodedMessageCreateEvent: other.encryptedContent,
      encodedMessageEventSignature: payload.encodedEventSignature,
    };
    const refused = await ann.x.chat.sendMessage(shop.user.id, forged);
    expect(shop.chat.decryptEvent(String(refused.data?.encodedMessageEvent))).toMatchObject({
      type: 'failure',
      failure: 'signatureFailedToVerifyAgainstPublicKey',
    });
    expect((await shop.read(conversationId, people)).errors).toEqual([]);

    simulator.sim.chat.changeSettings({ verifySignatures: false });
    await ann.x.chat.sendMessage(shop.user.id, forged);
    const { events, errors } = await shop.read(conversationId, people);
    simulator.sim.chat.changeSettings({ verifySignatures: true });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('signature');
    expect(events.some((event) => text(event) === 'nine hundred')).toBe(false);
    const [bad] = simulator.sim.chat.eventsOf(conversationId).slice(-1);
    if (bad) simulator.sim.chat.events.put({ ...bad, isRemoved: true });
  });

  it('deletes for oneself and for all, each signed', async () => {
    const mine = await ann.write(conversationId, 'for nobody any more');
    const remove = async (device: Device, deleteForAll: boolean, sequenceId: string) => {
      const act = device.chat.prepareMessageDelete({
        conversationId,
        sequenceIds: [sequenceId],
        deleteForAll,
      });
      return device.x.chat.deleteMessages(conversationId.replace(':', '-'), {
        sequenceIds: [sequenceId],
        deleteMessageAction: deleteForAll ? 'delete_for_all' : 'delete_for_self',
        actionSignatures: actionSignatures([act]),
      });
    };
    const hasIt = async (device: Device) =>
      (await device.read(conversationId, people)).events.some(
        (event) => text(event) === 'for nobody any more',
      );
    await expect(remove(shop, true, String(mine.sequenceId))).rejects.toThrow('403');
    expect(await remove(shop, false, String(mine.sequenceId))).toMatchObject({ data: { deleted: true } });
    expect([await hasIt(shop), await hasIt(ann)]).toEqual([false, true]);
    await remove(ann, true, String(mine.sequenceId));
    expect(await hasIt(ann)).toBe(false);
    const told = (await shop.read(conversationId, people)).events.filter(
      ({ type }) => type === 'messageDeleted',
    );
    expect(told.map(({ senderId, verified }) => [senderId, verified])).toContainEqual([ann.user.id, true]);
  });

  it('sends a file that only participants can fetch, and only they can open', async () => {
    const { chat } = ann;
    const key = chat.extractConversationKeys((await ann.read(conversationId, people)).encoded);
    const conversationKey = key.keys[String(key.latestVersion)];
    if (!conversationKey) throw new Error('no key');
    const plain = Uint8Array.from({ length: 5000 }, (_, index) => (index * 31) % 256);
    const cipher = Buffer.from(chat.encryptStream(plain, conversationKey));
    const init = await ann.x.chat.mediaUploadInitialize({ conversationId, totalBytes: cipher.length });
    const sessionId = String(init.data?.sessionId);
    const mediaHashKey = String(init.data?.mediaHashKey);
    for (const [index, from] of [0, 3000].entries())
      await ann.x.chat.mediaUploadAppend(sessionId, {
        conversationId,
        mediaHashKey,
        segmentIndex: index,
        media: cipher.subarray(from, from + 3000).toString('base64'),
      });
    await ann.x.chat.mediaUploadFinalize(sessionId, { conversationId, mediaHashKey, numParts: '2' });
    await ann.write(conversationId, 'the receipt', {
      attachments: [
        {
          attachment_type: 'media',
          media_hash_key: mediaHashKey,
          width: 0,
          height: 0,
          filesize_bytes: plain.length,
          filename: 'receipt.bin',
        },
      ],
    });
    const got = (await shop.read(conversationId, people)).events.find(
      (event) => text(event) === 'the receipt',
    );
    expect(got?.mediaHashes?.map((one) => one.mediaHashKey)).toEqual([mediaHashKey]);
    const bytes = new Uint8Array(await shop.x.chat.mediaDownload(ann.user.id, mediaHashKey));
    expect(Buffer.from(shop.chat.decryptStream(bytes, conversationKey)).equals(Buffer.from(plain))).toBe(
      true,
    );
    const path = conversationId.replace(':', '-');
    await expect(bob.x.chat.mediaDownload(path, mediaHashKey)).rejects.toThrow('403');
    await expect(bob.x.chat.mediaDownload(ann.user.id, mediaHashKey)).rejects.toThrow('404');
    await expect(bob.x.chat.getConversationEvents(path)).rejects.toThrow('403');
  });

  it('makes a group, adds a third, who reads what comes and not what was', async () => {
    const groupId = String((await shop.x.chat.initializeGroup()).data?.conversationId);
    const memberIds = [shop.user.id, ann.user.id];
    const created = shop.chat.prepareGroupCreate({
      publicKeys: await shop.keysOf(shop.user, ann.user),
      conversationId: groupId,
      memberIds,
      adminIds: [shop.user.id],
      title: 'Order 7',
    });
    const answer = await shop.x.chat.createConversation({
      conversationId: groupId,
      groupMembers: memberIds,
      groupAdmins: [shop.user.id],
      groupName: 'Order 7',
      ...changeBody(created),
    });
    expect(answer.data?.conversationId).toBe(groupId);
    await shop.read(groupId, people);
    await shop.write(groupId, 'before bob');
    const got = await ann.read(groupId, people);
    expect(got.errors).toEqual([]);
    expect(got.events.map(({ type, verified }) => [type, verified])).toEqual([
      ['keyChange', true],
      ['message', true],
      ['groupChange', true],
    ]);

    const added = shop.chat.prepareGroupMembersChange({
      publicKeys: await shop.keysOf(...people),
      conversationId: groupId,
      newMemberIds: [bob.user.id],
      currentMemberIds: memberIds,
      currentAdminIds: [shop.user.id],
      currentPendingMemberIds: [],
      currentTitle: 'Order 7',
    });
    await shop.x.chat.addGroupMembers(groupId, { userIds: [bob.user.id], ...changeBody(added) });
    await ann.read(groupId, people);
    await ann.write(groupId, 'hello bob');
    const third = await bob.read(groupId, people);
    expect(third.errors).toEqual([]);
    expect(third.events.filter(({ type }) => type === 'message').map(text)).toEqual(['hello bob']);
    const shown = await bob.x.chat.getConversation(groupId, {
      chatConversationFields: ['group_name', 'type'],
      expansions: ['member_ids', 'admin_ids'],
    });
    expect(shown.data).toMatchObject({ type: 'group', groupName: 'Order 7', adminIds: [shop.user.id] });
    expect(shown.includes?.users?.map(({ id }) => id).sort()).toEqual(people.map(({ id }) => id).sort());
  });

  it('never holds a word of what was written', () => {
    const dump = JSON.stringify(simulator.sim.store.dump());
    const words = ['blue one', 'It is.', 'new key', 'one hundred', 'before bob', 'hello bob', 'receipt'];
    const raw = Buffer.from(dump);
    for (const word of words) {
      expect(raw.includes(word)).toBe(false);
      // Neither plainly nor in base64, at any of its three alignments.
      for (const shift of ['', '_', '__'])
        expect(dump).not.toContain(
          Buffer.from(shift + word)
            .toString('base64')
            .slice(4, -4) || 'never',
        );
    }
    // The check can fail: ciphertext and public keys are there.
    expect(dump).toContain('chatEvents');
    expect(simulator.sim.chat.eventsOf(conversationId).length).toBeGreaterThan(5);
  });
});

describe('an encrypted conversation across a restart', () => {
  it('is kept: the same device goes on, and a new one unlocks the keys with the PIN', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'chat-'));
    try {
      const realms = [createRealms(), createRealms()] as const;
      let simulator = await startSimulator({ port: 0, dataDir });
      const app = simulator.sim.apps.create({ name: 'Encrypted' });
      const shop = simulator.sim.users.create({ username: 'shop', name: 'Shop' });
      const ann = simulator.sim.users.create({ username: 'ann', name: 'Ann' });
      await startDevice(simulator, app, shop, realms[0]);
      const first = await startDevice(simulator, app, ann, realms[1]);
      const { conversationId } = await first.begin(shop);
      await first.read(conversationId, [shop, ann]);
      await first.write(conversationId, 'still here tomorrow');
      await simulator.close();
      const files = readdirSync(dataDir, { withFileTypes: true }).filter((file) => file.isFile());
      expect(files.length).toBeGreaterThan(0);
      const readable = files.filter(({ name }) =>
        readFileSync(join(dataDir, name)).includes('still here tomorrow'),
      );
      expect(readable).toEqual([]);

      simulator = await startSimulator({ port: 0, dataDir });
      const again = await startDevice(simulator, app, shop, realms[0]);
      const { events, errors } = await again.read(conversationId, [shop, ann]);
      expect(errors).toEqual([]);
      expect(events.map(text)).toContain('still here tomorrow');
      expect((await again.write(conversationId, 'and the answer')).verified).toBe(true);
      await simulator.close();
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
