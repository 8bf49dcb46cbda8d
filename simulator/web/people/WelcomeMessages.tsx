import { useQuery } from '@tanstack/react-query';
import { listWelcomeMessages } from '../api/people.ts';
import { Section } from '../parts/Page.tsx';
import { Tag } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { To } from '../shell/routing.tsx';
import { peopleTexts as texts } from '../texts/people.ts';

/** What an account says before anybody has written to it. */
export function WelcomeMessages({ userId }: { userId: string }) {
  const messages = useQuery({
    queryKey: ['user', userId, 'welcome'],
    queryFn: () => listWelcomeMessages(userId),
  });
  return (
    <Section title={texts.welcome}>
      <Shown
        query={messages}
        isEmpty={(found) => found.length === 0}
        empty={<p className="dim">{texts.noWelcome}</p>}
      >
        {(found) => (
          <ul className="cards">
            {found.map(({ id, name, text, isDefault, quickReply }) => (
              <li key={id} className="card card-tall">
                <div className="row-words">
                  {name && <span className="strong">{name}</span>}
                  <span className="card-about" dir="auto">
                    {text}
                  </span>
                  <span className="tags">
                    {isDefault && <Tag tone="accent">{texts.isDefault}</Tag>}
                    {quickReply?.options?.map(({ label }) => (
                      <Tag key={label}>{label}</Tag>
                    ))}
                  </span>
                </div>
                <To to={`/?recipient_id=${userId}&welcome_message_id=${id}`}>{texts.openWelcome}</To>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Section>
  );
}
