import { ActionIcon, Button } from '@mantine/core';
import { IconChevronUp } from '@tabler/icons-react';
import type { Offer } from '../../../contract/api/index.ts';
import { formatCountdown } from '../../lib/countdown.ts';
import { useServerNow } from '../../lib/server-clock.ts';
import { offerTexts } from '../../texts/seat.ts';
import classes from './offers.module.css';

interface Props {
  offer: Offer;
  onAccept: () => void;
  onDecline: () => void;
  onUnfold: () => void;
}

/** An offer as one line at the edge: who, how long, and the same two answers. */
export function OfferLine({ offer, onAccept, onDecline, onUnfold }: Props) {
  const leftMs = Math.max(0, Date.parse(offer.expiresAt) - useServerNow(1_000));
  const time = formatCountdown(leftMs);
  return (
    <article className={classes.line} aria-label={`${offerTexts.scenario[offer.scenario]}: ${offer.title}`}>
      <strong dir="auto">{offer.title}</strong>
      {offer.showCountdown && (
        <span
          className={classes.time}
          data-low={leftMs < 15_000 || undefined}
          role="timer"
          aria-label={offerTexts.left(time)}
        >
          {time}
        </span>
      )}
      {offer.declineText !== null && (
        <Button size="compact-xs" variant="default" onClick={onDecline}>
          {offer.declineText}
        </Button>
      )}
      <Button size="compact-xs" onClick={onAccept}>
        {offer.acceptText}
      </Button>
      <ActionIcon
        size={20}
        variant="subtle"
        color="gray"
        onClick={onUnfold}
        aria-label={offerTexts.unfold}
        title={offerTexts.unfold}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
    </article>
  );
}
