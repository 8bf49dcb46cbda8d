type RawRecord = Readonly<Record<string, unknown>>;

/** Links, hashtags and mentions of an event: at its top, or in `entities`, as X's description says by its version. */
export function readLists(event: RawRecord): { urls: string[]; hashtags: string[]; mentions: string[] } {
  const nested = recordOf(event['entities']);
  const list = (name: string): readonly RawRecord[] =>
    listOf(nested?.[name] ?? event[name])
      .map(recordOf)
      .filter((one) => one !== undefined);
  return {
    urls: texts(list('urls'), ['expanded_url', 'url']),
    hashtags: texts(list('hashtags'), ['tag', 'text']),
    mentions: texts(list('mentions'), ['username', 'screen_name']),
  };
}

export function recordOf(value: unknown): RawRecord | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // Any object that JSON makes has string keys.
  return value as RawRecord;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function texts(records: readonly RawRecord[], names: readonly string[]): string[] {
  return records.flatMap((one) => {
    const value = names.map((name) => one[name]).find((found) => typeof found === 'string');
    return typeof value === 'string' ? [value] : [];
  });
}
