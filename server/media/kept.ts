import { fileTypeFromBuffer } from 'file-type';
import { type BlobStore, type Clock, newId, type WorkspaceDb } from '../base/index.ts';
import { type Content, findContent } from './content.ts';
import { copyRow, findFile, insertKept, insertUpload } from './store.ts';
import { takeBytes } from './take-bytes.ts';
import type { MediaFile } from './types.ts';

const MB = 1024 * 1024;
const LARGEST_BYTES = 50 * MB;

/** Files that programs may keep here, by the end of their name. */
const EXTENSIONS = new Set(
  `3g2 3gp 7z aac amr avi bmp csv doc docx eml gif heic heif ics jfif jpeg jpg key log m4a m4v mov mp3 mp4 mp4a mpeg mpg
  mpga neon numbers odt oga ogg ogv opus pages pdf png pps ppsx ppt pptx qt svg tif tiff txt vcf wav webm webp wmv xls
  xlsx xml yaml yml zip`.split(/\s+/),
);

/** Kinds that have no mark in their first bytes: text in some form. */
const TEXTS: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  eml: 'message/rfc822',
  ics: 'text/calendar',
  log: 'text/plain',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  vcf: 'text/vcard',
  xml: 'application/xml',
  yaml: 'application/yaml',
  yml: 'application/yaml',
};

/** Programs that a name does not show: never kept, whatever they are called. */
const REFUSED =
  /^application\/(x-msdownload|x-elf|x-mach-binary|vnd\.microsoft\.portable-executable|java-vm|wasm)$/;

/** Why a file is not kept. */
export class KeptRefused extends Error {
  override readonly name = 'KeptRefused';
  readonly why: 'extension' | 'unknown' | 'kind';

  constructor(why: KeptRefused['why']) {
    super(`the file is not kept: ${why}`);
    this.why = why;
  }
}

interface Deps {
  readonly blobs: BlobStore;
  readonly clock: Clock;
}

/**
 * Keeps a file of a program: what X takes as it is, other kinds to link to. The content decides what it is, the name
 * whether it is wanted. @throws KeptRefused, ContentTooLarge
 */
export async function keepFile(
  { blobs, clock }: Deps,
  db: WorkspaceDb,
  given: {
    readonly bytes: AsyncIterable<Uint8Array>;
    readonly name: string | null;
    readonly by: string | null;
    /** Only for a message to come: forgotten like any upload that no message takes. */
    readonly passing?: boolean;
  },
): Promise<MediaFile> {
  const extension =
    given.name === null ? null : (/\.([a-z0-9]+)$/i.exec(given.name)?.[1]?.toLowerCase() ?? '');
  if (extension !== null && !EXTENSIONS.has(extension)) throw new KeptRefused('extension');
  const id = newId<'media'>();
  const blobKey = `media-${id}`;
  const taken = await takeBytes(blobs, { workspaceId: db.workspaceId, blobKey }, given.bytes, (head) =>
    findKept(head, extension),
  );
  const { kind, contentType, width, height } = taken.content;
  const { byteSize } = taken;
  const file = { id, kind, blobKey, contentType, byteSize, width, height, uploadedBy: given.by };
  await (given.passing ? insertUpload : insertKept)(db, file, clock.now());
  const kept = await findFile(db, id);
  if (!kept) throw new Error('the file that was just kept is not there');
  return kept;
}

/** What it is, by its first bytes and, where those tell nothing, by its name. @throws KeptRefused */
async function findKept(head: Buffer, extension: string | null): Promise<Content> {
  const known = await findContent(head);
  if (known) return { ...known, largestBytes: Math.min(known.largestBytes, LARGEST_BYTES) };
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const text = found || extension === null ? undefined : TEXTS[extension];
  const contentType = found?.mime ?? text;
  if (contentType === undefined) throw new KeptRefused('unknown');
  if (REFUSED.test(contentType)) throw new KeptRefused('kind');
  if (text !== undefined && head.includes(0)) throw new KeptRefused('kind');
  return { kind: 'file', contentType, largestBytes: LARGEST_BYTES, width: null, height: null };
}

/** A further copy of a file, free to go with a message. */
export async function copyFile({ blobs, clock }: Deps, db: WorkspaceDb, from: MediaFile): Promise<string> {
  if (from.blobKey === null) throw new Error('a file without bytes cannot be copied');
  const id = newId<'media'>();
  const blobKey = `media-${id}`;
  await blobs.put(db.workspaceId, blobKey, await blobs.read(db.workspaceId, from.blobKey));
  await copyRow(db, from.id, { id, blobKey }, clock.now());
  return id;
}
