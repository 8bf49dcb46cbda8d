/** One line of a book: `nonce/conversation/direction/counter`, in the order in which that book has it. */
export interface BookLine {
  readonly text: string;
  readonly direction: 'in' | 'out';
  readonly state?: string;
}

/** What each side has of one conversation. */
export interface Books {
  readonly conversation: string;
  /** X's own ledger, oldest first. */
  readonly x: readonly BookLine[];
  /** Our public API, in the order of the thread. */
  readonly api: readonly BookLine[];
  /** Answers that the API has accepted, as the caller wrote them down. */
  readonly accepted: readonly string[];
  /** Answers that failed visibly and were sent again by a person: their order is the person's. */
  readonly retried: ReadonlySet<string>;
}

/** Compares the books in both directions; answers what is wrong, nothing when nothing is. Knows nothing of the product. */
export function compareBooks(books: Books): string[] {
  const { conversation, x, api, accepted, retried } = books;
  const problems: string[] = [];
  const say = (what: string, text: string) => problems.push(`${conversation}: ${what}: ${text}`);
  const atX = count(x);
  const here = count(api);
  for (const [text, times] of atX) {
    const shown = here.get(text) ?? 0;
    if (times > 1) say(`X has it ${times} times`, text);
    if (shown === 0) say('lost on its way in', text);
    if (shown > 1) say(`shown ${shown} times`, text);
  }
  for (const line of api) {
    if ((atX.get(line.text) ?? 0) === 0) say(`shown as ${line.state ?? '?'}, unknown to X`, line.text);
  }
  for (const text of accepted) {
    if ((atX.get(text) ?? 0) === 0) say('accepted and never sent', text);
    const state = api.find((line) => line.text === text)?.state;
    if (state !== 'sent') say(`at X or not, it is shown as ${state ?? 'nothing'}`, text);
  }
  for (const [name, book] of [
    ['X', x],
    ['the API', api],
  ] as const) {
    for (const direction of ['in', 'out'] as const) {
      const lines = book.filter((line) => line.direction === direction && !retried.has(line.text));
      for (const text of outOfOrder(lines)) say(`out of order at ${name}`, text);
    }
  }
  return problems;
}

function count(lines: readonly BookLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of lines) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function outOfOrder(lines: readonly BookLine[]): string[] {
  const wrong: string[] = [];
  let last = -1;
  for (const { text } of lines) {
    const counter = Number(text.slice(text.lastIndexOf('/') + 1));
    if (counter <= last) wrong.push(text);
    last = Math.max(last, counter);
  }
  return wrong;
}
