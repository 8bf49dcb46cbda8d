import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import type { ControlUser } from '../../../contract/control/users.ts';
import { EmptyState } from '../../../ui/index.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Tag } from '../parts/Rows.tsx';
import { texts } from '../texts/messages.ts';
import { useMatching } from './use-people.ts';

// Loaded when first opened, so it is a module's default, as React.lazy wants it.
const NewPerson = lazy(() => import('./NewPerson.tsx'));

interface Props {
  users: ControlUser[];
  chosenId: string | null;
  onChoose: (id: string) => void;
  /** What the choice is for; said here where the phone is behind another tab. */
  note: string | null;
}

/** Everybody on the local X: whom you choose, you are. */
export function PeopleList({ users, chosenId, onChoose, note }: Props) {
  const [wanted, setWanted] = useState('');
  const [isCreating, setCreating] = useState(false);
  const found = useMatching(users, wanted);
  return (
    <section className="people" aria-label={texts.people}>
      <div className="column-head">
        <h2>{texts.people}</h2>
        <ActionIcon
          variant="subtle"
          aria-label={texts.newPerson}
          title={texts.newPerson}
          onClick={() => setCreating(true)}
        >
          <IconUserPlus size={18} />
        </ActionIcon>
      </div>
      {note && <p className="people-note">{note}</p>}
      <TextInput
        mx="sm"
        mb="xs"
        size="xs"
        placeholder={texts.searchPeople}
        aria-label={texts.searchPeople}
        leftSection={<IconSearch size={14} />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <ul className="people-list">
        {found.map((user) => (
          <li key={user.id}>
            <button
              type="button"
              className="person"
              aria-pressed={user.id === chosenId}
              onClick={() => onChoose(user.id)}
            >
              <Avatar userId={user.id} size={32} />
              <span className="person-words">
                <span className="person-name">
                  <bdi>{user.name}</bdi>
                </span>
                <span className="dim">@{user.username}</span>
              </span>
              {user.verifiedType === 'business' && <Tag tone="accent">{texts.business}</Tag>}
            </button>
          </li>
        ))}
      </ul>
      {users.length === 0 && <EmptyState title={texts.nobody}>{texts.nobodyHelp}</EmptyState>}
      <Suspense>
        {isCreating && <NewPerson onClose={() => setCreating(false)} onCreated={onChoose} />}
      </Suspense>
    </section>
  );
}
