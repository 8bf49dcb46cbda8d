import { buffer } from 'node:stream/consumers';
import { outboundErrors } from '../../contract/errors/outbound.ts';
import { xErrors } from '../../contract/errors/x.ts';
import { AppError, type BlobStore, type Clock, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import {
  attachMedia,
  findFile,
  listFiles,
  listFilesOf,
  type MediaFile,
  rememberXUpload,
} from '../media/index.ts';
import { findDmMediaCategory, uploadMedia, type XClient, XProblem } from '../x/index.ts';
import type { Attachment } from './checks.ts';

/** An upload that ends sooner is made anew: the send may have to wait for its window. */
const SPARE_MS = 10 * 60_000;

/** The file as the checks look at it, or nothing. */
export async function describeFile(db: WorkspaceDb, mediaId: string): Promise<Attachment | undefined> {
  const [file] = await listFiles(db, [mediaId]);
  return (
    file && { kind: file.kind, state: file.state, byteSize: file.byteSize, isFree: file.messageId === null }
  );
}

/** @throws AppError attachment_unknown when somebody else was quicker. */
export async function attachFiles(
  tx: WorkspaceTx,
  mediaIds: readonly string[],
  to: { readonly messageId: string; readonly conversationId: string },
): Promise<void> {
  const attached = await attachMedia(tx, mediaIds, to);
  if (attached.length !== mediaIds.length) throw new AppError(outboundErrors.attachment_unknown);
}

export async function fileIdsOf(db: WorkspaceDb, messageId: string): Promise<string[]> {
  return (await listFilesOf(db, [messageId])).map((file) => file.id);
}

/** X's id of a file for one account: the upload that still lasts, else a new one. @throws XProblem */
export async function uploadFile(
  parts: { readonly clock: Clock; readonly blobs: BlobStore },
  db: WorkspaceDb,
  client: XClient,
  mediaId: string,
): Promise<string> {
  const file = await findFile(db, mediaId);
  const nowMs = parts.clock.now().getTime();
  if (file?.xUploadId && (file.xUploadExpiresAt?.getTime() ?? 0) > nowMs + SPARE_MS) return file.xUploadId;
  const upload = await uploadMedia(client, toUpload(parts.blobs, db, file));
  const expiresAt = new Date(nowMs + upload.usableForMs);
  await rememberXUpload(db, mediaId, { xUploadId: upload.mediaId, expiresAt });
  return upload.mediaId;
}

/** X does not take the upload any more: a retry makes a new one. */
export async function forgetUploads(db: WorkspaceDb, messageId: string): Promise<void> {
  for (const mediaId of await fileIdsOf(db, messageId)) await rememberXUpload(db, mediaId, null);
}

function toUpload(blobs: BlobStore, db: WorkspaceDb, file: MediaFile | undefined) {
  const contentType = file?.contentType ?? '';
  const category = findDmMediaCategory(contentType);
  const blobKey = file?.blobKey;
  if (!file || !category || !blobKey) {
    throw new XProblem(xErrors.x_media_refused, { kind: 'refused', retryable: false });
  }
  return {
    category,
    contentType,
    totalBytes: file.byteSize ?? 0,
    read: async (start: number, end: number) =>
      buffer(await blobs.read(db.workspaceId, blobKey, { start, end: end - 1 })),
  };
}
