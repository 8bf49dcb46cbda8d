import type { XProcessingInfo, XUpload } from '../../../contract/x/media.ts';
import type { JsonObject } from '../../core/errors.ts';
import { mediaState } from '../../rules/media-use.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';

/** What finalize, status and one-shot upload tell of a file, in v1.1 and v2 alike. */
export function uploadAnswer(sim: Sim, media: SimMedia): XUpload {
  return {
    id: media.id,
    media_key: media.mediaKey,
    size: media.size,
    expires_after_secs: secondsLeft(sim, media),
    ...(media.kind === 'photo'
      ? { image: { image_type: media.mimeType, w: media.width, h: media.height } }
      : media.kind === 'subtitles' || media.isSynchronous
        ? {}
        : { processing_info: processingInfo(sim, media) }),
    ...(media.kind === 'video' ? { video: { video_type: media.mimeType } } : {}),
  };
}

/** The same as a v2 answer, where the reason of a failure stands among the errors: the state has no place for it. */
export function uploadAnswerV2(sim: Sim, media: SimMedia): JsonObject {
  const { processing_info: info, ...data } = uploadAnswer(sim, media);
  if (!info) return { data };
  const { error, ...state } = info;
  return {
    data: { ...data, processing_info: state },
    ...(error
      ? { errors: [{ title: error.name, detail: error.message, type: 'about:blank', status: 400 }] }
      : {}),
  };
}

export function secondsLeft(sim: Sim, media: SimMedia): number {
  return Math.max(0, Math.ceil((media.expiresAt - sim.clock.now()) / 1000));
}

function processingInfo(sim: Sim, media: SimMedia): XProcessingInfo {
  const state = mediaState(sim, media.id);
  if (state === 'succeeded') return { state, progress_percent: 100 };
  if (state === 'uploading') return { state: 'pending', check_after_secs: 1, progress_percent: 0 };
  if (state === 'failed')
    return { state, progress_percent: 100, ...(media.error ? { error: media.error } : {}) };
  const elapsed = sim.clock.now() - (media.processingStartedAt ?? sim.clock.now());
  const needed = media.processingMs ?? 0;
  return {
    state,
    check_after_secs: Math.max(1, Math.ceil((needed - elapsed) / 1000)),
    progress_percent: Math.min(99, Math.floor((100 * elapsed) / Math.max(1, needed))),
  };
}
