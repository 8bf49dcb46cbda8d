import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/messages.ts';
import { texts } from '../texts/messages.ts';

const STEPS = [
  { label: '+1 min', ms: 60_000 },
  { label: '+1 h', ms: 3_600_000 },
  { label: '+1 day', ms: 86_400_000 },
];
/** Below this the difference is only the age of the last tick. */
const SAME_MS = 5_000;

const distance = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  if (Math.abs(minutes) < 60) return `${minutes} min`;
  if (Math.abs(minutes) < 1440) return `${(minutes / 60).toFixed(1)} h`;
  return `${(minutes / 1440).toFixed(1)} days`;
};

/** X's own time, which can be moved on; never back, since ids grow with it. */
export function ClockPanel({ nowMs, aheadMs }: { nowMs: number | null; aheadMs: number }) {
  const move = useMutation({ mutationFn: (ms: number) => api.advance(ms) });
  const isMoved = Math.abs(aheadMs) > SAME_MS;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{texts.clock}</h2>
        <span className="dim">{isMoved ? `${distance(aheadMs)} ${texts.ahead}` : texts.realTime}</span>
      </div>
      <div className="clock-time">
        {nowMs === null
          ? '—'
          : new Date(nowMs).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' })}
      </div>
      <Group gap={6}>
        {STEPS.map(({ label, ms }) => (
          <Button key={label} size="compact-xs" variant="default" onClick={() => move.mutate(ms)}>
            {label}
          </Button>
        ))}
      </Group>
    </section>
  );
}
