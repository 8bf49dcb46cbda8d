interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width and height from an image's header; nothing when the header does not reach that far. */
export function imageSize(contentType: string, head: Buffer): Size | undefined {
  try {
    switch (contentType) {
      case 'image/png':
        return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
      case 'image/gif':
        return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
      case 'image/jpeg':
        return jpegSize(head);
      case 'image/webp':
        return webpSize(head);
      default:
        return undefined;
    }
  } catch {
    // The header is cut off.
    return undefined;
  }
}

/** Goes from marker to marker to the frame's; those of 0xC0 to 0xCF hold the measures, but for three. */
function jpegSize(head: Buffer): Size | undefined {
  for (let at = 2; at < head.length; at += 2 + head.readUInt16BE(at + 2)) {
    if (head[at] !== 0xff) return undefined;
    const marker = head[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    }
  }
  return undefined;
}

function webpSize(head: Buffer): Size | undefined {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    default:
      return undefined;
  }
}
