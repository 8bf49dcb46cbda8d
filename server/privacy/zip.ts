import { Readable } from 'node:stream';
import { configure, TextReader, ZipWriter } from '@zip.js/zip.js';
import type { BlobStore } from '../base/index.ts';

configure({ useWebWorkers: false });

/** Puts files into the archive, one after the other. */
export interface Archive {
  text(name: string, text: string): Promise<void>;
  /** Text that is made while it is written. */
  lines(name: string, lines: AsyncIterable<string>): Promise<void>;
  /** Bytes that are as small as they get already: photos, videos. */
  bytes(name: string, bytes: Readable): Promise<void>;
}

/** Writes a zip as a blob while it is made: nothing of it is held in memory. Answers its size. */
export async function writeArchive(
  blobs: BlobStore,
  workspaceId: string,
  key: string,
  fill: (archive: Archive) => Promise<void>,
): Promise<number> {
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const writer = new ZipWriter(pipe.writable);
  // The two kinds of web streams, Node's and the DOM's, are the same thing under two type names.
  const source = Readable.fromWeb(pipe.readable as Parameters<typeof Readable.fromWeb>[0]);
  const written = blobs.put(workspaceId, key, source);
  try {
    await fill({
      text: async (name, text) => void (await writer.add(name, new TextReader(text))),
      lines: async (name, lines) => void (await writer.add(name, streamOf(Readable.from(encoded(lines))))),
      bytes: async (name, bytes) => void (await writer.add(name, streamOf(bytes), { level: 0 })),
    });
    await writer.close();
  } catch (error) {
    source.destroy(error instanceof Error ? error : new Error('the archive broke off'));
    await written.catch(() => undefined);
    throw error;
  }
  return written;
}

async function* encoded(lines: AsyncIterable<string>): AsyncIterable<Buffer> {
  for await (const line of lines) yield Buffer.from(line);
}

function streamOf(source: Readable): ReadableStream<Uint8Array> {
  // As above.
  return Readable.toWeb(source) as unknown as ReadableStream<Uint8Array>;
}
