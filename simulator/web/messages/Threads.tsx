import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMessageCircle, IconPencilPlus } from '@tabler/icons-react';
import type { ControlConversation } from '../../../contract/control/messages.ts';
import type { ControlUser } from '../../../contract/control/users.ts';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Tag } from '../parts/Rows.tsx';
import { texts } from '../texts/messages.ts';
import { shortTime, summaryOf, titleOf } from './titles.ts';

interface Props {
  me: ControlUser;
  byId: Map<string, ControlUser>;
  conversations: ControlConversation[];
  typing: Record<string, string>;
  nowMs: number | null;
  isLoading: boolean;
  onWrite: () => void;
  onOpen: (conversation: ControlConversation) => void;
}

/** All threads of a person, the latest first. */
export function Threads({ me, byId, conversations, typing, nowMs, isLoading, onWrite, onOpen }: Props) {
  return (
    <div className="screen">
      <div className="screen-head">
        <Avatar userId={me.id} size={28} />
        <h2>{texts.messages}</h2>
        <Tooltip label={texts.newMessage}>
          <ActionIcon variant="subtle" size="lg" aria-label={texts.newMessage} onClick={onWrite}>
            <IconPencilPlus size={20} />
          </ActionIcon>
        </Tooltip>
      </div>
      <ul className="threads">
        {conversations.map((conversation) => {
          const { last, unread, otherId } = conversation;
          const typist = typing[conversation.id];
          return (
            <li key={conversation.id}>
              <button
                type="button"
                className="thread-row"
                data-unread={unread > 0}
                onClick={() => onOpen(conversation)}
              >
                <Avatar userId={otherId ?? conversation.participantIds[0] ?? me.id} size={44} />
                <span className="thread-words">
                  <span className="thread-title">
                    <bdi className="thread-name">{titleOf(conversation, me.id, byId)}</bdi>
                    {last && <time className="dim">{shortTime(last.at, nowMs)}</time>}
                  </span>
                  <span className="thread-last" dir="auto">
                    {typist && typist !== me.id
                      ? `${byId.get(typist)?.name ?? ''} ${texts.typing}…`
                      : last && summaryOf(last, me.id)}
                  </span>
                </span>
                {conversation.isRequest && <Tag tone="warn">{texts.request}</Tag>}
                {unread > 0 && <span className="badge">{unread > 99 ? '99+' : unread}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {isLoading && <LoadingState label={texts.loading} />}
      {!isLoading && conversations.length === 0 && (
        <EmptyState icon={<IconMessageCircle size={28} />} title={texts.noThreads}>
          {texts.noThreadsHelp}
        </EmptyState>
      )}
    </div>
  );
}
