import { ActionIcon, Button, Kbd } from '@mantine/core';
import {
  IconArrowsRightLeft,
  IconChevronDown,
  IconMessagePlus,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { Offer } from '../../../contract/api/index.ts';
import { useServerNow } from '../../lib/server-clock.ts';
import { describeWait } from '../../lib/waiting.ts';
import { offerTexts } from '../../texts/seat.ts';
import { CountdownRing } from './CountdownRing.tsx';
import classes from './offers.module.css';

const icons = {
  incoming: IconMessagePlus,
  transfer: IconArrowsRightLeft,
  consult: IconUsers,
  assigned: IconUserCheck,
} as const;

export interface OfferCardProps {
  offer: Offer;
  /** Who handed it over, asks, or assigned it. */
  byName: string | undefined;
  /** The keys mean this one: shown on it. */
  keys?: { accept: string | undefined; decline: string | undefined };
  onAccept: () => void;
  onDecline: () => void;
  /** Makes it a line that covers nothing. */
  onFold?: () => void;
}

/** What somebody is asked to take: who it is, in the workspace's own fields, and how long there is to answer. */
export function OfferCard({ offer, byName, keys, onAccept, onDecline, onFold }: OfferCardProps) {
  const Icon = icons[offer.scenario];
  const what = offerTexts.scenario[offer.scenario];
  return (
    <article
      className={classes.card}
      aria-label={`${what}: ${offer.title}`}
      data-current={keys ? true : undefined}
    >
      <header className={classes.head}>
        <Icon size={20} stroke={1.75} aria-hidden className={classes.icon} />
        <div className={classes.who}>
          <p className={classes.what}>{byName ? offerTexts.by(what, byName) : what}</p>
          <h2 dir="auto">{offer.title}</h2>
          {offer.queueName && <p className={classes.queue}>{offer.queueName}</p>}
        </div>
        {offer.showCountdown && (
          <CountdownRing expiresAt={offer.expiresAt} seconds={offer.countdownSeconds} />
        )}
        {onFold && (
          <ActionIcon
            className={classes.fold}
            variant="subtle"
            color="gray"
            onClick={onFold}
            aria-label={offerTexts.fold}
            title={offerTexts.fold}
          >
            <IconChevronDown size={18} />
          </ActionIcon>
        )}
      </header>
      {offer.fields.length > 0 && (
        <dl className={classes.fields}>
          {offer.fields.map((field, index) => (
            <div key={index}>
              <dt>{field.heading}</dt>
              <dd dir="auto">{field.since ? <Since at={field.since} /> : field.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <footer className={classes.verbs}>
        {offer.declineText !== null && (
          <Button
            variant="default"
            onClick={onDecline}
            rightSection={keys?.decline && <Kbd size="xs">{keys.decline}</Kbd>}
          >
            {offer.declineText}
          </Button>
        )}
        <Button onClick={onAccept} rightSection={keys?.accept && <Kbd size="xs">{keys.accept}</Kbd>}>
          {offer.acceptText}
        </Button>
      </footer>
    </article>
  );
}

function Since({ at }: { at: string }) {
  return describeWait(useServerNow(1_000) - Date.parse(at));
}
