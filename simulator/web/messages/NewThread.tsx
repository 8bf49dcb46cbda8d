import { ActionIcon, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import type { ControlUser } from '../../../contract/control/users.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { texts } from '../texts/messages.ts';
import { useMatching } from './use-people.ts';

interface Props {
  people: ControlUser[];
  /** Nobody writes to themselves. */
  meId: string;
  onBack: () => void;
  onChoose: (userId: string) => void;
}

const SHOWN = 50;

/** Whom to write to; businesses come first. */
export function NewThread({ people, meId, onBack, onChoose }: Props) {
  const [wanted, setWanted] = useState('');
  const found = useMatching(people, wanted)
    .filter(({ id }) => id !== meId)
    .toSorted((a, b) => Number(b.verified) - Number(a.verified))
    .slice(0, SHOWN);
  return (
    <div className="screen">
      <div className="screen-head">
        <ActionIcon variant="subtle" size="lg" aria-label={texts.back} onClick={onBack}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <h2>{texts.newMessage}</h2>
      </div>
      <TextInput
        m="xs"
        data-autofocus
        autoFocus
        placeholder={texts.searchRecipient}
        aria-label={texts.searchRecipient}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && first) onChoose(first.id);
        }}
      />
      <ul className="threads">
        {found.map((user) => (
          <li key={user.id}>
            <button type="button" className="thread-row" onClick={() => onChoose(user.id)}>
              <Avatar userId={user.id} size={36} />
              <span className="thread-words">
                <bdi className="thread-name">{user.name}</bdi>
                <span className="dim">@{user.username}</span>
              </span>
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="dim nobody">{texts.noMatch}</li>}
      </ul>
    </div>
  );
}
