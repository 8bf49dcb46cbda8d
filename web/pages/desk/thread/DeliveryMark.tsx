import {
  IconAlertTriangle,
  IconCheck,
  IconChecks,
  IconClock,
  IconEyeOff,
  IconHelpCircle,
} from '@tabler/icons-react';
import { UnstyledButton } from '@mantine/core';
import type { Entry } from '../../../../contract/api/index.ts';
import { formatClock, formatExact, formatWhen, useNow } from '../../../../ui/index.ts';
import { takeBack } from '../../../api/outgoing.ts';
import { threadTexts } from '../../../texts/thread.ts';
import { isProvisional } from '../../../lib/thread-window.ts';
import classes from './thread.module.css';

interface Props {
  entry: Entry;
  readPosition: string;
  endsGroup: boolean;
}

/** What became of a message: a word and a mark, never a colour alone. */
export function DeliveryMark({ entry, readPosition, endsGroup }: Props) {
  const read =
    entry.direction === 'out' && entry.state === 'sent' && BigInt(readPosition) >= BigInt(entry.position);
  const settled = entry.state === 'received' || entry.state === 'sent';
  if (settled && !endsGroup) return null;
  return (
    <p className={classes.mark} data-state={read ? 'read' : entry.state}>
      {entry.direction === 'out' && <Mark entry={entry} read={read} />}
      <time dateTime={entry.at} title={formatExact(entry.at)}>
        {formatClock(entry.at)}
      </time>
    </p>
  );
}

function Mark({ entry, read }: { entry: Entry; read: boolean }) {
  switch (entry.state) {
    case 'queued':
      return <Queued entry={entry} />;
    case 'sending':
      return (
        <>
          <IconClock size={14} aria-hidden className={classes.pulsing} /> {threadTexts.sending}
        </>
      );
    case 'sent':
      return read ? (
        <>
          <IconChecks size={15} aria-hidden />
          <span className="only-heard">{threadTexts.read}</span>
        </>
      ) : (
        <>
          <IconCheck size={15} aria-hidden />
          <span className="only-heard">{threadTexts.sent}</span>
        </>
      );
    case 'failed':
      return (
        <>
          <IconAlertTriangle size={14} aria-hidden /> {threadTexts.failed}
        </>
      );
    case 'uncertain':
      return (
        <>
          <IconHelpCircle size={14} aria-hidden /> {threadTexts.uncertain}
        </>
      );
    case 'kept':
      return (
        <>
          <IconEyeOff size={14} aria-hidden /> {threadTexts.kept}
        </>
      );
    case 'received':
    case 'canceled':
      return null;
  }
}

/** Waiting to leave: shortly (the undo bar shows it), or because X's limits bite. */
function Queued({ entry }: { entry: Entry }) {
  const now = useNow(1_000);
  const waitsLong = entry.sendsAt !== null && Date.parse(entry.sendsAt) - now > 15_000;
  return (
    <>
      <IconClock size={14} aria-hidden />
      {waitsLong && entry.sendsAt ? threadTexts.sendsAt(formatWhen(entry.sendsAt, now)) : threadTexts.queued}
      {waitsLong && !isProvisional(entry) && (
        <UnstyledButton className={classes.inlineVerb} onClick={() => void takeBack(entry)}>
          {threadTexts.takeBack}
        </UnstyledButton>
      )}
    </>
  );
}
