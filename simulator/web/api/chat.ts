import type {
  ChatGroupChange,
  ChatMove,
  ChatSettingsInput,
  ControlChatConversation,
  ControlChatDevice,
  ControlChatMessages,
  ControlChatSettings,
  NewChatGroup,
  NewChatMessage,
  SentChatMessage,
} from '../../../contract/control/chat.ts';
import { ask, queryOf } from './ask.ts';

/** Null for somebody who is not on XChat. */
export const findDevice = (user: string) => ask<ControlChatDevice | null>('GET', `/chat/devices/${user}`);
export const createDevice = (user: string) => ask<ControlChatDevice>('POST', '/chat/devices', { user });
export const listChats = (user: string) =>
  ask<{ conversations: ControlChatConversation[] }>('GET', `/chat/conversations/${user}`).then(
    ({ conversations }) => conversations,
  );
export const listChatMessages = (query: { user: string; conversationId: string; limit: number }) =>
  ask<ControlChatMessages>('GET', `/chat/messages${queryOf(query)}`);
export const sendChat = (message: NewChatMessage) => ask<SentChatMessage>('POST', '/chat/messages', message);
export const createChatGroup = (group: NewChatGroup) =>
  ask<ControlChatConversation>('POST', '/chat/groups', group);
export const changeChatGroup = (id: string, change: ChatGroupChange) =>
  ask<ControlChatConversation>('POST', `/chat/groups/${id}/changes`, change);
export const moveThread = (move: ChatMove) =>
  ask<{ conversationId: string; moved: boolean }>('POST', '/chat/moves', move);
export const readChatSettings = () => ask<ControlChatSettings>('GET', '/chat/settings');
export const changeChatSettings = (change: ChatSettingsInput) =>
  ask<ControlChatSettings>('PATCH', '/chat/settings', change);
