import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlChatConversation } from '../../../contract/control/chat.ts';
import { listChats } from '../api/chat.ts';
import { Section } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { Tag } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { exactMoment } from '../parts/time.ts';
import { chatTexts as texts } from '../texts/chat.ts';
import { ChangeGroup } from './ChangeGroup.tsx';
import { ChatThread } from './ChatThread.tsx';
import { WriteChat } from './WriteChat.tsx';

function Title({ chat, userId }: { chat: ControlChatConversation; userId: string }) {
  if (chat.name !== undefined) return <bdi className="strong">{chat.name}</bdi>;
  const others = chat.memberIds.filter((id) => id !== userId);
  return (
    <span className="strong tags">
      {others.slice(0, 3).map((id) => (
        <PersonName key={id} id={id} isPlain />
      ))}
    </span>
  );
}

/** What is in a person's encrypted inbox, the one that is open, and a way to begin another. */
export function Conversations({ userId }: { userId: string }) {
  const [openId, setOpenId] = useState<string | null>(null);
  const chats = useQuery({ queryKey: ['chat', 'list', userId], queryFn: () => listChats(userId) });
  const open = chats.data?.find(({ id }) => id === openId);
  return (
    <>
      <Section title={texts.conversations}>
        <Shown
          query={chats}
          isEmpty={(found) => found.length === 0}
          empty={<p className="dim">{texts.noConversations}</p>}
        >
          {(found) => (
            <ul className="cards">
              {found.map((chat) => (
                <li key={chat.id} className="card">
                  <div className="row-words">
                    <Title chat={chat} userId={userId} />
                    <span className="tags">
                      {chat.kind === 'group' && <Tag>{texts.group}</Tag>}
                      {chat.kind === 'group' && <Tag>{texts.members(chat.memberIds.length)}</Tag>}
                      {chat.isRequest && <Tag tone="warn">{texts.request}</Tag>}
                      <span className="dim">{exactMoment(chat.updatedAtMs)}</span>
                    </span>
                  </div>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-pressed={chat.id === openId}
                    onClick={() => setOpenId(chat.id)}
                  >
                    {texts.open}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Shown>
      </Section>
      {open && <ChatThread key={open.id} userId={userId} conversationId={open.id} />}
      {open?.kind === 'group' && <ChangeGroup key={`group ${open.id}`} userId={userId} chat={open} />}
      <WriteChat userId={userId} onSent={setOpenId} />
    </>
  );
}
