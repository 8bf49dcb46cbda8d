/** `2 cases`; nothing for none. */
export function countWord(count: number, one: string, many = `${one}s`): string | undefined {
  if (count === 0) return undefined;
  return `${count} ${count === 1 ? one : many}`;
}

/** What is linked, as the middle of a sentence; undefined when nothing is. */
export function describeLinks(counts: readonly (string | undefined)[]): string | undefined {
  const words = counts.filter((each) => each !== undefined);
  if (words.length === 0) return undefined;
  return `linked to it ${words.length === 1 && words[0]?.startsWith('1 ') ? 'is' : 'are'} ${words.join(', ')}`;
}
