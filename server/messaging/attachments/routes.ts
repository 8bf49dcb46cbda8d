import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { attachmentOperations } from '../../../contract/sunshine/attachments.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { asId, isId, type WorkspaceDb } from '../../base/index.ts';
import { deleteFile, findFile, sendFile } from '../../media/index.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { storableText } from '../http/storable.ts';
import type { MessagingParts } from '../parts.ts';
import { extensionOf, type FilesDeps, findOwn, keep } from './files.ts';

/** Files that programs keep here. */
export function addAttachmentOperations(serve: Serve, parts: MessagingParts): void {
  const { files } = parts;

  serve(attachmentOperations.upload, async ({ db, request, program }) => ({
    attachment: await receive(files, db, request, program.keyId),
  }));

  serve(attachmentOperations.remove, async ({ db, body }) => {
    await removeNamed(files, db, body.mediaUrl);
    return {};
  });
}

interface Attachment {
  readonly mediaUrl: string;
  readonly mediaType: string;
}

/** Keeps the upload of a request. @throws SunshineError 400, 413, 415 */
export async function receive(
  files: FilesDeps,
  db: WorkspaceDb,
  request: FastifyRequest,
  by: string,
): Promise<Attachment> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (part?.fieldname !== 'source') throw new SunshineError(sunshineErrors.no_source);
  return keepPart(files, db, part, by);
}

/** The same, with the other fields of the form, wherever they stand in it. */
export async function receiveForm(
  files: FilesDeps,
  db: WorkspaceDb,
  request: FastifyRequest,
  by: string,
): Promise<{ readonly attachment: Attachment; readonly fields: Readonly<Record<string, string>> }> {
  const fields = new Map<string, string>();
  let attachment: Attachment | undefined;
  for await (const part of request.isMultipart() ? request.parts() : []) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields.set(part.fieldname, storableText(part.value));
    } else if (attachment === undefined && part.fieldname === 'source') {
      attachment = await keepPart(files, db, part, by);
    } else part.file.resume();
  }
  if (!attachment) throw new SunshineError(sunshineErrors.no_source);
  return { attachment, fields: Object.fromEntries(fields) };
}

async function keepPart(
  files: FilesDeps,
  db: WorkspaceDb,
  part: MultipartFile,
  by: string,
): Promise<Attachment> {
  try {
    const bytes: AsyncIterable<Uint8Array> = part.file.iterator({ destroyOnReturn: false });
    const file = await keep(files, db, { bytes, name: part.filename, by });
    const address = await files.addresses.maker(db);
    const mediaType = file.contentType ?? 'application/octet-stream';
    return { mediaUrl: address({ id: file.id, extension: extensionOf(mediaType) }), mediaType };
  } finally {
    // What is left of the body is read away, so that the answer reaches the sender.
    part.file.resume();
  }
}

/** Deletes the file at an address of ours. @throws SunshineError 400, 404 */
export async function removeNamed(files: FilesDeps, db: WorkspaceDb, mediaUrl: string): Promise<void> {
  if (!files.addresses.split(mediaUrl)) {
    throw badRequest(`Unsupported media URL for attachment deletion: ${mediaUrl}`);
  }
  const file = await findOwn(files, db, mediaUrl);
  if (!file || !(await deleteFile(db, file.id))) throw new SunshineError(sunshineErrors.attachment_not_found);
  // The row first: a blob without a row is waste, a row without a blob is a broken picture.
  if (file.blobKey !== null) await files.blobs.remove(db.workspaceId, file.blobKey);
}

/** The bytes behind an address of ours, for whoever has it. */
export function addMediaAddress({ http, db, files }: MessagingParts): void {
  http.app.get<{ Params: { workspaceId: string; name: string } }>(
    '/sc/media/:workspaceId/:name',
    async (request, reply) => {
      const { workspaceId, name } = request.params;
      if (!isId(workspaceId)) return reply.callNotFound();
      const workspace = db.workspace(asId<'workspace'>(workspaceId));
      const id = await files.addresses.read(workspace, name);
      const file = id === undefined ? undefined : await findFile(workspace, id);
      if (!file) return reply.callNotFound();
      reply
        .header('cache-control', 'public, max-age=900')
        .header('cross-origin-resource-policy', 'cross-origin');
      return sendFile({ blobs: files.blobs, workspaceId, file }, request, reply);
    },
  );
}
