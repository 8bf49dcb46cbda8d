import type { XLegacyMedia } from '../../contract/x/legacy.ts';
import type { XMedia, XMediaVariant } from '../../contract/x/media.ts';
import { exactNumber } from '../core/exact-number.ts';
import type { Sim } from '../sim.ts';
import type { DmEvent } from '../state/dms.ts';
import type { SimMedia } from '../state/media.ts';

export const mediaFields = [
  'alt_text',
  'duration_ms',
  'height',
  'media_key',
  'non_public_metrics',
  'organic_metrics',
  'preview_image_url',
  'promoted_metrics',
  'public_metrics',
  'type',
  'url',
  'variants',
  'width',
];

const ownHosts = /(^|\.)(x|twitter)\.com(:\d+)?$/i;

const dmHost = 'https://ton.twitter.com';

/** Where files are: at X's host for a client that takes the simulator for X, else at the simulator's own address. */
export function mediaBaseFor(sim: Sim, host: string | undefined): string {
  return ownHosts.test(host ?? '') ? dmHost : sim.url();
}

/** Address of a message's file in the v1.1 form; its three parts are those of the v2 download path. */
export function dmMediaUrl(base: string, event: Pick<DmEvent, 'id'>, media: SimMedia): string {
  return `${base}/1.1/ton/data/dm/${event.id}/${media.id}/${media.resourceId}.${extensionOf(media.mimeType)}`;
}

/** X serves videos from a host that asks for no signature; the unguessable resource id stands for that here. */
export function videoUrl(base: string, media: SimMedia): string {
  return `${base}/dm_video/${media.id}/vid/${media.width}x${media.height}/${media.resourceId}.mp4`;
}

export function previewUrl(base: string, media: SimMedia): string {
  return `${base}/dm_video_preview/${media.id}/img/${media.resourceId}.png`;
}

function extensionOf(mimeType: string): string {
  const known: Record<string, string> = {
    'image/jpeg': 'jpg',
    'image/png': 'png',
    'image/gif': 'gif',
    'image/webp': 'webp',
  };
  return known[mimeType] ?? mimeType.split('/')[1] ?? 'bin';
}

function variantsOf(base: string, media: SimMedia): XMediaVariant[] {
  return [
    {
      bit_rate: media.kind === 'animated_gif' ? 0 : 632_000,
      content_type: 'video/mp4',
      url: videoUrl(base, media),
    },
  ];
}

/** Address of a picture in a post; whoever sees the post may load it. */
export function postPhotoUrl(base: string, media: SimMedia): string {
  const host = base === dmHost ? 'https://pbs.twimg.com' : base;
  return `${host}/media/${media.id}-${media.resourceId}.${extensionOf(media.mimeType)}`;
}

/** One of `includes.media`: key and type, and what was asked for. */
export function presentMediaV2(
  base: string,
  photoUrl: string,
  media: SimMedia,
  fields: ReadonlySet<string>,
): XMedia {
  const moving = media.kind !== 'photo';
  const all: Omit<XMedia, 'media_key' | 'type'> = {
    width: media.width,
    height: media.height,
    ...(media.altText === undefined ? {} : { alt_text: media.altText }),
    ...(moving
      ? {
          preview_image_url: previewUrl(base, media),
          variants: variantsOf(base, media),
          ...(media.kind === 'video'
            ? { duration_ms: media.durationMs ?? 0, public_metrics: { view_count: 0 } }
            : {}),
        }
      : { url: photoUrl }),
  };
  const asked: Partial<XMedia> = Object.fromEntries(Object.entries(all).filter(([name]) => fields.has(name)));
  // Subtitles are never attached to a message.
  return { media_key: media.mediaKey, type: media.kind === 'subtitles' ? 'video' : media.kind, ...asked };
}

/** The `media` of a v1.1 message attachment. */
export function presentMediaV1(base: string, event: Pick<DmEvent, 'id'>, media: SimMedia): XLegacyMedia {
  const moving = media.kind !== 'photo';
  const url = moving ? previewUrl(base, media) : dmMediaUrl(base, event, media);
  const size = { w: media.width, h: media.height, resize: 'fit' };
  const short = `https://t.co/${media.resourceId.slice(0, 10)}`;
  return {
    id: exactNumber(media.id),
    id_str: media.id,
    indices: [0, 0],
    media_url: url,
    media_url_https: url,
    url: short,
    display_url: `pic.twitter.com/${media.resourceId.slice(0, 10)}`,
    expanded_url: `https://twitter.com/messages/media/${event.id}`,
    // Subtitles are never attached to a message.
    type: media.kind === 'subtitles' ? 'video' : media.kind,
    sizes: { thumb: { w: 150, h: 150, resize: 'crop' }, small: size, medium: size, large: size },
    ...(moving
      ? {
          video_info: {
            aspect_ratio: [media.width, media.height],
            ...(media.kind === 'video' ? { duration_millis: media.durationMs ?? 0 } : {}),
            variants: [
              {
                bitrate: media.kind === 'animated_gif' ? 0 : 632_000,
                content_type: 'video/mp4',
                url: videoUrl(base, media),
              },
            ],
          },
        }
      : {}),
    ...(media.altText === undefined ? {} : { ext_alt_text: media.altText }),
  };
}
