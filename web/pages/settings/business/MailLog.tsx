import { Button, NativeSelect, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailEntry } from '../../../../contract/api/index.ts';
import { formatDayAndTime } from '../../../../ui/index.ts';
import { type MailFilter, mailLogQuery } from '../../../api/mail.ts';
import { mailTexts as texts } from '../../../texts/mail.ts';
import { LogTable } from '../parts/index.ts';
import settings from '../settings.module.css';
import webhooks from '../webhooks/webhooks.module.css';
import { MailEntryDrawer } from './MailEntryDrawer.tsx';

const STATES = {
  out: ['waiting', 'sent', 'dead', 'dropped', 'resent'],
  in: ['taken', 'refused', 'ignored'],
} as const;
const HEALTH: Partial<Record<MailEntry['state'], string>> = {
  waiting: 'degraded',
  sent: 'healthy',
  taken: 'healthy',
  dead: 'down',
  refused: 'degraded',
};

/** Mails of one direction, newest first. */
export function MailLog() {
  const [filter, setFilter] = useState<MailFilter>({ direction: 'out' });
  const [opened, setOpened] = useState<MailEntry>();
  const query = useInfiniteQuery(mailLogQuery(filter));
  const entries = query.data?.pages.flatMap((page) => page.entries);
  return (
    <section aria-label={texts.log}>
      <h3>{texts.log}</h3>
      <p className={settings.dim}>{texts.logHint}</p>
      <div className={webhooks.filters}>
        <NativeSelect
          aria-label={texts.direction}
          value={filter.direction}
          data={Object.entries(texts.directions).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setFilter({ direction: event.currentTarget.value === 'in' ? 'in' : 'out' })}
        />
        <NativeSelect
          aria-label={texts.state}
          value={filter.state ?? ''}
          data={[
            { value: '', label: texts.anyState },
            ...STATES[filter.direction].map((value) => ({ value, label: texts.entryStates[value] })),
          ]}
          onChange={(event) => {
            const state = STATES[filter.direction].find((one) => one === event.currentTarget.value);
            setFilter({ direction: filter.direction, ...(state && { state }) });
          }}
        />
        <Button variant="default" loading={query.isRefetching} onClick={() => void query.refetch()}>
          {texts.refresh}
        </Button>
      </div>
      <LogTable
        query={query}
        items={entries}
        none={texts.logNone}
        heads={[texts.subject, texts.when, texts.state, texts.outcome]}
      >
        {(entry) => <Row key={entry.id} entry={entry} onOpen={() => setOpened(entry)} />}
      </LogTable>
      {opened && <MailEntryDrawer entry={opened} onClose={() => setOpened(undefined)} />}
    </section>
  );
}

function Row({ entry, onOpen }: { entry: MailEntry; onOpen: () => void }) {
  const when = formatDayAndTime(entry.at);
  const subject = entry.subject || texts.noSubject;
  return (
    <Table.Tr>
      <Table.Td>
        <span>
          <button
            type="button"
            className={webhooks.open}
            aria-label={texts.open(subject, when)}
            onClick={onOpen}
          >
            {subject}
          </button>
          <br />
          <span className={settings.dim} style={{ overflowWrap: 'anywhere' }}>
            {entry.addresses.join(', ')}
          </span>
        </span>
      </Table.Td>
      <Table.Td data-label={texts.when}>{when}</Table.Td>
      <Table.Td data-label={texts.state}>
        <span className={settings.health} data-health={HEALTH[entry.state]}>
          {texts.entryStates[entry.state]}
        </span>
      </Table.Td>
      <Table.Td data-label={texts.outcome}>
        <span style={{ overflowWrap: 'anywhere' }}>
          {[
            entry.reason,
            entry.tries > 1 && texts.tries(entry.tries),
            entry.state === 'waiting' && entry.dueAt && texts.dueAt(formatDayAndTime(entry.dueAt)),
          ]
            .filter(Boolean)
            .join(' · ') || '–'}
        </span>
      </Table.Td>
    </Table.Tr>
  );
}
