import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlRelations } from '../../../contract/control/users.ts';
import { type RelationKind, addRelation, listRelations, removeRelation } from '../api/people.ts';
import { Section } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { To } from '../shell/routing.tsx';
import { peopleTexts as texts } from '../texts/people.ts';

type Name = Exclude<keyof ControlRelations, 'requests'>;
const names: Name[] = ['following', 'followers', 'blocking', 'muting'];
const kinds: Record<Name, RelationKind> = {
  following: 'follows',
  followers: 'follows',
  blocking: 'blocks',
  muting: 'mutes',
};

/** Follows, blocks and mutes of one person, both to see and to change. */
export function Relations({ userId }: { userId: string }) {
  const relations = useQuery({ queryKey: ['relations', userId], queryFn: () => listRelations(userId) });
  const [name, setName] = useState<Name>('following');
  const [otherId, setOtherId] = useState<string | null>(null);
  const arrow = (of: Name, other: string) =>
    of === 'followers'
      ? { kind: kinds[of], source: other, target: userId }
      : { kind: kinds[of], source: userId, target: other };
  const add = useAct({ run: addRelation, refresh: ['relations', 'users'], after: () => setOtherId(null) });
  const remove = useAct({ run: removeRelation, refresh: ['relations', 'users'] });
  return (
    <Section title={texts.relations}>
      <Shown query={relations}>
        {(found) => (
          <dl className="relations">
            {names.map((one) => (
              <div key={one}>
                <dt>
                  {texts.relationNames[one]} <span className="dim">{found[one].count}</span>
                </dt>
                <dd>
                  {found[one].users.length === 0 && <span className="dim">{texts.nobodyThere}</span>}
                  {found[one].users.slice(0, 24).map(({ id, username }) => (
                    <span key={id} className="chip">
                      <To to={`/console/people/${id}`}>@{username}</To>
                      <ActionIcon
                        variant="transparent"
                        size={16}
                        color="gray"
                        aria-label={texts.take(`@${username}`)}
                        onClick={() => remove.mutate(arrow(one, id))}
                      >
                        <IconX size={11} />
                      </ActionIcon>
                    </span>
                  ))}
                  {found[one].count > 24 && <span className="dim">{texts.more(found[one].count - 24)}</span>}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Shown>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (otherId !== null) add.mutate(arrow(name, otherId));
        }}
      >
        <NativeSelect
          size="xs"
          aria-label={texts.relations}
          data={names.map((one) => ({ value: one, label: texts.relationNames[one] }))}
          value={name}
          onChange={({ currentTarget }) => setName(names.find((one) => one === currentTarget.value) ?? name)}
        />
        <PersonPicker size="xs" label="" placeholder={texts.addWho} value={otherId} onChange={setOtherId} />
        <Button size="xs" type="submit" variant="default" disabled={otherId === null} loading={add.isPending}>
          {texts.add}
        </Button>
      </form>
    </Section>
  );
}
