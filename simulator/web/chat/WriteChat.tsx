import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { sendChat } from '../api/chat.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { Section } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { useAct } from '../parts/use-act.ts';
import { chatTexts as texts } from '../texts/chat.ts';

interface Props {
  userId: string;
  onSent: (conversationId: string) => void;
}

/** Begins an encrypted conversation, or goes on with one. */
export function WriteChat({ userId, onSent }: Props) {
  const [to, setTo] = useState<string | null>(null);
  const [text, setText] = useState('');
  const send = useAct({
    run: (other: string) => sendChat({ sender: userId, to: other, text }),
    done: texts.sent,
    refresh: ['chat'],
    isSilent: true,
    after: ({ conversationId }) => {
      setText('');
      onSent(conversationId.replace(':', '-'));
    },
  });
  return (
    <Section title={texts.write}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== null) send.mutate(to);
        }}
      >
        <div className="form-pair">
          <PersonPicker label={texts.to} value={to} onChange={setTo} />
          <TextInput
            label={texts.text}
            maxLength={10_000}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </div>
        <FormProblem error={send.error} />
        <div className="form-foot">
          <Button type="submit" disabled={to === null || text.trim() === ''} loading={send.isPending}>
            {texts.send}
          </Button>
        </div>
      </form>
    </Section>
  );
}
