import type { ReactNode } from 'react';
import { type Path, To } from '../shell/routing.tsx';

/** The head of a list; columns are CSS grid tracks, those marked `data-wide` are left out on phones. */
export function RowsHead({ columns, children }: { columns: string; children: ReactNode }) {
  return (
    <div className="rows-head" style={{ ['--cols' as string]: columns }} aria-hidden>
      {children}
    </div>
  );
}

interface RowProps {
  to: Path;
  columns: string;
  isOpen: boolean;
  label: string;
  children: ReactNode;
}

/** One line of a list, which opens beside it. */
export function Row({ to, columns, isOpen, label, children }: RowProps) {
  return (
    <li>
      <To
        to={to}
        className="row"
        style={{ ['--cols' as string]: columns }}
        data-row
        data-open={isOpen}
        aria-current={isOpen ? 'true' : undefined}
        aria-label={label}
      >
        {children}
      </To>
    </li>
  );
}

/** Name and value, one under the other. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export type Tone = 'good' | 'bad' | 'warn' | 'plain' | 'accent';

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  );
}

/** A share of something, with its words beside it. */
export function Meter({ used, limit, label }: { used: number; limit: number; label: string }) {
  const share = limit === 0 ? 1 : Math.min(1, used / limit);
  const tone = share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : 'good';
  return (
    <div
      className="meter"
      data-tone={tone}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={used}
    >
      <i style={{ width: `${share * 100}%` }} />
    </div>
  );
}
