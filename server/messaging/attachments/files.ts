import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import {
  type BlobStore,
  type Clock,
  parseUserUrl,
  resolveUserUrl,
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

/** Opens a file somewhere else, at the address that was looked up and at no other; redirects are not followed. */
async function open(deps: FilesDeps, text: string): Promise<IncomingMessage> {
  const rules = { allowPrivate: deps.allowPrivateUrls };
  const url = parseUserUrl(text, rules);
  const address = await resolveUserUrl(url, rules);
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      {
        signal: AbortSignal.timeout(FETCH_MS),
        lookup: (_host, options, done) => {
          const family = address.includes(':') ? 6 : 4;
          if (options.all) done(null, [{ address, family }]);
          else done(null, address, family);
        },
      },
      (response) => {
        if (response.statusCode === 200) return resolve(response);
        response.destroy();
        reject(badRequest(`The file at mediaUrl could not be fetched (status ${response.statusCode}).`));
      },
    );
    request.on('error', (cause) => {
      reject(badRequest(`The file at mediaUrl could not be fetched (${cause.message}).`));
    });
  });
}
