import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Cell, Row } from '../kind.ts';

/** The file that was staged is not there any more, or not whole: the run begins anew. */
export class StageLost extends Error {}

/** Rows of a run on their way: CSV files that grow, each cut back to where the last checkpoint left it. */
export class Stage {
  readonly #pathOf: (name: string) => Promise<string>;
  readonly #bytes: Map<string, number>;
  readonly #files = new Map<string, FileHandle>();

  private constructor(pathOf: (name: string) => Promise<string>, staged: Readonly<Record<string, number>>) {
    this.#pathOf = pathOf;
    this.#bytes = new Map(Object.entries(staged));
  }

  /** @throws StageLost */
  static async open(
    pathOf: (name: string) => Promise<string>,
    staged: Readonly<Record<string, number>>,
  ): Promise<Stage> {
    const stage = new Stage(pathOf, staged);
    try {
      for (const [name, bytes] of Object.entries(staged)) {
        const file = await open(await pathOf(name), 'r+').catch(() => undefined);
        if (!file) throw new StageLost(name);
        stage.#files.set(name, file);
        if ((await file.stat()).size < bytes) throw new StageLost(name);
        await file.truncate(bytes);
      }
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  /** Adds rows behind the others, each with `tail` at its end. */
  async append(name: string, rows: readonly Row[], tail: string): Promise<void> {
    if (rows.length === 0) return;
    const file = await this.#file(name);
    const at = this.#bytes.get(name) ?? 0;
    const bytes = Buffer.from(toCsv(rows, tail));
    // A nearly full disk takes a part.
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
    this.#bytes.set(name, at + bytes.length);
  }

  /** Makes what was added durable. @returns where each file ends */
  async sync(): Promise<Record<string, number>> {
    for (const file of this.#files.values()) await file.datasync();
    return Object.fromEntries(this.#bytes);
  }

  /** Path and size of a file; undefined when no row came for it. */
  async fileOf(name: string): Promise<string | undefined> {
    return (this.#bytes.get(name) ?? 0) > 0 ? this.#pathOf(name) : undefined;
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) await file.close();
    this.#files.clear();
  }

  /** Closes and removes all of it. */
  async remove(): Promise<void> {
    await this.close();
    for (const name of this.#bytes.keys()) await rm(await this.#pathOf(name), { force: true });
  }

  async #file(name: string): Promise<FileHandle> {
    const known = this.#files.get(name);
    if (known) return known;
    const file = await open(await this.#pathOf(name), 'w', 0o600);
    this.#files.set(name, file);
    return file;
  }
}

/** Null is an empty field, an empty text an empty pair of quotes. */
function toCsv(rows: readonly Row[], tail: string): string {
  let text = '';
  for (const row of rows) {
    for (let at = 0; at < row.length; at += 1) {
      if (at > 0) text += ',';
      text += fieldOf(row[at] ?? null);
    }
    text += tail;
  }
  return text;
}

const fieldOf = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'number' ? String(cell) : `"${cell.replaceAll('"', '""')}"`;
