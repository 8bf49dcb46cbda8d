import type { Sim } from '../sim.ts';

/** Whether a user may attach a file: theirs or shared with them, ready, and not older than a day. */
export function isUsable(sim: Sim, mediaId: string, userId: string): boolean {
  const media = sim.media.find(mediaId);
  if (!media || media.kind === 'subtitles') return false;
  if (media.ownerId !== userId && !media.additionalOwnerIds.includes(userId)) return false;
  const now = sim.clock.now();
  return media.expiresAt > now && mediaState(sim, mediaId) === 'succeeded';
}

/** Processing goes on in virtual time; a photo is ready at once. */
export function mediaState(
  sim: Sim,
  mediaId: string,
): 'uploading' | 'pending' | 'in_progress' | 'succeeded' | 'failed' {
  const media = sim.media.find(mediaId);
  if (!media) return 'failed';
  if (media.state === 'uploading' || media.state === 'failed') return media.state;
  const elapsed = sim.clock.now() - (media.processingStartedAt ?? media.createdAt);
  const needed = media.processingMs ?? 0;
  if (elapsed >= needed) return media.error ? 'failed' : 'succeeded';
  return elapsed < needed / 4 ? 'pending' : 'in_progress';
}
