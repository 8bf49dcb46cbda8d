import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { acceptFollow, askToFollow, declineFollow, listRelations } from '../api/people.ts';
import { Section } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { To } from '../shell/routing.tsx';
import { peopleTexts as texts } from '../texts/people.ts';

const stale = ['relations', 'users'];

/** Who asks to follow somebody protected, with their answer. */
export function FollowRequests({ userId }: { userId: string }) {
  const relations = useQuery({ queryKey: ['relations', userId], queryFn: () => listRelations(userId) });
  const [asker, setAsker] = useState<string | null>(null);
  const ask = useAct({
    run: (source: string) => askToFollow(source, userId),
    done: ({ outcome }) => texts.asked[outcome] ?? outcome,
    refresh: stale,
    after: () => setAsker(null),
  });
  const accept = useAct({ run: (source: string) => acceptFollow(source, userId), refresh: stale });
  const decline = useAct({ run: (source: string) => declineFollow(source, userId), refresh: stale });
  return (
    <Section title={texts.followRequests}>
      <Shown
        query={relations}
        isEmpty={({ requests }) => requests.count === 0}
        empty={<p className="dim">{texts.noRequests}</p>}
      >
        {({ requests }) => (
          <ul className="cards">
            {requests.users.map(({ id, username }) => (
              <li key={id} className="card">
                <To to={`/console/people/${id}`}>@{username}</To>
                <div className="button-row">
                  <Button size="compact-sm" onClick={() => accept.mutate(id)}>
                    {texts.acceptFollow(`@${username}`)}
                  </Button>
                  <Button size="compact-sm" variant="default" onClick={() => decline.mutate(id)}>
                    {texts.declineFollow(`@${username}`)}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (asker !== null) ask.mutate(asker);
        }}
      >
        <PersonPicker size="xs" label="" placeholder={texts.asker} value={asker} onChange={setAsker} />
        <Button size="xs" type="submit" variant="default" disabled={asker === null} loading={ask.isPending}>
          {texts.askFollow}
        </Button>
      </form>
    </Section>
  );
}
