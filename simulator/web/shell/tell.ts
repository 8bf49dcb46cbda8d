import { announce } from '../../../ui/index.ts';
import { Refusal } from '../api/ask.ts';
import { shellTexts } from '../texts/shell.ts';

export type Notice = { id: number; tone: 'good' | 'bad'; text: string };

const SHOWN_MS = { good: 3_500, bad: 9_000 };
const MOST = 4;
let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Notice[]) => {
  notices = next;
  for (const listener of listeners) listener();
};

export const currentNotices = () => notices;
export const onNotices = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const dismissNotice = (id: number) => change(notices.filter((notice) => notice.id !== id));

function tell(tone: Notice['tone'], text: string): void {
  const id = ++lastId;
  change([...notices, { id, tone, text }].slice(-MOST));
  announce(text, tone === 'bad' ? 'now' : 'soon');
  setTimeout(() => dismissNotice(id), SHOWN_MS[tone]);
}

/** What went wrong, as a sentence; whatever is not a refusal gets a general one. */
export const describe = (error: unknown): string =>
  error instanceof Refusal ? error.message : shellTexts.failed;

/** Says that something was done. */
export const tellDone = (text: string): void => tell('good', text);
/** Says that something failed, where no place of its own can say it. */
export const tellProblem = (error: unknown): void => tell('bad', describe(error));
