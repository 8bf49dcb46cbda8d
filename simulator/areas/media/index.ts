import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerMediaDownload, registerPostMedia } from './download.ts';
import { registerMediaLookup } from './lookup.ts';
import { registerMediaMetadataV1 } from './metadata-v1.ts';
import { registerMediaMetadata } from './metadata.ts';
import { registerMediaUploadV1 } from './upload-v1.ts';
import { registerMediaUpload } from './upload.ts';

/** Files: uploading them, and reading those of direct messages and posts. */
export function registerMedia(app: FastifyInstance, sim: Sim): void {
  registerMediaUpload(app, sim);
  registerMediaUploadV1(app, sim);
  registerMediaMetadata(app, sim);
  registerMediaMetadataV1(app, sim);
  registerMediaLookup(app, sim);
  registerMediaDownload(app, sim);
  registerPostMedia(app, sim);
}
