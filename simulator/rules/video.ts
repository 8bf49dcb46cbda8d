/** What a video says of itself. */
export interface VideoFacts {
  width: number;
  height: number;
  durationMs: number;
}

interface Box {
  type: string;
  /** Where its content begins and ends. */
  from: number;
  to: number;
}

/**
 * Size and length of an MP4 or QuickTime file, out of its movie header and the first track that has a picture;
 * undefined when it has none. The boxes are those of ISO/IEC 14496-12 (`moov`, `mvhd`, `trak`, `tkhd`).
 */
export function readVideo(bytes: Buffer): VideoFacts | undefined {
  const movie = boxIn(bytes, 'moov', 0, bytes.length);
  const header = movie && boxIn(bytes, 'mvhd', movie.from, movie.to);
  if (!movie || !header) return undefined;
  const durationMs = durationOf(bytes, header);
  for (const track of boxesIn(bytes, movie.from, movie.to)) {
    const facts = track.type === 'trak' ? boxIn(bytes, 'tkhd', track.from, track.to) : undefined;
    // Width and height end the box, as numbers of 16 bits before and after the point.
    if (!facts || facts.to - facts.from < 84) continue;
    const width = bytes.readUInt16BE(facts.to - 8);
    const height = bytes.readUInt16BE(facts.to - 4);
    if (width > 0 && height > 0) return { width, height, durationMs };
  }
  return undefined;
}

/** Version 1 counts in 64 bits, version 0 in 32. */
function durationOf(bytes: Buffer, { from, to }: Box): number {
  const isLong = bytes[from] === 1;
  if (to - from < (isLong ? 32 : 20)) return 0;
  const unitsPerSecond = bytes.readUInt32BE(from + (isLong ? 20 : 12));
  const units = isLong ? Number(bytes.readBigUInt64BE(from + 24)) : bytes.readUInt32BE(from + 16);
  return unitsPerSecond === 0 ? 0 : Math.round((units / unitsPerSecond) * 1000);
}

function boxIn(bytes: Buffer, type: string, from: number, to: number): Box | undefined {
  for (const box of boxesIn(bytes, from, to)) if (box.type === type) return box;
  return undefined;
}

function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  while (at + 8 <= to) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= to;
    // Size 0 means: to the end.
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    const head = isLong ? 16 : 8;
    if (size < head || at + size > to) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), from: at + head, to: at + size };
    at += size;
  }
}
