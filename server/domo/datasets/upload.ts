import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { badRequest } from '../http/problem.ts';

/** Unpacked; what is packed may be a bomb. */
const MOST_BYTES = 4 * 1024 ** 3;

/**
 * Puts the bytes of a request into a file, unpacked where they come as gzip (by either header that clients use). What
 * cannot be read leaves no file. @returns how many bytes there are
 */
export async function receive(upload: IncomingMessage, path: string): Promise<number> {
  let bytes = 0;
  const count = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      done(bytes > MOST_BYTES ? badRequest('The upload is too large: send it in parts.') : null, chunk);
    },
  });
  const packed =
    /gzip/i.test(upload.headers['content-encoding'] ?? '') ||
    /gzip/i.test(upload.headers['content-type'] ?? '');
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    if (packed) await pipeline(upload, createGunzip(), count, file);
    else await pipeline(upload, count, file);
    return bytes;
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw badRequest('The upload is not valid gzip.');
    }
    throw error;
  }
}
