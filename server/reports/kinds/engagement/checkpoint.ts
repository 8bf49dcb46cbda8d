import type { Json } from '../../kind.ts';
import type { Source } from './metrics.ts';

/** Where a run goes on. */
export interface Checkpoint {
  readonly source: Source;
  /** The tweets of the run, fixed when it begins. */
  readonly ids: readonly string[];
  /** The hour after the last one that had begun when the run did. */
  readonly untilHour: number;
  /** Requests that are done. */
  readonly step: number;
  /** Sums of the section that is under way; with its last request done, its rows are being yielded. */
  readonly sums: Json;
  /** Cells of the section whose rows were yielded. */
  readonly from: number;
  /** Tweets of which X tells nothing; they are not asked for again. */
  readonly gone: readonly string[];
  /** Tweets and reasons that were told in the companion table. */
  readonly told: readonly string[];
}

export function toJson(checkpoint: Checkpoint): Json {
  return { ...checkpoint };
}

/** @throws Error for what this connector did not write */
export function readCheckpoint(json: Json): Checkpoint {
  const parts = typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.entries(json) : [];
  const found = new Map<string, Json>(parts);
  const number = (key: string): number => {
    const value = found.get(key);
    if (typeof value === 'number') return value;
    throw new Error(`the checkpoint has no ${key}`);
  };
  const texts = (key: string): string[] => {
    const value = found.get(key);
    if (!Array.isArray(value)) throw new Error(`the checkpoint has no ${key}`);
    return value.filter((one) => typeof one === 'string');
  };
  return {
    source: found.get('source') === 'analytics' ? 'analytics' : 'engagement_api',
    ids: texts('ids'),
    untilHour: number('untilHour'),
    step: number('step'),
    sums: found.get('sums') ?? null,
    from: number('from'),
    gone: texts('gone'),
    told: texts('told'),
  };
}
