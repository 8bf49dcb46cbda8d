import type { EntryContent } from '../../../contract/api/index.ts';
import type { Attachment } from '../events.ts';
import { count, type JsonRecord, list, record, shortText, text, webUrl, xId } from './json.ts';

const KINDS: Readonly<Record<string, Attachment['kind']>> = {
  photo: 'photo',
  animated_gif: 'gif',
  video: 'video',
};
/** X's media keys begin with the kind. */
const PREFIXES: Readonly<Record<string, Attachment['kind']>> = { '3': 'photo', '7': 'video', '16': 'gif' };

/** The `media` of a v1.1 attachment. */
export function readLegacyMedia(media: JsonRecord): Attachment {
  const kind = KINDS[text(media['type']) ?? ''] ?? 'photo';
  const large = record(record(media['sizes'])['large']);
  const video = record(media['video_info']);
  return {
    kind,
    xMediaKey: xId(media['id_str']) ?? null,
    url:
      (kind === 'photo' ? undefined : bestVideo(list(video['variants']))) ??
      webUrl(media['media_url_https']) ??
      webUrl(media['media_url']) ??
      null,
    width: count(large['w']) ?? null,
    height: count(large['h']) ?? null,
    durationMs: count(video['duration_millis']) ?? null,
    altText: shortText(media['ext_alt_text'], 1_000) ?? null,
  };
}

/** An item of `includes.media`; without one, only the key is known. */
export function readMedia(key: string, media: JsonRecord | undefined): Attachment {
  const kind = KINDS[text(media?.['type']) ?? ''] ?? PREFIXES[key.split('_')[0] ?? ''] ?? 'photo';
  return {
    kind,
    xMediaKey: key,
    url: bestVideo(list(media?.['variants'])) ?? webUrl(media?.['url']) ?? null,
    width: count(media?.['width']) ?? null,
    height: count(media?.['height']) ?? null,
    durationMs: count(media?.['duration_ms']) ?? null,
    altText: shortText(media?.['alt_text'], 1_000) ?? null,
  };
}

/** The MP4 with the most bits. */
function bestVideo(variants: readonly unknown[]): string | undefined {
  const files = variants.map(record).flatMap((variant) => {
    const url = webUrl(variant['url']);
    if (url === undefined || text(variant['content_type']) !== 'video/mp4') return [];
    return [{ url, rate: count(variant['bitrate']) ?? count(variant['bit_rate']) ?? 0 }];
  });
  return files.toSorted((a, b) => b.rate - a.rate)[0]?.url;
}

/** A place that the customer shared. */
export function readLocation(location: JsonRecord): EntryContent['location'] {
  const point = coordinates(record(location['shared_coordinate'])['coordinates']);
  const place = record(record(location['shared_place'])['place']);
  const name =
    shortText(place['full_name'], 200) ??
    shortText(place['name'], 200) ??
    shortText(place['id'], 200) ??
    null;
  const centre = point ?? coordinates(place['centroid']) ?? coordinates(place['coordinates']);
  return { latitude: centre?.latitude ?? null, longitude: centre?.longitude ?? null, name };
}

/** GeoJSON has the longitude first. */
function coordinates(value: unknown): { latitude: number; longitude: number } | undefined {
  const pair = Array.isArray(value) ? list(value) : list(record(value)['coordinates']);
  const [longitude, latitude] = pair;
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return undefined;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return undefined;
  return { latitude, longitude };
}
