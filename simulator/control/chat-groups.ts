import type { FastifyInstance } from 'fastify';
import { ChatGroupChange, type ControlChatConversation, NewChatGroup } from '../../contract/control/chat.ts';
import type { XChatActionSignature } from '../../contract/x/chat.ts';
import { appendChatEvent, reserveGroup } from '../acts/chat.ts';
import { addressOf, getOwn } from '../areas/chat/address.ts';
import { addChatMembers, createChatGroup } from '../areas/chat/groups.ts';
import { signedAct } from '../areas/chat/signed-acts.ts';
import { prepareKey, signAct } from '../devices/device.ts';
import type { Sim } from '../sim.ts';
import type { ChatConversation } from '../state/chat.ts';
import type { ChatDevice } from '../state/chat-devices.ts';
import { groupChangeDetail } from '../wire/message-event.ts';
import { deviceOf, onDevice, shownConversation } from './chat.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

/** Groups of people whose devices the simulator plays: made and changed as in X's apps, each change signed. */
export function controlChatGroups(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'POST',
    url: '/chat/groups',
    body: NewChatGroup,
    handle: ({ body, reply }) => {
      const device = deviceOf(sim, body.creator);
      const memberIds = [...new Set([device.userId, ...idsOf(sim, body.members)])];
      const id = onDevice(() => createGroup(sim, device, memberIds, body.name));
      return reply.code(201).send(shown(sim, device.userId, id));
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/chat/groups/:id/changes',
    body: ChatGroupChange,
    handle: ({ body, params }) => {
      const device = deviceOf(sim, body.by);
      const conversation = getOwn(sim, device.userId, addressOf(sim, device.userId, params['id'] ?? ''));
      if (conversation.kind !== 'group') throw new ControlError(400, 'this is no group');
      onDevice(() => changeGroup(sim, device, conversation, body));
      return shown(sim, device.userId, conversation.id);
    },
  });
}

function shown(sim: Sim, userId: string, id: string): ControlChatConversation {
  const [conversation] = shownConversation(sim, userId, id);
  if (!conversation) throw new ControlError(404, `there is no conversation ${id}`);
  return conversation;
}

function createGroup(sim: Sim, device: ChatDevice, memberIds: string[], name: string | undefined): string {
  const { id } = reserveGroup(sim, device.userId);
  const adminIds = [device.userId];
  const { body, version } = prepareKey(sim, device, id, memberIds, undefined);
  const change = { kind: 'group_create', memberIds, adminIds, title: name, keyVersion: version } as const;
  createChatGroup(sim, device.userId, {
    ...body,
    conversation_id: id,
    group_members: memberIds,
    group_admins: adminIds,
    ...(name === undefined ? {} : { group_name: name }),
    action_signatures: [...body.action_signatures, signAct(device, id, groupChangeDetail(change))],
  });
  return id;
}

function changeGroup(
  sim: Sim,
  device: ChatDevice,
  conversation: ChatConversation,
  asked: ChatGroupChange,
): void {
  if (asked.change === 'group_name') {
    const detail = { kind: 'title', title: asked.name, keyVersion: conversation.keyVersion ?? '' } as const;
    sim.chat.conversations.put({ ...conversation, name: asked.name });
    record(sim, device, conversation, 'group_name', [], detail);
    return;
  }
  const userIds = [...new Set(idsOf(sim, asked.users))];
  if (asked.change === 'member_added') return addMembers(sim, device, conversation, userIds);
  const leaves = asked.change === 'member_removed' && userIds.every((id) => id === device.userId);
  if (!leaves && !conversation.adminIds.includes(device.userId))
    throw new ControlError(409, 'only an administrator of the group may do this');
  if (!userIds.every((id) => conversation.memberIds.includes(id)))
    throw new ControlError(409, 'only members of the group can be changed');
  const without = (list: string[]) => list.filter((id) => !userIds.includes(id));
  switch (asked.change) {
    case 'admin_added':
      sim.chat.conversations.put({
        ...conversation,
        adminIds: [...without(conversation.adminIds), ...userIds],
      });
      return record(sim, device, conversation, asked.change, userIds, { kind: 'admins_added', userIds });
    case 'admin_removed':
      sim.chat.conversations.put({ ...conversation, adminIds: without(conversation.adminIds) });
      return record(sim, device, conversation, asked.change, userIds, { kind: 'admins_removed', userIds });
    case 'member_removed':
      // The key stays: https://docs.x.com/xchat/groups speaks of a new one for those who join only.
      sim.chat.conversations.put({
        ...conversation,
        memberIds: without(conversation.memberIds),
        adminIds: without(conversation.adminIds),
      });
      return record(sim, device, conversation, asked.change, userIds, { kind: 'members_removed', userIds });
  }
}

function addMembers(sim: Sim, device: ChatDevice, conversation: ChatConversation, added: string[]): void {
  const { id, memberIds, adminIds, name, keyVersion, ttlMs } = conversation;
  const { body, version } = prepareKey(sim, device, id, [...memberIds, ...added], keyVersion);
  const detail = groupChangeDetail({
    kind: 'member_add',
    memberIds: added,
    currentMemberIds: memberIds,
    currentAdminIds: adminIds,
    title: name,
    keyVersion: version,
    ttlMs,
  });
  addChatMembers(sim, device.userId, id, {
    ...body,
    user_ids: added,
    action_signatures: [...body.action_signatures, signAct(device, id, detail)],
  });
}

/** Keeps a change with the signature of who made it, and tells the members. */
function record(
  sim: Sim,
  device: ChatDevice,
  { id, keyVersion }: ChatConversation,
  type: 'group_name' | 'admin_added' | 'admin_removed' | 'member_removed',
  userIds: string[],
  change: Parameters<typeof groupChangeDetail>[0],
): void {
  const given: XChatActionSignature = signAct(device, id, groupChangeDetail(change));
  const kind = change.kind;
  const act = signedAct(sim, device.userId, id, [given], kind);
  appendChatEvent(sim, {
    messageId: act.messageId,
    conversationId: id,
    senderId: device.userId,
    kind: 'group_change',
    detail: act.encoded,
    keyVersion,
    signature: act.signature,
    change: { type, userIds },
  });
}

function idsOf(sim: Sim, refs: readonly string[]): string[] {
  return refs.map((ref) => getUser(sim, ref).id);
}
