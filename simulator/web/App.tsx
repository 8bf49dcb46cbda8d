import { useQuery } from '@tanstack/react-query';
import { IconMessages } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState, ProblemState } from '../../ui/index.ts';
import { api } from './api.ts';
import { useLive } from './live.ts';
import { PeopleList } from './PeopleList.tsx';
import { Phone } from './Phone.tsx';
import { texts } from './texts.ts';
import { Tools } from './Tools.tsx';

type Place = 'people' | 'phone' | 'tools';
const NAMES: Record<Place, string> = { people: texts.people, phone: texts.phone, tools: texts.tools };

const rememberedId = () => new URLSearchParams(location.search).get('as');

/** The whole page: who you are, your phone, and what happens behind the scenes. */
export function App() {
  const live = useLive();
  const users = useQuery({ queryKey: ['users'], queryFn: api.listUsers });
  const [chosenId, setChosenId] = useState(rememberedId);
  const [place, setPlace] = useState<Place>(chosenId ? 'phone' : 'people');

  const choose = (id: string) => {
    setChosenId(id);
    setPlace('phone');
    history.replaceState(null, '', `?as=${id}`);
  };
  const people = users.data ?? [];
  const me = people.find(({ id, username }) => id === chosenId || `@${username}` === chosenId);

  return (
    <div className="page" data-place={place}>
      <header className="page-head">
        <h1>{texts.title}</h1>
        <span className="dim">{texts.subtitle}</span>
        {!live.isConnected && (
          <span className="offline" role="status">
            {texts.offline}
          </span>
        )}
      </header>
      <nav className="places">
        {(['people', 'phone', 'tools'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={place === name} onClick={() => setPlace(name)}>
            {NAMES[name]}
          </button>
        ))}
      </nav>
      <div className="columns">
        <PeopleList users={people} chosenId={me?.id ?? null} onChoose={choose} />
        <main className="stage">
          {users.isError ? (
            <ProblemState
              title={texts.offline}
              message={texts.offlineHelp}
              retryLabel={texts.again}
              onRetry={() => void users.refetch()}
            />
          ) : me ? (
            <Phone key={me.id} me={me} people={people} live={live} />
          ) : (
            <div className="frame frame-empty">
              <EmptyState icon={<IconMessages size={32} />} title={texts.choose}>
                {texts.chooseHelp}
              </EmptyState>
            </div>
          )}
        </main>
        <Tools live={live} />
      </div>
    </div>
  );
}
