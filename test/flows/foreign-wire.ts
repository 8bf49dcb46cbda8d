/** What lies in an answer under these names and numbers. */
export const at = (value: unknown, ...path: (string | number)[]): unknown =>
  // Nothing is known of it; what is missing on the way makes all that follows missing.
  path.reduce((found, name) => (found as Record<string | number, unknown> | undefined)?.[name], value);

export const idsOf = (list: unknown): unknown[] =>
  Array.isArray(list) ? list.map((item) => at(item, 'id_str')) : [];

export const boundary = 'fb0c8c4c09dc2b6bb03aeef7b2211bc2';
export const multipart = (fields: Record<string, string | Buffer>): Buffer =>
  Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${Buffer.isBuffer(value) ? '; filename="f"' : ''}\r\n\r\n`,
      ),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
export const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const box = (type: string, ...content: Buffer[]): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(Buffer.concat(content).length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...content]);
};
/** A film of 2.5 seconds, 64 by 48. */
export const film = (() => {
  const movie = Buffer.alloc(100);
  movie.writeUInt32BE(600, 12);
  movie.writeUInt32BE(1500, 16);
  const track = Buffer.alloc(84);
  track.writeUInt16BE(64, 76);
  track.writeUInt16BE(48, 80);
  return Buffer.concat([
    box('ftyp', Buffer.from('isom0000')),
    box('moov', box('mvhd', movie), box('trak', box('tkhd', track))),
  ]);
})();
