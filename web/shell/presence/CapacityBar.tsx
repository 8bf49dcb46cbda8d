import type { AgentPresence } from '../../../contract/api/index.ts';
import { presenceTexts } from '../../texts/seat.ts';
import classes from './presence.module.css';

type Load = Pick<AgentPresence, 'usedUnits' | 'capacityUnits' | 'sessions'>;

/** How much of the capacity is taken. Beyond the limit it says by how much. */
export function CapacityBar({ presence }: { presence: Load }) {
  const { usedUnits: used, capacityUnits: capacity, sessions } = presence;
  const over = used - capacity;
  const share = capacity === 0 ? (used > 0 ? 1 : 0) : Math.min(1, used / capacity);
  const words = presenceTexts.units(used, capacity);
  return (
    <div className={classes.capacity}>
      <div
        className={classes.bar}
        role="meter"
        aria-label={presenceTexts.capacity}
        aria-valuemin={0}
        aria-valuemax={Math.max(capacity, used)}
        aria-valuenow={used}
        aria-valuetext={words}
      >
        <span style={{ width: `${share * 100}%` }} data-full={share >= 1 || undefined} />
      </div>
      <p>
        {presenceTexts.capacity} {words}
        {over > 0 && ` · ${presenceTexts.over(over)}`} · {presenceTexts.sessions(sessions)}
      </p>
    </div>
  );
}
