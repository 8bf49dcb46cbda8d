import '@mantine/spotlight/styles.css';
import { Kbd } from '@mantine/core';
import {
  Spotlight,
  spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { api } from '../../client/index.ts';
import { choosePresence, myPresenceQuery } from '../api/offers.ts';
import { useMay, usePreferences } from '../api/session.ts';
import { rankByName, rankName } from '../lib/rank-names.ts';
import { buildKeymap, commandIds, findKey, showKey } from '../lib/keymap.ts';
import { nameCustomer } from '../lib/names.ts';
import { viewTitles } from '../texts/desk.ts';
import { insightsTexts } from '../texts/insights.ts';
import { commandNames, keyTexts } from '../texts/keys.ts';
import { places as namedPlaces } from '../texts/places.ts';
import { presenceTexts } from '../texts/seat.ts';
import { settingsSections } from '../texts/settings.ts';
import { findCommand, isApple, runCommand } from './commands.ts';
import { Face } from './Face.tsx';
import { focusPage } from './focus-page.ts';
import { PresenceDot } from './presence/PresenceDot.tsx';

/** The next Tab is on the page that was asked for: set after the palette, as it closes, gave the keyboard back. */
const arrive = () => void setTimeout(focusPage, 120);

/** In each group the best answer first, and the group that has it before the others. */
function bestFirst(
  typed: string,
  groups: (SpotlightActionData | SpotlightActionGroupData)[],
): SpotlightActionGroupData[] {
  const found = groups.flatMap((group) => {
    if (!('actions' in group)) return [];
    // Found by the server, which knows more of a name than its letters.
    if (group.group === keyTexts.paletteCustomers) return [{ best: 0, group }];
    const actions = rankByName(typed, group.actions, ({ label = '' }) => label);
    const best = actions[0] && rankName(typed, actions[0].label ?? '');
    return best === undefined ? [] : [{ best, group: { ...group, actions } }];
  });
  return found.toSorted((a, b) => a.best - b.best).map(({ group }) => group);
}

/** Everything by name; each line teaches its key. */
// Loaded when first opened, so it is a module's default, as React.lazy wants it.
export default function Palette({ onClose }: { onClose: () => void }) {
  const may = useMay();
  const { keys } = usePreferences();
  const navigate = useNavigate();
  const mine = useQuery(myPresenceQuery).data;
  useEffect(() => {
    spotlight.open();
  }, []);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 120);
  const people = useQuery({
    queryKey: ['search', 'customers', q],
    queryFn: ({ signal }) => api.search.messages({ q, limit: 1 }, { signal }),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  }).data?.customers;
  const customers = useMemo(
    (): SpotlightActionData[] =>
      (q.length > 1 ? (people ?? []) : []).flatMap((customer) => {
        const { conversationId } = customer;
        if (!conversationId) return [];
        return {
          id: `customer-${customer.customerId}`,
          label: nameCustomer(customer),
          ...(customer.username ? { description: `@${customer.username}` } : {}),
          leftSection: <Face name={nameCustomer(customer)} url={customer.avatarUrl} size={28} />,
          onClick: () =>
            void navigate({
              to: '/inbox/$view/$conversationId',
              params: { view: 'all', conversationId },
            }).then(arrive),
        };
      }),
    [people, q, navigate],
  );
  const actions = useMemo(() => {
    const keymap = buildKeymap(keys);
    const commands: SpotlightActionData[] = commandIds
      .filter((id) => id !== 'palette' && id !== 'back' && findCommand(id))
      .map((id) => {
        const key = findKey(keymap, id);
        return {
          id,
          label: commandNames[id],
          // After the palette has closed, so that focus goes where the command wants it.
          onClick: () => void setTimeout(() => runCommand(id), 60),
          rightSection: key ? <Kbd size="sm">{showKey(key, isApple)}</Kbd> : undefined,
        };
      });
    const places: SpotlightActionData[] = [
      ...Object.entries(viewTitles).map(([view, label]) => ({
        id: `view-${view}`,
        label,
        onClick: () => void navigate({ to: '/inbox/$view', params: { view } }).then(arrive),
      })),
      ...namedPlaces
        .filter(({ needs }) => !needs || may(needs))
        .map(({ to, name }) => ({ id: to, label: name, onClick: () => void navigate({ to }) })),
      ...settingsSections
        .flatMap((section) => section.pages)
        .filter(({ needs }) => !needs || may(needs))
        .map((page) => ({
          id: page.to,
          label: page.name,
          onClick: () => void navigate({ to: page.to }).then(arrive),
        })),
    ];
    const reports: SpotlightActionData[] = may('insights.see')
      ? (['today', 'report'] as const).map((page) => ({
          id: `insights-${page}`,
          label: `${insightsTexts.title}: ${insightsTexts[page]}`,
          onClick: () => void navigate({ to: `/insights/${page}` }).then(arrive),
        }))
      : [];
    const presences: SpotlightActionData[] = (mine?.options ?? []).map((option) => ({
      id: `presence-${option.id}`,
      label: presenceTexts.mine(option.text),
      leftSection: <PresenceDot base={option.base} size={16} />,
      onClick: () => void choosePresence(option),
    }));
    const groups: SpotlightActionGroupData[] = [
      ...(customers.length > 0 ? [{ group: keyTexts.paletteCustomers, actions: customers }] : []),
      { group: keyTexts.paletteCommands, actions: commands },
      { group: keyTexts.palettePresence, actions: presences },
      { group: keyTexts.paletteGo, actions: [...places, ...reports] },
    ];
    return groups;
  }, [keys, navigate, may, mine, customers]);
  return (
    <Spotlight
      actions={actions}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      nothingFound={keyTexts.paletteNothing}
      highlightQuery
      filter={bestFirst}
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 80 }}
      onSpotlightClose={onClose}
      attributes={{ content: { 'aria-label': commandNames.palette } }}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: keyTexts.palettePlaceholder,
        'aria-label': keyTexts.palettePlaceholder,
      }}
    />
  );
}
