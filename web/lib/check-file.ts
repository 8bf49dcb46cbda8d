const megabyte = 1024 * 1024;

/** What X takes in a direct message, by content type, in bytes. */
const largest: Readonly<Record<string, number>> = {
  'image/jpeg': 5 * megabyte,
  'image/png': 5 * megabyte,
  'image/webp': 5 * megabyte,
  'image/gif': 15 * megabyte,
  'video/mp4': 512 * megabyte,
};

export const acceptedTypes = Object.keys(largest).join(',');

/** Why a file cannot be attached, before anything is uploaded; undefined when it can. */
export function findFileProblem(file: {
  type: string;
  size: number;
}): { kind: 'type' } | { kind: 'size'; megabytes: number } | { kind: 'empty' } | undefined {
  const most = largest[file.type];
  if (most === undefined) return { kind: 'type' };
  if (file.size === 0) return { kind: 'empty' };
  return file.size > most ? { kind: 'size', megabytes: most / megabyte } : undefined;
}
