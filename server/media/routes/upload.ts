import multipart from '@fastify/multipart';
import { mediaRoutes } from '../../../contract/api/index.ts';
import { mediaErrors } from '../../../contract/errors/media.ts';
import {
  AppError,
  type BlobStore,
  type Clock,
  type Db,
  type HttpServer,
  newId,
  route,
} from '../../base/index.ts';
import { presentMedia } from '../present.ts';
import { findFile, insertUpload } from '../store.ts';
import { ContentRefused, ContentTooLarge, takeBytes } from '../take-bytes.ts';

const LARGEST_BYTES = 512 * 1024 * 1024;

/** Takes a file for a message that is being written. */
export async function addUploadRoute(
  http: HttpServer,
  { db, clock, blobs }: { db: Db; clock: Clock; blobs: BlobStore },
): Promise<void> {
  if (!http.app.hasContentTypeParser('multipart/form-data')) {
    await http.app.register(multipart, { limits: { files: 1, fields: 10, fileSize: LARGEST_BYTES } });
  }
  route(http, mediaRoutes.upload, async ({ caller, request }) => {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) throw new AppError(mediaErrors.media_missing);
    const workspace = db.workspace(caller.workspaceId);
    const id = newId<'media'>();
    const blobKey = `media-${id}`;
    // A stream that is destroyed in the middle would hold up the parser, and with it the connection.
    const bytes: AsyncIterable<Uint8Array> = part.file.iterator({ destroyOnReturn: false });
    const taken = await takeBytes(blobs, { workspaceId: caller.workspaceId, blobKey }, bytes).catch(
      (error: unknown) => {
        // What is left of the body is read away, so that the answer reaches the sender.
        part.file.resume();
        throw translate(error);
      },
    );
    if (part.file.truncated) {
      await blobs.remove(caller.workspaceId, blobKey);
      throw translate(new ContentTooLarge(LARGEST_BYTES));
    }
    const { content, byteSize } = taken;
    const { kind, contentType, width, height } = content;
    const uploadedBy = caller.memberId;
    await insertUpload(
      workspace,
      { id, blobKey, kind, contentType, byteSize, width, height, uploadedBy },
      clock.now(),
    );
    const file = await findFile(workspace, id);
    if (!file) throw new AppError(mediaErrors.media_not_found);
    return presentMedia(file);
  });
}

function translate(error: unknown): unknown {
  if (error instanceof ContentTooLarge) {
    return new AppError(mediaErrors.media_too_large, { values: { limit: error.largestBytes / 1024 / 1024 } });
  }
  if (error instanceof ContentRefused) return new AppError(mediaErrors.media_kind_refused);
  return error;
}
