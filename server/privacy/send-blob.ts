import type { FastifyReply } from 'fastify';
import { privacyErrors } from '../../contract/errors/privacy.ts';
import { AppError, type BlobStore } from '../base/index.ts';

/** Answers with a file made for somebody to keep. */
export async function sendBlob(
  blobs: BlobStore,
  workspaceId: string,
  key: string,
  { reply, name }: { readonly reply: FastifyReply; readonly name: string },
): Promise<FastifyReply> {
  const size = await blobs.findSize(workspaceId, key);
  if (size === undefined) throw new AppError(privacyErrors.export_gone);
  return reply
    .type('application/zip')
    .header('content-length', size)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(await blobs.read(workspaceId, key));
}
