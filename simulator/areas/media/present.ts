import type { XProcessingInfo, XUpload } from '../../../contract/x/media.ts';
import { mediaState } from '../../rules/media-use.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';

/** The `data` of finalize, status and one-shot upload. */
export function uploadAnswer(sim: Sim, media: SimMedia): XUpload {
  return {
    id: media.id,
    media_key: media.mediaKey,
    size: media.size,
    expires_after_secs: Math.max(0, Math.floor((media.expiresAt - sim.clock.now()) / 1000)),
    ...(media.kind === 'photo'
      ? { image: { image_type: media.mimeType, w: media.width, h: media.height } }
      : { processing_info: processingInfo(sim, media) }),
    ...(media.kind === 'video' ? { video: { video_type: media.mimeType } } : {}),
  };
}

function processingInfo(sim: Sim, media: SimMedia): XProcessingInfo {
  const state = mediaState(sim, media.id);
  if (state === 'succeeded') return { state, progress_percent: 100 };
  if (state === 'failed' || state === 'uploading')
    return { state: 'failed', progress_percent: 0, error: media.error };
  const elapsed = sim.clock.now() - (media.processingStartedAt ?? sim.clock.now());
  const percent = Math.floor((100 * elapsed) / Math.max(1, media.processingMs ?? 0));
  return { state, check_after_secs: 1, progress_percent: Math.min(99, percent) };
}
