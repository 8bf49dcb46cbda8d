import { useQuery } from '@tanstack/react-query';
import { readStats } from '../api/conditions.ts';
import { changeChatSettings, readChatSettings } from '../api/chat.ts';
import {
  changeDeliverySettings,
  changeEngagementSettings,
  changeMediaProcessing,
  readDeliverySettings,
  readEngagementSettings,
  readMediaProcessing,
} from '../api/settings.ts';
import { Page, Section } from '../parts/Page.tsx';
import { Facts } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { count, exactMoment } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { type SettingWords, settingsTexts as texts } from '../texts/settings.ts';
import { DefaultCurve } from './DefaultCurve.tsx';
import { Doors } from './Doors.tsx';
import { type Scalar, Setting } from './Setting.tsx';
import './settings.css';

/** What a setting that names a choice may be; X's control API has the same lists. */
const choices: Record<string, readonly string[]> = {
  subscriptionShape: ['openapi', 'flat', 'list'],
  signatures: ['oauth1', 'oauth2', 'both'],
  oldest: ['2014', 'year'],
  foreignTotals: ['refused', 'answered'],
  analyticsShape: ['by-request', 'timestamped', 'flat'],
  legacySend: ['refused', 'delivered'],
  oldMetrics: ['disallowed-resource', 'not-authorized-for-field'],
};

interface GroupProps {
  title: string;
  queryKey: readonly string[];
  read: () => Promise<object>;
  change: (changes: Record<string, Scalar>) => Promise<unknown>;
  words: SettingWords;
}

/** Settings that are read and changed together; each is saved as soon as it is set. */
function Group({ title, queryKey, read, change, words }: GroupProps) {
  const settings = useQuery({ queryKey, queryFn: read });
  const save = useAct({
    run: ([name, value]: [string, Scalar]) => change({ [name]: value }),
    done: (_answer, [name]) => texts.saved(words[name]?.[0] ?? name),
    refresh: queryKey.slice(0, 1),
  });
  return (
    <Section title={title}>
      <Shown query={settings}>
        {(found) => (
          <div className="settings">
            {Object.entries(found)
              .filter(([, value]) => typeof value !== 'object')
              .map(([name, value]: [string, Scalar]) => (
                <Setting
                  key={name}
                  name={words[name]?.[0] ?? name}
                  help={words[name]?.[1] ?? ''}
                  value={value}
                  choices={choices[name] ?? []}
                  onChange={(next) => save.mutate([name, next])}
                />
              ))}
          </div>
        )}
      </Shown>
    </Section>
  );
}

function About() {
  const stats = useQuery({ queryKey: ['users', 'stats'], queryFn: readStats });
  return (
    <Section title={texts.about}>
      <Shown query={stats}>
        {(found) => (
          <Facts
            facts={[
              [texts.facts.address, <code key="a">{location.origin}</code>],
              [texts.facts.users, count(found.users)],
              [texts.facts.conversations, count(found.conversations)],
              [texts.facts.messages, count(found.messages)],
              [texts.facts.started, exactMoment(found.startedAt)],
            ]}
          />
        )}
      </Shown>
    </Section>
  );
}

/** Where X's documents leave a choice, and its pace. */
export function SettingsPage() {
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="page-content">
        <Group
          title={texts.groups.deliveries}
          queryKey={['settings']}
          read={readDeliverySettings}
          change={changeDeliverySettings}
          words={texts.deliveries}
        />
        <Group
          title={texts.groups.engagement}
          queryKey={['engagement', 'settings']}
          read={readEngagementSettings}
          change={changeEngagementSettings}
          words={texts.engagement}
        />
        <DefaultCurve />
        <Group
          title={texts.groups.media}
          queryKey={['media-processing']}
          read={readMediaProcessing}
          change={changeMediaProcessing}
          words={texts.media}
        />
        <Group
          title={texts.groups.chat}
          queryKey={['chat-settings']}
          read={readChatSettings}
          change={changeChatSettings}
          words={texts.chat}
        />
        <Doors />
        <About />
      </div>
    </Page>
  );
}
