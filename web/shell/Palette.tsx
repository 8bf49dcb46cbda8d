import '@mantine/spotlight/styles.css';
import { Kbd } from '@mantine/core';
import {
  Spotlight,
  spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { choosePresence, myPresenceQuery } from '../api/offers.ts';
import { useMay, usePreferences } from '../api/session.ts';
import { buildKeymap, commandIds, findKey, showKey } from '../lib/keymap.ts';
import { viewTitles } from '../texts/desk.ts';
import { insightsTexts } from '../texts/insights.ts';
import { commandNames, keyTexts } from '../texts/keys.ts';
import { places as namedPlaces } from '../texts/places.ts';
import { presenceTexts } from '../texts/seat.ts';
import { settingsSections } from '../texts/settings.ts';
import { findCommand, isApple, runCommand } from './commands.ts';
import { PresenceDot } from './presence/PresenceDot.tsx';

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
        onClick: () => void navigate({ to: '/inbox/$view', params: { view } }),
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
          onClick: () => void navigate({ to: page.to }),
        })),
    ];
    const reports: SpotlightActionData[] = may('insights.see')
      ? (['today', 'report'] as const).map((page) => ({
          id: `insights-${page}`,
          label: `${insightsTexts.title}: ${insightsTexts[page]}`,
          onClick: () => void navigate({ to: `/insights/${page}` }),
        }))
      : [];
    const presences: SpotlightActionData[] = (mine?.options ?? []).map((option) => ({
      id: `presence-${option.id}`,
      label: presenceTexts.mine(option.text),
      leftSection: <PresenceDot base={option.base} size={16} />,
      onClick: () => void choosePresence(option),
    }));
    const groups: SpotlightActionGroupData[] = [
      { group: keyTexts.paletteCommands, actions: commands },
      { group: keyTexts.palettePresence, actions: presences },
      { group: keyTexts.paletteGo, actions: [...places, ...reports] },
    ];
    return groups;
  }, [keys, navigate, may, mine]);
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      nothingFound={keyTexts.paletteNothing}
      highlightQuery
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 80 }}
      onSpotlightClose={onClose}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: keyTexts.palettePlaceholder,
        'aria-label': keyTexts.palettePlaceholder,
      }}
    />
  );
}
