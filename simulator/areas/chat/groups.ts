import type { FastifyInstance } from 'fastify';
import { XChatGroupRequest, XChatMembersRequest } from '../../../contract/x/chat.ts';
import { appendChatEvent, reserveGroup } from '../../acts/chat.ts';
import { userRoute } from '../../core/route.ts';
import { refusalToChat } from '../../rules/may-chat.ts';
import type { Sim } from '../../sim.ts';
import type { ChatEvent } from '../../state/chat.ts';
import { addressOf, getOwn } from './address.ts';
import { appendKeyChange } from './keys.ts';
import { bad, readBody } from './read-body.ts';
import { sameIds, signedAct, signedKeyChange } from './signed-acts.ts';

const allow = { oauth2: ['dm.write', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' } as const;
/** How large a group may be is not published. */
const maxMembers = 256;
const tooMany = 'Too many members: adding these members would exceed the allowed group size.';
const notAll =
  'Cannot add all members: one or more of the requested members cannot be added to this conversation.';

/** Groups: https://docs.x.com/xchat/groups */
export function registerChatGroups(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/conversations/group/initialize',
    allow: { oauth2: ['dm.write'], oauth1: 'read-write-dm' },
    handle: ({ user }) => ({ data: { conversation_id: reserveGroup(sim, user.id).id } }),
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/conversations/group',
    allow,
    handle: ({ request, reply, user }) => {
      const event = createChatGroup(sim, user.id, readBody(XChatGroupRequest, request));
      reply.code(201);
      return {
        data: { conversation_id: event.conversationId, conversation_key_change_sequence_id: event.id },
      };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/conversations/:id/members',
    allow,
    handle: ({ request, params, user }) => {
      const body = readBody(XChatMembersRequest, request);
      const event = addChatMembers(sim, user.id, params['id'] ?? '', body);
      // The OpenAPI file says that this is a Post, which it cannot be.
      return { data: { id: event.id, conversation_id: event.conversationId } };
    },
  });
}

/** Makes the group whose id the creator was given; answers the change of its key. */
export function createChatGroup(sim: Sim, creatorId: string, body: XChatGroupRequest): ChatEvent {
  const conversation = sim.chat.conversations.find(body.conversation_id);
  if (!conversation || conversation.kind !== 'group' || conversation.creatorId !== creatorId)
    throw bad(`$.conversation_id: [${body.conversation_id}] was not handed out to the caller`);
  if (conversation.state === 'active') throw bad(`$.conversation_id: [${body.conversation_id}] is in use`);
  const memberIds = body.group_members;
  const adminIds = body.group_admins ?? [creatorId];
  if (new Set(memberIds).size !== memberIds.length || !memberIds.includes(creatorId))
    throw bad('$.group_members: must name each member once, the creator among them');
  if (!adminIds.every((id) => memberIds.includes(id)))
    throw bad('$.group_admins: must be members of the group');
  checkNewMembers(sim, creatorId, memberIds, memberIds.length);
  const key = signedKeyChange(sim, creatorId, conversation, memberIds, body);
  const act = signedAct(sim, creatorId, conversation.id, body.action_signatures, 'group_create');
  const { detail } = act;
  const isSame =
    sameIds(detail.memberIds, memberIds) &&
    sameIds(detail.adminIds, adminIds) &&
    detail.keyVersion === body.conversation_key_version &&
    // Byte by byte what was signed; a name that was not signed at all is taken.
    (detail.title === undefined || detail.title === body.group_name) &&
    (detail.avatarUrl === undefined || detail.avatarUrl === body.group_avatar_url);
  if (!isSame) throw bad('action_signatures: the signed group is not the one of the request.');
  sim.chat.conversations.put({
    ...conversation,
    memberIds,
    adminIds,
    name: body.group_name,
    avatarUrl: body.group_avatar_url,
    description: body.group_description,
    ...(body.ttl_msec === undefined ? {} : { ttlMs: Number(body.ttl_msec) }),
    createdAt: sim.clock.now(),
  });
  const keyChange = appendKeyChange(sim, creatorId, conversation.id, key);
  appendChatEvent(sim, {
    messageId: act.messageId,
    conversationId: conversation.id,
    senderId: creatorId,
    kind: 'group_change',
    detail: act.encoded,
    keyVersion: detail.keyVersion,
    signature: act.signature,
    change: { type: 'create', userIds: memberIds },
  });
  return keyChange;
}

/** Adds people to a group, with a new key that everyone has from then on. */
export function addChatMembers(sim: Sim, authorId: string, id: string, body: XChatMembersRequest): ChatEvent {
  const address = addressOf(sim, authorId, id);
  if (address.kind !== 'group') throw bad('Members can be added to groups only.');
  const conversation = getOwn(sim, authorId, address);
  const added = body.user_ids;
  if (new Set(added).size !== added.length || added.some((userId) => conversation.memberIds.includes(userId)))
    throw bad(notAll);
  const memberIds = [...conversation.memberIds, ...added];
  checkNewMembers(sim, authorId, added, memberIds.length);
  const key = signedKeyChange(sim, authorId, conversation, memberIds, body);
  const act = signedAct(sim, authorId, conversation.id, body.action_signatures, 'member_add');
  const { detail } = act;
  const isSame =
    sameIds(detail.memberIds, added) &&
    sameIds(detail.currentMemberIds, conversation.memberIds) &&
    sameIds(detail.currentAdminIds, conversation.adminIds) &&
    detail.keyVersion === body.conversation_key_version;
  if (!isSame) throw bad('action_signatures: the signed change is not the one of the request.');
  sim.chat.conversations.put({
    ...conversation,
    memberIds,
    ...(body.encrypted_title === undefined ? {} : { name: body.encrypted_title }),
    ...(body.encrypted_avatar_url === undefined ? {} : { avatarUrl: body.encrypted_avatar_url }),
  });
  const keyChange = appendKeyChange(sim, authorId, conversation.id, key);
  const current = sim.chat.conversations.find(conversation.id);
  if (!current) throw new Error(`conversation ${conversation.id} is gone`);
  const joined = Object.fromEntries(added.map((userId) => [userId, keyChange.id]));
  sim.chat.conversations.put({ ...current, joinedAt: { ...current.joinedAt, ...joined } });
  return appendChatEvent(sim, {
    messageId: act.messageId,
    conversationId: conversation.id,
    senderId: authorId,
    kind: 'group_change',
    detail: act.encoded,
    keyVersion: detail.keyVersion,
    signature: act.signature,
    change: { type: 'member_added', userIds: added },
  });
}

function checkNewMembers(sim: Sim, authorId: string, ids: readonly string[], size: number): void {
  if (size > maxMembers) throw bad(tooMany);
  for (const id of ids) {
    if (id === authorId) continue;
    const refusal = refusalToChat(sim, authorId, id);

    if (refusal) throw bad(notAll);
  }
}
