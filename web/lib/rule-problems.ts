import { ApiError } from '../../client/index.ts';

/** Those of the problems whose place holds now what it held when they were told. */
export function stillWrong(
  problems: ReadonlyMap<string, string>,
  then: object,
  now: object,
): Map<string, string> {
  const same = (path: string) => JSON.stringify(valueAt(then, path)) === JSON.stringify(valueAt(now, path));
  return new Map([...problems].filter(([path]) => same(wholePart(path))));
}

/** A condition or an output is judged as a whole: another field wants another value. */
function wholePart(path: string): string {
  return path.replace(/\/(field|operator|value)$/, '');
}

function valueAt(of: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((found, key) => {
    if (typeof found !== 'object' || found === null) return undefined;
    // An object or an array, looked into by a name.
    return (found as Readonly<Record<string, unknown>>)[key];
  }, of);
}

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
