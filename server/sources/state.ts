import type { Json } from '../reports/index.ts';

/** What a stream goes on with: after a run that came through, and within one that did not. */
export interface StreamState {
  /** What the last run that came through left. */
  readonly bookmark: Json | undefined;
  /** A run that was cut off, and where. */
  readonly run: RunState | undefined;
}

export interface RunState {
  /** What it asked for, by its fingerprint. */
  readonly of: string;
  /** The moment that its days count from. */
  readonly askedAt: Date;
  readonly checkpoint: Json;
  /** What it leaves once it comes through. */
  readonly bookmark: Json | undefined;
  readonly rows: number;
}

export const noState: StreamState = { bookmark: undefined, run: undefined };

export function stateJson({ bookmark, run }: StreamState): Json {
  return {
    ...(bookmark !== undefined && { bookmark }),
    ...(run && {
      run: {
        of: run.of,
        asked_at: run.askedAt.toISOString(),
        checkpoint: run.checkpoint,
        ...(run.bookmark !== undefined && { bookmark: run.bookmark }),
        rows: run.rows,
      },
    }),
  };
}

/** Reads what `stateJson` wrote; of anything else nothing is left. */
export function readState(json: unknown): StreamState {
  const state = recordOf(json);
  const run = recordOf(state?.['run']);
  const askedAt = new Date(textOf(run?.['asked_at']));
  const isWhole = run && !Number.isNaN(askedAt.getTime());
  return {
    bookmark: state?.['bookmark'],
    run: isWhole
      ? {
          of: textOf(run['of']),
          askedAt,
          checkpoint: run['checkpoint'] ?? null,
          bookmark: run['bookmark'],
          rows: Number(run['rows']) || 0,
        }
      : undefined,
  };
}

export const textOf = (json: unknown): string => (typeof json === 'string' ? json : '');

export function recordOf(json: unknown): { readonly [key: string]: Json } | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  // It was read from JSON.
  return json as { readonly [key: string]: Json };
}
