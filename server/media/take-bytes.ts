import { Readable } from 'node:stream';
import type { BlobStore } from '../base/index.ts';
import { type Content, findContent, HEAD_BYTES } from './content.ts';

/** The content is none that X takes. */
export class ContentRefused extends Error {
  override readonly name = 'ContentRefused';
}

export class ContentTooLarge extends Error {
  override readonly name = 'ContentTooLarge';
  readonly largestBytes: number;

  constructor(largestBytes: number) {
    super('the file is too large');
    this.largestBytes = largestBytes;
  }
}

export interface TakenBytes {
  readonly content: Content;
  readonly byteSize: number;
}

/** Looks at the first bytes, then writes all of them as a blob, up to the limit of the kind. Nothing stays on an error. */
export async function takeBytes(
  blobs: BlobStore,
  place: { readonly workspaceId: string; readonly blobKey: string },
  source: AsyncIterable<Uint8Array>,
  find: (head: Buffer) => Promise<Content | undefined> = findContent,
): Promise<TakenBytes> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const first: Buffer[] = [];
    let length = 0;
    let done = false;
    while (length < HEAD_BYTES && !done) {
      const next = await chunks.next();
      done = next.done === true;
      if (next.done) break;
      first.push(Buffer.from(next.value));
      length += next.value.length;
    }
    const head = Buffer.concat(first);
    const content = await find(head);
    if (!content) throw new ContentRefused('the content is none that X takes');
    const bytes = Readable.from(capped(head, done ? undefined : chunks, content.largestBytes), {
      objectMode: false,
    });
    const byteSize = await blobs.put(place.workspaceId, place.blobKey, bytes);
    return { content, byteSize };
  } finally {
    await chunks.return?.();
  }
}

async function* capped(
  head: Buffer,
  rest: AsyncIterator<Uint8Array> | undefined,
  largestBytes: number,
): AsyncGenerator<Buffer> {
  let total = head.length;
  if (total > largestBytes) throw new ContentTooLarge(largestBytes);
  yield head;
  while (rest) {
    const next = await rest.next();
    if (next.done) return;
    total += next.value.length;
    if (total > largestBytes) throw new ContentTooLarge(largestBytes);
    yield Buffer.from(next.value);
  }
}
