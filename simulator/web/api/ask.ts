import { shellTexts } from '../texts/shell.ts';
import { readable } from './readable.ts';

/** A refusal of the local X, as a sentence for people. */
export class Refusal extends Error {
  readonly status: number;
  constructor(message: string, status = 0) {
    super(message);
    this.status = status;
  }
}

const sentenceOf = (answer: unknown, status: number): string => {
  const said = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined;
  if (typeof said === 'string' && said !== '') return readable(said);
  if (status === 404) return shellTexts.notFound;
  return status >= 500 ? shellTexts.broken : `${shellTexts.refused} (${status})`;
};

/** Calls the control API. Throws `Refusal` with a sentence that can be shown, whatever went wrong. */
export async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`/_control${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Refusal(shellTexts.offline);
  });
  const text = await response.text();
  let answer: unknown;
  try {
    answer = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(shellTexts.broken, response.status);
  }
  if (!response.ok) throw new Refusal(sentenceOf(answer, response.status), response.status);
  // The control API answers what its contract says.
  return answer as Answer;
}

/** `?a=1&b=2` of what is set. */
export const queryOf = (values: Record<string, string | number | boolean | null | undefined>): string => {
  const set = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return set.length === 0
    ? ''
    : `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()}`;
};
