import { ApiError } from '../../client/index.ts';

/** What the server says is wrong with rules, by path below `start`; empty when it is another refusal. */
export function problemsOf(error: unknown, start: string): Map<string, string> {
  const found = new Map<string, string>();
  if (!(error instanceof ApiError) || error.code !== 'rules_wrong') return found;
  // Our own API's answer: contract/errors/rules.ts.
  const { problems } = error.details as { problems?: { path: string; sentence: string }[] };
  for (const { path, sentence } of problems ?? []) {
    if (path.startsWith(start)) found.set(path.slice(start.length), sentence);
  }
  return found;
}
