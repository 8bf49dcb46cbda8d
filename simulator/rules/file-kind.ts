import { readVideo } from './video.ts';

export interface FileKind {
  mimeType: string;
  width: number;
  height: number;
  /** Of videos that say so. */
  durationMs?: number;
}

/** What a file is by its first bytes, and its size where that is easy to read; undefined when X would not take it. */
export function readFileKind(bytes: Buffer): FileKind | undefined {
  if (bytes.length < 12) return undefined;
  if (bytes.readUInt32BE(0) === 0x89504e47)
    return { mimeType: 'image/png', width: read32(bytes, 16), height: read32(bytes, 20) };
  if (bytes.toString('latin1', 0, 3) === 'GIF')
    return { mimeType: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { mimeType: 'image/jpeg', ...jpegSize(bytes) };
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return { mimeType: 'image/webp', width: 0, height: 0 };
  if (bytes.toString('latin1', 4, 8) === 'ftyp') {
    const quicktime = bytes.toString('latin1', 8, 12) === 'qt  ';
    const mimeType = quicktime ? 'video/quicktime' : 'video/mp4';
    return { mimeType, ...(readVideo(bytes) ?? { width: 1280, height: 720 }) };
  }
  if (bytes.readUInt32BE(0) === 0x1a45dfa3) return { mimeType: 'video/webm', width: 1280, height: 720 };
  return undefined;
}

function read32(bytes: Buffer, at: number): number {
  return bytes.length >= at + 4 ? bytes.readUInt32BE(at) : 0;
}

/** Walks the segments of a JPEG to the frame header. */
function jpegSize(bytes: Buffer): { width: number; height: number } {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { width: 0, height: 0 };
}
