import { Button } from '@mantine/core';
import { IconDeviceMobileMessage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { changeUser, findUser } from '../api/people.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Detail, Section } from '../parts/Page.tsx';
import { Facts } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { exactMoment } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { To } from '../shell/routing.tsx';
import { peopleTexts as texts } from '../texts/people.ts';
import { PersonForm } from './PersonForm.tsx';
import { States } from './States.tsx';
import { WelcomeMessages } from './WelcomeMessages.tsx';
import { FollowRequests } from './FollowRequests.tsx';
import { Relations } from './Relations.tsx';

/** One person: who they are, what X makes of them, whom they know. */
export function PersonDetail({ userId }: { userId: string }) {
  const user = useQuery({ queryKey: ['user', userId], queryFn: () => findUser(userId) });
  const save = useAct({
    run: (changes: Parameters<typeof changeUser>[1]) => changeUser(userId, changes),
    done: ({ username }) => texts.changed(username),
    refresh: ['users', 'user'],
    isSilent: true,
  });
  const title = user.data ? (
    <span className="row-main">
      <Avatar userId={userId} size={28} />
      <span className="row-words">
        <bdi>{user.data.name}</bdi>
        <span className="dim">@{user.data.username}</span>
      </span>
    </span>
  ) : (
    userId
  );
  return (
    <Detail
      title={title}
      close="/console/people"
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDeviceMobileMessage size={15} />}
          component={To}
          to={`/?as=${userId}`}
        >
          {texts.openPhone}
        </Button>
      }
    >
      <Shown query={user}>
        {(found) => (
          <>
            <States user={found} />
            <Facts
              facts={[
                [texts.facts.id, <code key="id">{found.id}</code>],
                [texts.facts.since, exactMoment(found.createdAt)],
                [
                  texts.facts.traces,
                  <To key="r" to={`/console/requests?userId=${found.id}`}>
                    {texts.requests}
                  </To>,
                ],
              ]}
            />
            <Section title={texts.profile}>
              {/* After saving, the form starts anew from what was saved. */}
              <PersonForm
                key={save.submittedAt}
                user={found}
                error={save.error}
                isSaving={save.isPending}
                onSave={(changes) => save.mutate(changes)}
              />
            </Section>
            <FollowRequests userId={userId} />
            <Relations userId={userId} />
            <WelcomeMessages userId={userId} />
          </>
        )}
      </Shown>
    </Detail>
  );
}
