import type { PullContext } from '../../kind.ts';
import type { Cells } from './cells.ts';
import type { Dimension } from './chosen.ts';
import type { Plan } from './plan.ts';
import type { Layout, Window } from './windows.ts';

export const HOUR_MS = 3_600_000;

/** One request: which tweets over which hours, and where the counts go. */
export interface Ask {
  readonly context: Pick<PullContext, 'client' | 'spend' | 'signal'>;
  readonly plan: Plan;
  readonly groupBy: readonly Dimension[];
  readonly ids: readonly string[];
  /** The place of each tweet among the cells. */
  readonly placeOf: ReadonlyMap<string, number>;
  readonly window: Window;
  readonly layout: Layout;
  readonly cells: Cells;
  /** The end of the window, or now. */
  readonly endMs: number;
}

export interface Missing {
  readonly id: string;
  readonly reason: string;
}

export interface Told {
  /** Tweets of which X tells nothing. */
  readonly missing: readonly Missing[];
  /** Tweets of which X does not tell one of the metrics. */
  readonly partly: readonly Missing[];
}

/** Where the hours of a window go. @returns -1 for what lies outside of it */
export const slotAt = ({ layout, window }: Pick<Ask, 'layout' | 'window'>, hour: number): number =>
  layout.slotOf[hour - window.fromHour] ?? -1;
