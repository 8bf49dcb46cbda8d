import type { Readable } from 'node:stream';

/** Bytes kept outside the database, per workspace. Written before the row that names them, removed after it. */
export interface BlobStore {
  /** Writes all of `source`, durably, and answers its size. An error leaves nothing behind. */
  put(workspaceId: string, key: string, source: Readable | Buffer): Promise<number>;
  /** @throws BlobMissing when there is none. `end` is inclusive. */
  read(
    workspaceId: string,
    key: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<Readable>;
  /** Size in bytes; undefined when there is none. */
  findSize(workspaceId: string, key: string): Promise<number | undefined>;
  /** Nothing happens when there is none. */
  remove(workspaceId: string, key: string): Promise<void>;
}

export class BlobMissing extends Error {
  override readonly name = 'BlobMissing';
}
