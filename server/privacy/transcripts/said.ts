import type { Entry } from '../../../contract/api/index.ts';

/** What stands in a transcript of an entry: of a program's message what the customer got, with its buttons and choices. */
export function saidText({
  kind,
  text,
  content: { sentAs },
}: Pick<Entry, 'kind' | 'text' | 'content'>): string {
  if (kind === 'encrypted') return '(encrypted message)';
  if (!sentAs) return text;
  const buttons = (sentAs.buttons ?? []).map(({ label, url }) => `[${label}] ${url}`);
  const options = (sentAs.options ?? []).map((label) => `(${label})`).join(' ');
  return [sentAs.text, ...buttons, options].filter((line) => line !== '').join('\n');
}

/** Notes, and what a program said to colleagues: the customer got neither. */
export function isPrivate({ kind, state }: Pick<Entry, 'kind' | 'state'>): boolean {
  return kind === 'note' || state === 'kept';
}
