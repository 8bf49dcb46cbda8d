import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from './image-size.ts';
import type { MediaKind } from './types.ts';

const MB = 1024 * 1024;

/** What is enough of a file's beginning to tell its kind and, mostly, its measures. */
export const HEAD_BYTES = 64 * 1024;

interface Known {
  readonly kind: MediaKind;
  readonly contentType: string;
  /** X's limit, for what people send. */
  readonly largestBytes: number;
}

/** https://docs.x.com/x-api/media/quickstart/best-practices */
const KINDS: Readonly<Record<string, Known>> = {
  'image/jpeg': { kind: 'photo', contentType: 'image/jpeg', largestBytes: 5 * MB },
  'image/png': { kind: 'photo', contentType: 'image/png', largestBytes: 5 * MB },
  'image/apng': { kind: 'photo', contentType: 'image/png', largestBytes: 5 * MB },
  'image/webp': { kind: 'photo', contentType: 'image/webp', largestBytes: 5 * MB },
  'image/gif': { kind: 'gif', contentType: 'image/gif', largestBytes: 15 * MB },
  'video/mp4': { kind: 'video', contentType: 'video/mp4', largestBytes: 512 * MB },
};

export interface Content extends Known {
  readonly width: number | null;
  readonly height: number | null;
}

/** What a file is, by its first bytes; nothing when it is none of those that X takes. */
export async function findContent(head: Buffer): Promise<Content | undefined> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const mime = found?.mime === 'video/x-m4v' ? 'video/mp4' : found?.mime;
  const known = mime === undefined ? undefined : KINDS[mime];
  if (!known) return undefined;
  const size = imageSize(known.contentType, head);
  return { ...known, width: size?.width ?? null, height: size?.height ?? null };
}
