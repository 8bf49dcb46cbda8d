/** A file with rows of a version. */
export interface Part {
  /** Name of the file, without its ending. */
  readonly id: string;
  readonly rows: number;
  readonly bytes: number;
  /** How many of its rows later updates took away. */
  readonly gone: number;
}

/** A file that says which rows of which parts are gone: columns `part` and `row`, counted from 0 in the part. */
export interface GoneFile {
  readonly id: string;
  readonly rows: number;
  readonly bytes: number;
}

/** The files that make a version. Rows come in the order of the parts. */
export interface Manifest {
  readonly parts: readonly Part[];
  readonly gone: readonly GoneFile[];
}

export const EMPTY: Manifest = { parts: [], gone: [] };

const MOST_PARTS = 40;
const MOST_GONE_SHARE = 0.2;

export const rowsOf = ({ parts }: Manifest): number =>
  parts.reduce((sum, part) => sum + part.rows - part.gone, 0);

export const bytesOf = ({ parts, gone }: Manifest): number =>
  [...parts, ...gone].reduce((sum, file) => sum + file.bytes, 0);

export const filesOf = ({ parts, gone }: Manifest): string[] => [...parts, ...gone].map(({ id }) => id);

/** True when reading would be quicker after all rows have been written into one file. */
export function wantsCompacting({ parts, gone }: Manifest): boolean {
  const all = parts.reduce((sum, part) => sum + part.rows, 0);
  const lost = parts.reduce((sum, part) => sum + part.gone, 0);
  return parts.length > MOST_PARTS || gone.length > MOST_PARTS || lost > all * MOST_GONE_SHARE;
}

/** The manifest with one more part at its end, and rows of the others taken away. */
export function withPart(
  { parts, gone }: Manifest,
  added: Part | undefined,
  lost?: { readonly file: GoneFile; readonly byPart: ReadonlyMap<string, number> },
): Manifest {
  const kept = parts
    .map((part) => ({ ...part, gone: part.gone + (lost?.byPart.get(part.id) ?? 0) }))
    .filter((part) => part.gone < part.rows);
  return {
    parts: added && added.rows > 0 ? [...kept, added] : kept,
    gone: kept.some((part) => part.gone > 0) ? [...gone, ...(lost ? [lost.file] : [])] : [],
  };
}
