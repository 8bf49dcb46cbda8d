const MOST = 20;
const LONGEST = 60;

/** Tags as they are kept: lower case, trimmed, single spaces, no commas, each once. */
export function normalTag(tag: string): string {
  return tag
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s,]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim();
}

/** The tags after adding and taking away; sorted, at most 20. */
export function changedTags(
  tags: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): string[] {
  const gone = new Set(remove.map(normalTag));
  const all = new Set([...tags, ...add.map(normalTag)].filter((tag) => tag !== '' && !gone.has(tag)));
  return [...all].slice(0, MOST).toSorted();
}
