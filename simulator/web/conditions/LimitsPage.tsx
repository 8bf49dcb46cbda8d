import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlLimitChange, ControlLimits } from '../../../contract/control/running.ts';
import { changeLimits, readLimits, readStats } from '../api/conditions.ts';
import { listApps } from '../api/apps.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Countdown } from '../parts/Countdown.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { Meter, Tag } from '../parts/Rows.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { Shown } from '../parts/Shown.tsx';
import { duration } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { limitTexts as texts } from '../texts/conditions.ts';
import { EditLimit } from './EditLimit.tsx';
import './conditions.css';

const SHOWN_WINDOWS = 60;
type Usage = ControlLimits['usage'][number];
type Part = keyof typeof texts.parts;

/** Whose window it is: `userDay 13000000:42` is of user 42 with that app. */
function Whose({ who, apps }: { who: string; apps: ReadonlyMap<string, string> }) {
  const [part = '', ids = ''] = who.split(' ');
  const [appId = '', userId] = ids.split(':');
  return (
    <span className="dim">
      {/* The limits name their parts like the catalogue. */}
      {texts.parts[part as Part] ?? part}: {userId && <PersonName id={userId} />}
      {userId && ' · '}
      {apps.get(appId) ?? appId}
    </span>
  );
}

function Window({ usage, apps }: { usage: Usage; apps: ReadonlyMap<string, string> }) {
  return (
    <li className="window">
      <div className="row-words">
        <span className="mono">{usage.key}</span>
        <Whose who={usage.who} apps={apps} />
      </div>
      <div>
        <div className="window-words numbers">
          <span>{texts.of(usage.used, usage.limit)}</span>
          <span className="dim">
            {texts.resets} <Countdown atMs={usage.resetAt} due={texts.due} />
          </span>
        </div>
        <Meter used={usage.used} limit={usage.limit} label={usage.key} />
      </div>
    </li>
  );
}

const ruleWords = (rule: ControlLimits['rules'][string]): string[] => {
  const per = rule.windowMs === undefined ? '' : ` / ${duration(rule.windowMs)}`;
  return (['user', 'app', 'appWindow', 'userDay', 'appDay'] as const).flatMap((name) => {
    const value = rule[name];
    const isDay = name.endsWith('Day');
    return value === undefined
      ? []
      : [`${value.toLocaleString()} ${texts.fields[name].toLowerCase()}${isDay ? '' : per}`];
  });
};

/** Limits: the windows that are open, and the rules with their changes. */
export function LimitsPage() {
  const limits = useQuery({ queryKey: ['limits'], queryFn: readLimits });
  const stats = useQuery({ queryKey: ['limits', 'stats'], queryFn: readStats });
  const apps = useQuery({ queryKey: ['apps'], queryFn: listApps });
  const [words, setWords] = useState('');
  const [edited, setEdited] = useState<string | null>(null);
  const names = new Map((apps.data ?? []).map(({ id, name }) => [id, name]));
  const change = useAct({ run: (input: ControlLimitChange) => changeLimits(input), refresh: ['limits'] });
  const enable = useAct({
    run: (enabled: boolean) => changeLimits({ enabled }),
    done: (_limits, on) => texts.enabledDone(on),
    refresh: ['limits'],
  });
  const clear = useAct({
    run: () => changeLimits({ clearUsage: true }),
    done: texts.cleared,
    refresh: ['limits'],
  });
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <>
          <Switch
            label={texts.enabled}
            checked={limits.data?.enabled ?? true}
            disabled={!limits.data}
            onChange={({ currentTarget }) => enable.mutate(currentTarget.checked)}
          />
          <ConfirmButton
            size="xs"
            question={texts.clearQuestion}
            harm={texts.clearHarm}
            verb={texts.clear}
            onConfirm={() => clear.mutate()}
          >
            {texts.clear}
          </ConfirmButton>
        </>
      }
    >
      <div className="page-content">
        <Shown query={limits}>
          {({ rules, usage }) => {
            const found = Object.entries(rules).filter(([key]) =>
              key.toLowerCase().includes(words.toLowerCase()),
            );
            const windows = usage
              .filter(({ key, used }) => used > 0 && key.toLowerCase().includes(words.toLowerCase()))
              .toSorted((a, b) => b.used / (b.limit || 1) - a.used / (a.limit || 1));
            return (
              <>
                <SearchField label={texts.find} value={words} onChange={setWords} />
                <Section title={`${texts.used} (${windows.length})`}>
                  {windows.length === 0 && <p className="dim">{texts.usedNone}</p>}
                  <ul className="plain-list">
                    {windows.slice(0, SHOWN_WINDOWS).map((one) => (
                      <Window key={`${one.key}${one.who}`} usage={one} apps={names} />
                    ))}
                  </ul>
                </Section>
                <Section title={`${texts.rules} (${found.length})`} lead={texts.rulesLead}>
                  {found.length === 0 && <p className="dim">{texts.noMatch}</p>}
                  <ul className="plain-list rules">
                    {found.map(([key, rule]) => {
                      const refused = stats.data?.tooMany[key] ?? 0;
                      return (
                        <li key={key} className="rule">
                          <span className="mono">{key}</span>
                          <span className="dim">{ruleWords(rule).join(' · ')}</span>
                          <span>{refused > 0 && <Tag tone="bad">{texts.tooMany(refused)}</Tag>}</span>
                          <Button size="compact-xs" variant="subtle" onClick={() => setEdited(key)}>
                            {texts.edit}
                          </Button>
                        </li>
                      );
                    })}
                  </ul>
                </Section>
                {edited !== null && (
                  <EditLimit
                    limitKey={edited}
                    rule={rules[edited] ?? {}}
                    apps={apps.data ?? []}
                    change={change}
                    onClose={() => setEdited(null)}
                  />
                )}
              </>
            );
          }}
        </Shown>
      </div>
    </Page>
  );
}
