import type { Media } from '../../contract/api/index.ts';
import type { MediaFile } from './types.ts';

/** A file as the browser gets it: our own address, never that of X. */
export function presentMedia(file: MediaFile): Media {
  return {
    id: file.id,
    kind: file.kind,
    state: file.state,
    failure: file.failure,
    url: file.state === 'stored' ? `/api/media/${file.id}/bytes` : null,
    contentType: file.contentType,
    byteSize: file.byteSize,
    width: file.width,
    height: file.height,
    durationMs: file.durationMs,
    altText: file.altText,
  };
}
