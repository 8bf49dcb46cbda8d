import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { createChatGroup } from '../api/chat.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { Section } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { useAct } from '../parts/use-act.ts';
import { chatTexts as texts } from '../texts/chat.ts';

/** Makes an encrypted group, with its maker as administrator. */
export function NewGroup({ userId }: { userId: string }) {
  const [name, setName] = useState('');
  const [members, setMembers] = useState<string[]>([]);
  const create = useAct({
    run: () => createChatGroup({ creator: userId, members, ...(name === '' ? {} : { name }) }),
    done: texts.groupMade,
    refresh: ['chat'],
    isSilent: true,
    after: () => {
      setName('');
      setMembers([]);
    },
  });
  return (
    <Section title={texts.makeGroup}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <div className="form-pair">
          <TextInput
            label={texts.groupName}
            maxLength={100}
            pattern="[^,]*"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <PersonPicker
            label={texts.addMember}
            value={null}
            onChange={(id) => id !== null && setMembers([...new Set([...members, id])])}
          />
        </div>
        {members.length > 0 && (
          <div>
            {members.map((id) => (
              <span key={id} className="chip">
                <PersonName id={id} />
              </span>
            ))}
          </div>
        )}
        <FormProblem error={create.error} />
        <div className="form-foot">
          <Button type="submit" disabled={members.length === 0} loading={create.isPending}>
            {texts.create}
          </Button>
        </div>
      </form>
    </Section>
  );
}
