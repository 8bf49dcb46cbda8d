import { IconAlarm, IconAlertTriangle, IconFlagCheck } from '@tabler/icons-react';
import { formatCountdown } from '../../../lib/countdown.ts';
import { useServerNow } from '../../../lib/server-clock.ts';
import { readSla, type SlaItem } from '../../../lib/sla.ts';
import { slaTexts } from '../../../texts/seat.ts';
import classes from './state.module.css';

/** What is due next and how long there is; red and in words when it was missed. `short` shows the time alone. */
export function SlaMark({ item, short = false }: { item: SlaItem; short?: boolean }) {
  if (item.state === 'closed' || (item.slaDueAt === null && item.breached.length === 0)) return null;
  return <Ticking item={item} short={short} />;
}

function Ticking({ item, short }: { item: SlaItem; short: boolean }) {
  const sla = readSla(item, useServerNow(1_000));
  if (!sla) return null;
  const breached = sla.state === 'breached';
  const kind = slaTexts.kinds[sla.kind] ?? sla.kind;
  const time = sla.leftMs === null ? '' : formatCountdown(Math.abs(sla.leftMs));
  const words =
    sla.leftMs === null
      ? slaTexts.missed(kind)
      : breached
        ? slaTexts.overdue(kind, time)
        : slaTexts.due(kind, time);
  const Icon = breached ? IconAlertTriangle : sla.kind === 'resolution' ? IconFlagCheck : IconAlarm;
  return (
    <span
      className={classes.sla}
      data-near={sla.state === 'near' || undefined}
      data-breached={breached || undefined}
      title={words}
    >
      <Icon size={13} aria-hidden />
      {short ? (
        <>
          <span aria-hidden>
            {time === '' ? slaTexts.missedShort : breached ? slaTexts.overdueShort(time) : time}
          </span>
          <span className="only-heard">{words}</span>
        </>
      ) : (
        words
      )}
    </span>
  );
}
