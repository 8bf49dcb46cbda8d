import { AppError, getUserUrl, messageOf, type WorkspaceDb } from '../../base/index.ts';
import { ContentTooLarge, keepFile, KeptRefused } from '../../media/index.ts';
import type { HeardMessage } from './event-store.ts';
import type { SlackDeps } from './types.ts';
import { words } from './words.ts';

const MOST_FILES = 5;
const FETCH_MS = 60_000;

/** Why an answer cannot go out, as its author reads it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/**
 * Fetches what somebody attached in Slack, ready to go with direct messages. The token goes to Slack's own hosts only.
 * @throws Refusal saying why one of them cannot go out.
 */
export async function takeFiles(
  deps: Pick<SlackDeps, 'blobs' | 'clock' | 'allowPrivateUrls'>,
  db: WorkspaceDb,
  source: { readonly apiUrl: string; readonly token: string | undefined; readonly by: string },
  files: HeardMessage['files'],
): Promise<string[]> {
  if (files.length > MOST_FILES) throw new Refusal(words.tooManyFiles(MOST_FILES));
  const taken: string[] = [];
  for (const { name, url } of files) {
    const { token } = source;
    if (token === undefined || !isSlackHost(url, source.apiUrl)) throw new Refusal(words.filesNeedToken);
    try {
      const rules = { allowPrivate: deps.allowPrivateUrls };
      const headers = { authorization: `Bearer ${token}` };
      const bytes = await getUserUrl(url, rules, { timeoutMs: FETCH_MS, headers });
      const file = await keepFile(deps, db, { bytes, name: null, by: source.by, passing: true });
      if (file.kind === 'file') throw new Refusal(words.fileKind(name));
      taken.push(file.id);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (error instanceof KeptRefused || error instanceof ContentTooLarge)
        throw new Refusal(words.fileKind(name));
      if (error instanceof AppError) throw error;
      throw new Refusal(words.fileNotFetched(name, messageOf(error)));
    }
  }
  return taken;
}

/** Whether our token may be shown there. */
function isSlackHost(url: string, apiUrl: string): boolean {
  const host = URL.parse(url)?.host;
  return host !== undefined && (host === URL.parse(apiUrl)?.host || host === 'files.slack.com');
}
