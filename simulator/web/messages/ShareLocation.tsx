import { ActionIcon, Menu } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { texts } from '../texts/messages.ts';

interface Props {
  onShare: (location: { latitude: number; longitude: number }) => void;
}

/** A few places to share; where the page really runs is nobody's business. */
export function ShareLocation({ onShare }: Props) {
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size="lg"
          radius="xl"
          aria-label={texts.shareLocation}
          title={texts.shareLocation}
        >
          <IconMapPin size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{texts.shareLocation}</Menu.Label>
        {texts.places.map(({ name, latitude, longitude }) => (
          <Menu.Item key={name} onClick={() => onShare({ latitude, longitude })}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
