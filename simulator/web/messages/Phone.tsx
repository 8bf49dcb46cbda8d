import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useEffect, useState } from 'react';
import type { ControlThread, NewControlThread } from '../../../contract/control/threads.ts';
import type { ControlUser } from '../../../contract/control/users.ts';
import { api } from '../api/messages.ts';
import type { Live } from '../shell/live.ts';
import { tellProblem } from '../shell/tell.ts';
import { NewThread } from './NewThread.tsx';
import { texts } from '../texts/messages.ts';
import { Threads } from './Threads.tsx';
import { clockTime } from './titles.ts';
import { usePeopleById } from './use-people.ts';

const loadThread = () => import('./Thread.tsx');
const Thread = lazy(loadThread);

interface Props {
  me: ControlUser;
  people: ControlUser[];
  live: Live;
  /** Where a link or the button of a post leads; used once. */
  link: Omit<NewControlThread, 'user'> | null;
  onLinkUsed: () => void;
}

/** What is open on the phone: the list, a thread, or the choice of whom to write to. */
type Screen =
  | { name: 'threads' }
  | { name: 'new' }
  | { name: 'thread'; conversationId: string; otherId: string | null; given: ControlThread | null };

const oneToOneId = (a: string, b: string) => (BigInt(a) < BigInt(b) ? `${a}-${b}` : `${b}-${a}`);

/** The customer's telephone. */
export function Phone({ me, people, live, link, onLinkUsed }: Props) {
  const [screen, setScreen] = useState<Screen>({ name: 'threads' });
  const conversations = useQuery({
    queryKey: ['conversations', me.id],
    queryFn: () => api.listConversations(me.id),
  });
  // The list is there first; what opens from it is fetched meanwhile.
  useEffect(() => void loadThread(), []);
  useEffect(() => {
    if (!link) return;
    onLinkUsed();
    api.openThread({ user: me.id, ...link }).then(
      (given) =>
        setScreen({
          name: 'thread',
          conversationId: given.conversationId,
          otherId: given.recipientId,
          given,
        }),
      tellProblem,
    );
  }, [link, me.id, onLinkUsed]);
  const byId = usePeopleById(people, [
    ...(conversations.data ?? []).flatMap(({ participantIds }) => participantIds),
    ...(screen.name === 'thread' && screen.otherId !== null ? [screen.otherId] : []),
  ]);
  const time = live.nowMs === null ? '' : clockTime(live.nowMs);
  const goBack = () => setScreen({ name: 'threads' });

  return (
    <div className="frame">
      <div className="status-bar" aria-hidden>
        <span>{time}</span>
        <span className="notch" />
        <span>@{me.username}</span>
      </div>
      {screen.name === 'threads' && (
        <Threads
          me={me}
          byId={byId}
          conversations={conversations.data ?? []}
          typing={live.typing}
          nowMs={live.nowMs}
          isLoading={conversations.isPending}
          onWrite={() => setScreen({ name: 'new' })}
          onOpen={({ id, otherId }) =>
            setScreen({ name: 'thread', conversationId: id, otherId: otherId ?? null, given: null })
          }
        />
      )}
      {screen.name === 'new' && (
        <NewThread
          people={people}
          meId={me.id}
          onBack={goBack}
          onChoose={(otherId) =>
            setScreen({
              name: 'thread',
              conversationId: oneToOneId(me.id, otherId),
              otherId,
              given: null,
            })
          }
        />
      )}
      {screen.name === 'thread' && (
        <Suspense>
          <Thread
            key={screen.conversationId}
            me={me}
            byId={byId}
            conversation={conversations.data?.find(({ id }) => id === screen.conversationId) ?? null}
            conversationId={screen.conversationId}
            otherId={screen.otherId}
            given={screen.given}
            isListed={conversations.isSuccess}
            nowMs={live.nowMs}
            typistId={live.typing[screen.conversationId] ?? null}
            onBack={goBack}
          />
        </Suspense>
      )}
      <div className="home-bar" aria-hidden title={texts.phone} />
    </div>
  );
}
