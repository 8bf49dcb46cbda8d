import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentPresence } from '../../../contract/api/index.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { choosePresence, myPresenceQuery } from '../../api/offers.ts';
import { presenceTexts } from '../../texts/seat.ts';
import rail from '../Rail.module.css';
import { CapacityBar } from './CapacityBar.tsx';
import classes from './presence.module.css';
import { PresenceDot } from './PresenceDot.tsx';

/** How one is for routing, at the foot of the rail: the dot says it, the menu changes it. */
export function PresenceMenu({ connected }: { connected: boolean }) {
  const mine = useQuery(myPresenceQuery).data;
  const [opened, setOpened] = useState(false);
  if (!mine) return null;
  const { presence, options } = mine;
  const text = connected ? presence.text : presenceTexts.notConnected;
  return (
    <Menu position="right-end" width={270} shadow="md" opened={opened} onChange={setOpened}>
      <Tooltip label={presenceTexts.mine(text)} position="right" disabled={opened}>
        <Menu.Target>
          <UnstyledButton className={rail.item} aria-label={presenceTexts.mine(text)}>
            <PresenceDot base={connected ? presence.base : 'offline'} size={18} />
            <span className={rail.word}>{text}</span>
          </UnstyledButton>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <div className={classes.head}>
          <strong>{text}</strong>
          {connected ? <Since presence={presence} /> : <p>{presenceTexts.notConnectedHint}</p>}
          <CapacityBar presence={presence} />
        </div>
        <Menu.Divider />
        <Menu.Label>{presenceTexts.choose}</Menu.Label>
        {options.map((option) => (
          <Menu.Item
            key={option.id}
            leftSection={<PresenceDot base={option.base} size={14} />}
            rightSection={option.id === presence.presenceId ? <IconCheck size={16} aria-hidden /> : undefined}
            aria-current={option.id === presence.presenceId ? 'true' : undefined}
            disabled={!connected}
            onClick={() => void choosePresence(option)}
          >
            {option.text}
            {option.description && <span className={classes.about}>{option.description}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Since({ presence }: { presence: AgentPresence }) {
  return (
    <p>
      <RelativeTime at={presence.since} long /> ·{' '}
      {presence.chosen
        ? presenceTexts.chosen
        : presence.base === 'do_not_disturb'
          ? presenceTexts.followsFull
          : presenceTexts.followsWork}
    </p>
  );
}
