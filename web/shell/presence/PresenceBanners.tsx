import { Button } from '@mantine/core';
import { IconBellOff, IconPlayerPause, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { choosePresence, myPresenceQuery } from '../../api/offers.ts';
import { presenceTexts } from '../../texts/seat.ts';
import frame from '../Frame.module.css';

/** Says on every page why nothing is offered, with the way out one click away. */
export function PresenceBanners() {
  const mine = useQuery(myPresenceQuery).data;
  if (!mine) return null;
  const { presence, options, maxSessions, reason } = mine;
  const available = options.find((option) => option.id === 'available');
  const beAvailable = () => available && void choosePresence(available);
  if (presence.base === 'inactive') {
    return (
      <Banner icon={<IconPlayerPause size={18} aria-hidden />} words={presenceTexts.inactive}>
        <Button size="compact-sm" onClick={beAvailable}>
          {presenceTexts.here}
        </Button>
      </Banner>
    );
  }
  if (presence.sessions >= maxSessions) {
    return (
      <Banner icon={<IconStack2 size={18} aria-hidden />} words={presenceTexts.full(presence.sessions)} />
    );
  }
  if (reason === 'declined') {
    return (
      <Banner icon={<IconBellOff size={18} aria-hidden />} words={presenceTexts.declined}>
        <Button size="compact-sm" onClick={beAvailable}>
          {presenceTexts.available}
        </Button>
      </Banner>
    );
  }
  return null;
}

function Banner({ icon, words, children }: { icon: ReactNode; words: string; children?: ReactNode }) {
  return (
    <div className={frame.banner} data-kind="presence" role="status">
      {icon}
      <span>{words}</span>
      {children}
    </div>
  );
}
