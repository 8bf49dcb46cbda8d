/** Cuts a search snippet at its marks: U+0002 opens a match, U+0003 ends it. */
export function cutSnippet(snippet: string): { text: string; match: boolean }[] {
  return snippet
    .split('\u0002')
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, match: false }];
      const [match = '', ...rest] = piece.split('\u0003');
      return [
        { text: match, match: true },
        { text: rest.join(''), match: false },
      ];
    })
    .filter((part) => part.text !== '');
}
