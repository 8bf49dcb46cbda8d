import { attachmentOperations } from '../../../contract/sunshine/attachments.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { asId, isId } from '../../base/index.ts';
import { deleteFile, findFile, sendFile } from '../../media/index.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';
import { extensionOf, findOwn, keep } from './files.ts';

/** Files that programs keep here. */
export function addAttachmentOperations(serve: Serve, parts: MessagingParts): void {
  const { files } = parts;

  serve(attachmentOperations.upload, async ({ db, request, program }) => {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (part?.fieldname !== 'source') throw badRequest("body should have required property 'source'");
    try {
      const bytes: AsyncIterable<Uint8Array> = part.file.iterator({ destroyOnReturn: false });
      const file = await keep(files, db, { bytes, name: part.filename, by: program.keyId });
      const address = await files.addresses.maker(db);
      const mediaType = file.contentType ?? 'application/octet-stream';
      return {
        attachment: { mediaUrl: address({ id: file.id, extension: extensionOf(mediaType) }), mediaType },
      };
    } finally {
      // What is left of the body is read away, so that the answer reaches the sender.
      part.file.resume();
    }
  });

  serve(attachmentOperations.remove, async ({ db, body }) => {
    if (!files.addresses.split(body.mediaUrl)) {
      throw badRequest(`Unsupported media URL for attachment deletion: ${body.mediaUrl}`);
    }
    const file = await findOwn(files, db, body.mediaUrl);
    if (!file || !(await deleteFile(db, file.id)))
      throw new SunshineError(sunshineErrors.attachment_not_found);
    // The row first: a blob without a row is waste, a row without a blob is a broken picture.
    if (file.blobKey !== null) await files.blobs.remove(db.workspaceId, file.blobKey);
    return {};
  });
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
