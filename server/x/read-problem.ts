import { asList, asRecord, asText, parseJson } from './json.ts';

/** The parts of any of X's error bodies: v2 problems (both hosts, both layouts), v1.1, OAuth, Engagement, plain text, HTML. */
export interface ProblemBody {
  /** Last part of the problem type: `invalid-request`, `credits`; empty for `about:blank` and other forms. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** v1.1 codes. */
  readonly codes: readonly number[];
  /** Every message found, longest form last. */
  readonly messages: readonly string[];
  /** `client-not-enrolled`, webhook reasons, OAuth 2.0's `error`. */
  readonly reason: string;
  /** `usage-capped`: Daily or Monthly. */
  readonly period: string;
}

const EMPTY: ProblemBody = {
  type: '',
  title: '',
  detail: '',
  codes: [],
  messages: [],
  reason: '',
  period: '',
};

/** Reads an error body of any form. Never throws: what it cannot read has no parts. */
export function readProblem(text: string): ProblemBody {
  const body = asRecord(parsed(text));
  if (!body) return { ...EMPTY, messages: plainWords(text) };
  const errors = asList(body['errors']);
  const errorRecords = errors.map(asRecord).filter((error) => error !== undefined);
  const messages = [
    ...errors.map(asText),
    ...errorRecords.map((error) => asText(error['message']) ?? asText(error['detail'])),
    asText(body['detail']),
    asText(body['error_description']),
    // v1.1's oldest form: {"request": "/1.1/…", "error": "Not authorized."}
    asText(body['error']),
  ].filter((message) => message !== undefined && message !== '');
  return {
    type: lastPart(asText(body['type']) ?? asText(errorRecords[0]?.['type']) ?? ''),
    title: asText(body['title']) ?? asText(errorRecords[0]?.['title']) ?? '',
    detail: asText(body['detail']) ?? '',
    codes: [...errorRecords.map((error) => error['code']), body['code']].filter(
      (code) => typeof code === 'number',
    ),
    messages: [...new Set(messages)] as string[],
    reason:
      asText(body['reason']) ??
      asText(errorRecords[0]?.['reason']) ??
      (asText(body['error_description']) === undefined ? '' : (asText(body['error']) ?? '')),
    period: asText(body['period']) ?? '',
  };
}

/** What X said, for people: the most telling words, at most 300 characters. */
export function saidBy(problem: ProblemBody): string {
  const generic = new Set(['', problem.title, 'One or more parameters to your request was invalid.']);
  const telling = problem.messages.find((message) => !generic.has(message));
  return (telling ?? problem.messages[0] ?? problem.title).slice(0, 300);
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Both `https://api.twitter.com/2/problems/…` and `https://api.x.com/2/problems/…` are met. */
function lastPart(type: string): string {
  return /\/problems\/([a-z-]+)\/?$/.exec(type)?.[1] ?? '';
}

function plainWords(text: string): string[] {
  const looksLikeMarkup = /^\s*</.test(text);
  const words = looksLikeMarkup
    ? (/<title>([^<]*)<\/title>/i.exec(text)?.[1] ?? '')
    : text.replace(/\s+/g, ' ');
  return words.trim() === '' ? [] : [words.trim().slice(0, 300)];
}
