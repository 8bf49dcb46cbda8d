export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/**
 * The part that a `Range` header asks for; undefined for the whole (no header, a form that need not be understood,
 * several ranges); null when it lies outside the file (RFC 9110, 14.1.2).
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined | null {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!parts) return undefined;
  const [, from = '', to = ''] = parts;
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? null : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size) return null;
  return end < start ? undefined : { start, end };
}
