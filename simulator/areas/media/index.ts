import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerMediaDownload } from './download.ts';
import { registerMediaUploadV1 } from './upload-v1.ts';
import { registerMediaUpload } from './upload.ts';

/** Files: uploading them, and reading those of direct messages. */
export function registerMedia(app: FastifyInstance, sim: Sim): void {
  registerMediaUpload(app, sim);
  registerMediaUploadV1(app, sim);
  registerMediaDownload(app, sim);
}
