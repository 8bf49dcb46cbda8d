import type { FastifyReply, FastifyRequest } from 'fastify';
import { mediaRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { mediaErrors } from '../../../contract/errors/media.ts';
import { AppError, type BlobStore, type Db, type HttpServer, route } from '../../base/index.ts';
import { readRange } from '../range.ts';
import { findFile } from '../store.ts';
import type { MediaFile } from '../types.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
};

/** A file's bytes. They came from a stranger: the type is what the content showed, and nothing in them may act. */
export function addBytesRoute(http: HttpServer, { db, blobs }: { db: Db; blobs: BlobStore }): void {
  route(http, mediaRoutes.bytes, async ({ caller, params, request, reply }) => {
    const file = await findFile(db.workspace(caller.workspaceId), params.id);
    if (!file) throw new AppError(mediaErrors.media_not_found);
    // The bytes of an id never change; only the right to see them may.
    reply
      .header('cache-control', 'private, max-age=3600')
      .header('cross-origin-resource-policy', 'same-origin');
    return sendFile({ blobs, workspaceId: caller.workspaceId, file }, request, reply);
  });
}

/** Answers with a file's bytes or the range of them that is asked for. @throws AppError while they are not here. */
export async function sendFile(
  given: { readonly blobs: BlobStore; readonly workspaceId: string; readonly file: MediaFile },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { blobs, workspaceId, file } = given;
  if (file.state !== 'stored' || file.blobKey === null) throw new AppError(mediaErrors.media_not_stored);
  const size = await blobs.findSize(workspaceId, file.blobKey);
  if (size === undefined) throw new AppError(mediaErrors.media_bytes_lost);
  const contentType = file.contentType ?? 'application/octet-stream';
  const extension = EXTENSIONS[contentType];
  reply
    .type(contentType)
    .header('accept-ranges', 'bytes')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header(
      'content-disposition',
      `${extension ? 'inline' : 'attachment'}; filename="${file.id}.${extension ?? 'bin'}"`,
    );
  const range = readRange(request.headers.range, size);
  if (range === null) {
    reply.header('content-range', `bytes */${size}`).header('content-disposition', 'inline');
    throw new AppError(baseErrors.range_not_satisfiable);
  }
  if (request.method === 'HEAD') return reply.header('content-length', size).send('');
  if (range === undefined) {
    return reply.header('content-length', size).send(await blobs.read(workspaceId, file.blobKey));
  }
  return reply
    .status(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
    .header('content-length', range.end - range.start + 1)
    .send(await blobs.read(workspaceId, file.blobKey, range));
}
