import { useQuery } from '@tanstack/react-query';
import { IconMessages } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { EmptyState, ProblemState } from '../../../ui/index.ts';
import { queryOf } from '../api/ask.ts';
import { MOST_PEOPLE, api } from '../api/messages.ts';
import { findUser } from '../api/people.ts';
import { useLive } from '../shell/live.ts';
import { useGo, useSearchTexts } from '../shell/routing.tsx';
import { texts } from '../texts/messages.ts';
import { PeopleList } from './PeopleList.tsx';
import { Phone } from './Phone.tsx';
import { Tools } from './Tools.tsx';
import './messages.css';
import './phone.css';
import './thread.css';
import './narrow.css';

type Place = 'people' | 'phone' | 'tools';
const NAMES: Record<Place, string> = { people: texts.people, phone: texts.phone, tools: texts.tools };

/** Where the address leads, in the words of X's links for direct messages. */
function useLink({
  recipient_id: recipient,
  welcome_message_id: welcomeMessageId,
  text,
  post_id: postId,
}: Record<string, string | undefined>) {
  return useMemo(
    () =>
      recipient || postId
        ? {
            ...(recipient ? { recipient } : {}),
            ...(welcomeMessageId ? { welcomeMessageId } : {}),
            ...(text ? { text } : {}),
            ...(postId ? { postId } : {}),
          }
        : null,
    [recipient, welcomeMessageId, text, postId],
  );
}

/** You are a customer: who you are, your phone, and what happens behind the scenes. */
export function MessagesPage() {
  const live = useLive();
  const search = useSearchTexts();
  const { as: chosen } = search;
  const link = useLink(search);
  const go = useGo();
  const users = useQuery({ queryKey: ['users', 'all'], queryFn: api.listUsers });
  const [place, setPlace] = useState<Place>(chosen ? 'phone' : 'people');

  const choose = (id: string) => {
    setPlace('phone');
    // A link that led here waits for whoever is chosen.
    go(`/${queryOf({ ...search, as: id }) as `?${string}`}`, { replace: true });
  };
  const onLinkUsed = useCallback(() => go(`/?as=${chosen ?? ''}`, { replace: true }), [go, chosen]);
  const people = users.data ?? [];
  const listed = people.find(({ id, username }) => id === chosen || `@${username}` === chosen);
  // In a place of many thousands one may be somebody who is not in the list.
  const other = useQuery({
    queryKey: ['user', chosen],
    enabled: Boolean(chosen) && users.isSuccess && people.length >= MOST_PEOPLE && !listed,
    queryFn: () => findUser(chosen ?? ''),
  });
  const me = listed ?? other.data;

  return (
    <div className="page" data-place={place}>
      <header className="page-head">
        <h1>{texts.title}</h1>
        <span className="dim">{texts.subtitle}</span>
      </header>
      <nav className="places">
        {(['people', 'phone', 'tools'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={place === name} onClick={() => setPlace(name)}>
            {NAMES[name]}
          </button>
        ))}
      </nav>
      <div className="columns">
        <PeopleList
          users={people}
          chosenId={me?.id ?? null}
          onChoose={choose}
          note={link && !me ? texts.chooseForLink : null}
        />
        <main className="stage">
          {users.isError && users.data === undefined ? (
            <ProblemState
              title={texts.offline}
              message={texts.offlineHelp}
              retryLabel={texts.again}
              onRetry={() => void users.refetch()}
            />
          ) : me ? (
            <Phone key={me.id} me={me} people={people} live={live} link={link} onLinkUsed={onLinkUsed} />
          ) : (
            <div className="frame frame-empty">
              <EmptyState icon={<IconMessages size={32} />} title={texts.choose}>
                {link ? texts.chooseForLink : texts.chooseHelp}
              </EmptyState>
            </div>
          )}
        </main>
        <Tools live={live} />
      </div>
    </div>
  );
}
