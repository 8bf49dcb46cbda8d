import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store, Table } from '../core/store.ts';

export type MediaKind = 'photo' | 'animated_gif' | 'video' | 'subtitles';

/** One uploaded file. Its bytes are kept apart, under its id. */
export interface SimMedia {
  id: string;
  mediaKey: string;
  /** The third part of a direct message media address. */
  resourceId: string;
  ownerId: string;
  additionalOwnerIds: string[];
  category: string;
  kind: MediaKind;
  mimeType: string;
  totalBytes: number;
  size: number;
  state: 'uploading' | 'pending' | 'in_progress' | 'succeeded' | 'failed';
  /** Uploaded without asking for processing in the background. */
  isSynchronous?: boolean;
  processingStartedAt?: number;
  processingMs?: number;
  error?: { code: number; name: string; message: string };
  width: number;
  height: number;
  durationMs?: number;
  altText?: string;
  /** Tracks of a video by language code. */
  subtitles?: { mediaId: string; languageCode: string; displayName?: string }[];
  shared: boolean;
  createdAt: number;
  expiresAt: number;
}

/** How processing goes, for tests: settable over the control API, back to the standard with each reset. */
export interface MediaProcessing {
  /** So many files to come fail while they are processed. */
  failNext: number;
  /** Multiplies the time that processing takes; 0 is at once. */
  scale: number;
}

export interface MediaStore {
  processing: MediaProcessing;
  table: Table<SimMedia>;
  find(id: string): SimMedia | undefined;
  findByKey(mediaKey: string): SimMedia | undefined;
  appendChunk(id: string, index: number, chunk: Buffer): void;
  receivedBytes(id: string): number;
  /** Lets go of the pieces of uploads that nobody finished within their day. */
  dropUnfinished(now: number): void;
  /** Joins the chunks; undefined when one is missing. */
  assemble(id: string): Buffer | undefined;
  writeBytes(id: string, bytes: Buffer): void;
  readBytes(id: string): Buffer | undefined;
}

/** Bytes go to `dataDir/media` when the simulator is persistent, else they stay in memory. */
export function createMedia(store: Store, dataDir: string | undefined): MediaStore {
  const byKey = new Map<string, string>();
  const chunks = new Map<string, Map<number, Buffer>>();
  const memory = new Map<string, Buffer>();
  const folder = dataDir === undefined ? undefined : join(dataDir, 'media');
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string) => (folder && /^[0-9]+$/.test(id) ? join(folder, id) : undefined);
  const processing: MediaProcessing = { failNext: 0, scale: 1 };
  const table = store.table<SimMedia>('media', {
    key: (row) => row.id,
    indexed: (row) => void byKey.set(row.mediaKey, row.id),
    removed(row) {
      byKey.delete(row.mediaKey);
      memory.delete(row.id);
      const path = pathOf(row.id);
      if (path) rmSync(path, { force: true });
    },
    cleared() {
      byKey.clear();
      chunks.clear();
      memory.clear();
      Object.assign(processing, { failNext: 0, scale: 1 });
    },
  });
  return {
    processing,
    table,
    find: (id) => table.find(id),
    findByKey: (mediaKey) => table.find(byKey.get(mediaKey) ?? ''),
    appendChunk(id, index, chunk) {
      const parts = chunks.get(id) ?? new Map<number, Buffer>();
      chunks.set(id, parts);
      parts.set(index, Buffer.from(chunk));
    },
    receivedBytes: (id) =>
      [...(chunks.get(id)?.values() ?? [])].reduce((sum, chunk) => sum + chunk.length, 0),
    dropUnfinished(now) {
      // Uploads come in the order of their ends, since all live equally long.
      for (const id of chunks.keys()) {
        const media = table.find(id);
        if (media && media.expiresAt > now) break;
        chunks.delete(id);
      }
    },
    assemble(id) {
      const parts = chunks.get(id);
      if (!parts || parts.size === 0) return undefined;
      const ordered: Buffer[] = [];
      for (let index = 0; index < parts.size; index++) {
        const part = parts.get(index);
        if (!part) return undefined;
        ordered.push(part);
      }
      chunks.delete(id);
      return Buffer.concat(ordered);
    },
    writeBytes(id, bytes) {
      const path = pathOf(id);
      if (path) writeFileSync(path, bytes, { mode: 0o600 });
      else memory.set(id, bytes);
    },
    readBytes(id) {
      const path = pathOf(id);
      if (path) return existsSync(path) ? readFileSync(path) : undefined;
      return memory.get(id);
    },
  };
}
