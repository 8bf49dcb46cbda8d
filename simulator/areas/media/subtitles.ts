import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';

type Track = NonNullable<SimMedia['subtitles']>[number];

/** Gives a video the track of a language, in place of an earlier one; a sentence says why it cannot have it. */
export function setSubtitles(sim: Sim, videoId: string, track: Track): string | undefined {
  const video = sim.media.find(videoId);
  if (video?.kind !== 'video') return 'Subtitles belong to videos.';
  if (sim.media.find(track.mediaId)?.kind !== 'subtitles') return 'The track is not a file of subtitles.';
  sim.media.table.patch(videoId, { subtitles: [...without(video, track.languageCode), track] });
  return undefined;
}

/** False when there was no such track. */
export function removeSubtitles(sim: Sim, videoId: string, languageCode: string): boolean {
  const video = sim.media.find(videoId);
  if (!video) return false;
  const left = without(video, languageCode);
  sim.media.table.patch(videoId, { subtitles: left });
  return left.length < (video.subtitles ?? []).length;
}

function without(video: SimMedia, languageCode: string): Track[] {
  const code = languageCode.toUpperCase();
  return (video.subtitles ?? []).filter((track) => track.languageCode.toUpperCase() !== code);
}
