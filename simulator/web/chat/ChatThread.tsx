import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlChatMessage } from '../../../contract/control/chat.ts';
import { listChatMessages, sendChat } from '../api/chat.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { Section } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { Tag } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { exactMoment } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { shellTexts } from '../texts/shell.ts';
import { chatTexts as texts } from '../texts/chat.ts';

const STEP = 50;
/** What the control API gives at once at most. */
const MOST = 200;

function Message({ message, isOwn }: { message: ControlChatMessage; isOwn: boolean }) {
  const { kind, senderId, text, emoji, isVerified, atMs } = message;
  return (
    <li className="chat-message" data-own={isOwn}>
      <div className="dim">
        <PersonName id={senderId} /> {exactMoment(atMs)}
      </div>
      {kind !== 'text' && <div className="dim">{texts.kinds[kind]}</div>}
      <div dir="auto">{text ?? emoji}</div>
      {isVerified === false && <Tag tone="bad">{texts.badSignature}</Tag>}
    </li>
  );
}

/** One encrypted conversation, read and written on a person's device. */
export function ChatThread({ userId, conversationId }: { userId: string; conversationId: string }) {
  const [limit, setLimit] = useState(STEP);
  const [text, setText] = useState('');
  const messages = useQuery({
    queryKey: ['chat', 'messages', userId, conversationId, limit],
    queryFn: () => listChatMessages({ user: userId, conversationId, limit }),
    placeholderData: (previous) => previous,
  });
  const send = useAct({
    run: () => sendChat({ sender: userId, conversationId, text }),
    refresh: ['chat'],
    isSilent: true,
    after: () => setText(''),
  });
  return (
    <Section title={texts.thread}>
      <Shown
        query={messages}
        isEmpty={(found) => found.messages.length === 0}
        empty={<p className="dim">{texts.noMessages}</p>}
      >
        {(found) => (
          <>
            {found.hasMore && limit < MOST && (
              <Button variant="default" size="xs" onClick={() => setLimit(limit + STEP)}>
                {shellTexts.loadMore}
              </Button>
            )}
            <ol className="chat-messages">
              {found.messages.toReversed().map((message) => (
                <Message key={message.sequenceId} message={message} isOwn={message.senderId === userId} />
              ))}
            </ol>
          </>
        )}
      </Shown>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Textarea
          aria-label={texts.text}
          placeholder={texts.text}
          autosize
          maxLength={10_000}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <FormProblem error={send.error} />
        <div className="form-foot">
          <Button type="submit" disabled={text.trim() === ''} loading={send.isPending}>
            {texts.send}
          </Button>
        </div>
      </form>
    </Section>
  );
}
