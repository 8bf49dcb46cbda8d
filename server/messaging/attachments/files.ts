import type { IncomingMessage } from 'node:http';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import {
  AppError,
  type BlobStore,
  type Clock,
  getUserUrl,
  messageOf,
  type Secrets,
  type WorkspaceDb,
} from '../../base/index.ts';
import {
  ContentTooLarge,
  copyFile,
  findFile,
  keepFile,
  KeptRefused,
  type MediaFile,
} from '../../media/index.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import { MediaAddresses } from './address.ts';

export interface FilesDeps {
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly addresses: MediaAddresses;
  /** Lets programs name files in private networks. */
  readonly allowPrivateUrls: boolean;
}

/** Files and their addresses, for the API and for webhooks. */
export function createFiles(options: {
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly publicUrl: string;
  readonly allowPrivateUrls: boolean;
}): FilesDeps {
  return { ...options, addresses: new MediaAddresses(options.secrets, options.publicUrl) };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'text/plain': 'txt',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'message/rfc822': 'eml',
  'audio/mpeg': 'mp3',
};

/** What stands behind the dot of a file's address. */
export function extensionOf(contentType: string | null): string {
  const known = EXTENSIONS[contentType ?? ''];
  const tail = /\/(?:x-)?([a-z0-9]{2,5})$/.exec(contentType ?? '')?.[1];
  return known ?? tail ?? 'bin';
}

/** Keeps what a program sends. @throws SunshineError 413, 415 */
export async function keep(
  deps: FilesDeps,
  db: WorkspaceDb,
  given: {
    readonly bytes: AsyncIterable<Uint8Array>;
    readonly name: string | null;
    readonly by: string;
    readonly passing?: boolean;
  },
): Promise<MediaFile> {
  try {
    return await keepFile(deps, db, given);
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): unknown {
  if (error instanceof ContentTooLarge) return new SunshineError(sunshineErrors.too_large);
  if (!(error instanceof KeptRefused)) return error;
  const problems = {
    extension: sunshineErrors.media_extension,
    unknown: sunshineErrors.media_unknown,
    kind: sunshineErrors.media_kind,
  } as const;
  return new SunshineError(problems[error.why]);
}

/** A file that a message names, ready to go with it. */
export interface TakenFile {
  /** Ours, free to be attached; null: only its address is known and goes as a link. */
  readonly mediaId: string | null;
  readonly mediaType: string | null;
  readonly mediaSize: number | null;
  /** The kept file of ours that was named. */
  readonly ownId: string | null;
}

/**
 * The file behind an address that a program names: ours is copied, another's is fetched. What X does not take stays
 * where it is. @throws SunshineError 400, 415 when it cannot be had.
 */
export async function takeNamed(
  deps: FilesDeps,
  db: WorkspaceDb,
  url: string,
  by: string,
): Promise<TakenFile> {
  const own = await findOwn(deps, db, url);
  const file = own ?? (await keep(deps, db, { bytes: await open(deps, url), name: null, by, passing: true }));
  const taken = { mediaType: file.contentType, mediaSize: file.byteSize, ownId: own?.id ?? null };
  if (file.kind === 'file') return { mediaId: null, ...taken };
  // What is kept stays free for other messages; what was fetched is for this one.
  return { mediaId: own ? await copyFile(deps, db, own) : file.id, ...taken };
}

/** The file of this workspace that an address of ours names. */
export async function findOwn(deps: FilesDeps, db: WorkspaceDb, url: string): Promise<MediaFile | undefined> {
  const place = deps.addresses.split(url);
  if (place?.workspaceId !== db.workspaceId) return undefined;
  const id = await deps.addresses.read(db, place.name);
  return id === undefined ? undefined : findFile(db, id);
}

const FETCH_MS = 15_000;

/** Opens a file somewhere else. */
async function open(deps: FilesDeps, url: string): Promise<IncomingMessage> {
  try {
    return await getUserUrl(url, { allowPrivate: deps.allowPrivateUrls }, { timeoutMs: FETCH_MS });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw badRequest(`The file at mediaUrl could not be fetched (${messageOf(error)}).`);
  }
}

/** Where people outside see files of a workspace. */
export async function fileAddresses(
  { addresses }: Pick<FilesDeps, 'addresses'>,
  db: WorkspaceDb,
): Promise<(file: MediaFile) => string> {
  const addressOf = await addresses.maker(db);
  return ({ id, contentType }) => addressOf({ id, extension: extensionOf(contentType) });
}
