import { Button } from '@mantine/core';
import { useState } from 'react';
import { moveThread } from '../api/chat.ts';
import { Section } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { useAct } from '../parts/use-act.ts';
import { chatTexts as texts } from '../texts/chat.ts';

/** Moves a thread of direct messages to XChat, or back. */
export function MoveThread({ userId }: { userId: string }) {
  const [other, setOther] = useState<string | null>(null);
  const move = useAct({
    run: (moved: boolean) => moveThread({ user: userId, other: other ?? '', moved }),
    done: ({ moved }) => (moved ? texts.moved : texts.movedBack),
    refresh: ['chat'],
  });
  return (
    <Section title={texts.move} lead={texts.moveLead}>
      <div className="inline-form">
        <PersonPicker size="xs" label="" placeholder={texts.other} value={other} onChange={setOther} />
        <Button size="xs" disabled={other === null} onClick={() => move.mutate(true)}>
          {texts.moveThere}
        </Button>
        <Button size="xs" variant="default" disabled={other === null} onClick={() => move.mutate(false)}>
          {texts.moveBack}
        </Button>
      </div>
    </Section>
  );
}
