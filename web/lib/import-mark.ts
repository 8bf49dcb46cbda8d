const KEY = 'rookery-import';

interface ImportFile {
  readonly name: string;
  readonly csv: string;
}

/** Remembers in this browser how many rows of a file are in: whoever closes the page goes on from there. */
export function rememberImportMark(file: ImportFile, next: number): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ key: keyOf(file), next }));
  } catch {
    // A browser that keeps nothing: the file begins anew.
  }
}

export function forgetImportMark(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

/** How many rows of this very file are in; 0: none, or it was finished. */
export function findImportMark(file: ImportFile): number {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('key' in kept) || !('next' in kept)) return 0;
    return kept.key === keyOf(file) && typeof kept.next === 'number' ? kept.next : 0;
  } catch {
    return 0;
  }
}

/** Name, length and FNV-1a of the text: enough to tell one's own files apart. */
function keyOf({ name, csv }: ImportFile): string {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < csv.length; at += 1) hash = Math.imul(hash ^ csv.charCodeAt(at), 0x01_00_01_93);
  return `${name} ${csv.length} ${hash >>> 0}`;
}
