import type { XLegacyMedia } from '../../contract/x/legacy.ts';
import { exactNumber } from '../core/exact-number.ts';
import type { PostUrl } from '../state/posts.ts';
import type { SimMedia } from '../state/media.ts';
import { postPhotoUrl, previewUrl, videoUrl } from './media.ts';

/** A file of a post in `entities.media`: public, unlike those of messages. */
export function presentPostMediaV1(base: string, link: PostUrl, media: SimMedia): XLegacyMedia {
  const url = media.kind === 'photo' ? postPhotoUrl(base, media) : previewUrl(base, media);
  const size = { w: media.width, h: media.height, resize: 'fit' };
  const type = media.kind === 'subtitles' ? 'video' : media.kind;
  return {
    id: exactNumber(media.id),
    id_str: media.id,
    indices: [link.start, link.end],
    media_url: url,
    media_url_https: url,
    url: link.url,
    display_url: link.displayUrl,
    expanded_url: link.expandedUrl,
    type,
    sizes: { thumb: { w: 150, h: 150, resize: 'crop' }, small: size, medium: size, large: size },
    ...(type === 'photo'
      ? {}
      : {
          video_info: {
            aspect_ratio: [media.width, media.height],
            ...(type === 'video' ? { duration_millis: media.durationMs ?? 0 } : {}),
            variants: [
              {
                bitrate: type === 'animated_gif' ? 0 : 632_000,
                content_type: 'video/mp4',
                url: videoUrl(base, media),
              },
            ],
          },
        }),
    ...(media.altText === undefined ? {} : { ext_alt_text: media.altText }),
  };
}
