import { wordsIn } from './words.ts';

/** What one part of a query asks of a post. */
export type Term =
  | { kind: 'words'; words: string[] }
  | { kind: 'hashtag' | 'cashtag' | 'mention'; name: string }
  | { kind: 'from' | 'to' | 'retweets_of'; user: string }
  | { kind: 'in_reply_to' | 'retweets_of_post' | 'quotes_of' | 'conversation' | 'list'; id: string }
  | { kind: 'url'; words: string[] }
  | { kind: 'lang'; language: string }
  | { kind: 'is'; what: (typeof isKinds)[number] }
  | { kind: 'has'; what: string }
  | { kind: 'min'; what: 'likes' | 'replies' | 'reposts'; count: number };

export type Query =
  | { kind: 'and'; parts: Query[] }
  | { kind: 'or'; parts: Query[] }
  | { kind: 'term'; term: Term; negated: boolean };

/** What is wrong with a query, and where it begins to be, counted from 1. */
export class QueryError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const isKinds = ['retweet', 'reply', 'quote', 'verified', 'nullcast'] as const;
const hasKinds: Readonly<Record<string, string>> = {
  hashtags: 'hashtags',
  cashtags: 'cashtags',
  links: 'links',
  mentions: 'mentions',
  media: 'media',
  media_link: 'media',
  images: 'images',
  videos: 'videos',
  video_link: 'videos',
  geo: 'geo',
};
const idOperators: Readonly<Record<string, Extract<Term, { id: string }>['kind']>> = {
  in_reply_to_tweet_id: 'in_reply_to',
  in_reply_to_status_id: 'in_reply_to',
  retweets_of_tweet_id: 'retweets_of_post',
  retweets_of_status_id: 'retweets_of_post',
  quotes_of_tweet_id: 'quotes_of',
  quotes_of_status_id: 'quotes_of',
  conversation_id: 'conversation',
  list: 'list',
};

interface Token {
  kind: '(' | ')' | 'or' | 'part';
  text: string;
  negated: boolean;
  position: number;
}

const tokenPattern = /(-?)\(|\)|(-?)((?:[A-Za-z_]+:)?"(?:[^"\\]|\\.)*"|[^\s()"]+)/gy;

/**
 * Reads a search query: words, "phrases", #tags, $tags, @names, operators, `-` before one of them, `OR`, parentheses;
 * a space joins more strongly than `OR`. https://docs.x.com/x-api/posts/search/integrate/operators
 */
export function parseQuery(text: string): Query {
  const tokens = readTokens(text);
  let at = 0;
  const peek = () => tokens[at];

  function readOr(): Query {
    const parts = [readAnd()];
    while (peek()?.kind === 'or') {
      at += 1;
      parts.push(readAnd());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
  }

  function readAnd(): Query {
    const parts: Query[] = [];
    for (let token = peek(); token && token.kind !== 'or' && token.kind !== ')'; token = peek()) {
      at += 1;
      if (token.kind === 'part') {
        parts.push({ kind: 'term', term: readTerm(token), negated: token.negated });
        continue;
      }
      // X asks to negate each operator instead of a group of them.
      if (token.negated) throw new QueryError('Negating a group is not supported', token.position);
      parts.push(readOr());
      if (peek()?.kind !== ')') throw new QueryError("missing ')'", text.length + 1);
      at += 1;
    }
    if (parts.length === 0)
      throw new QueryError(
        `no viable alternative at input '${peek()?.text ?? '<EOF>'}'`,
        peek()?.position ?? text.length + 1,
      );
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
  }

  const query = readOr();
  const rest = peek();
  if (rest) throw new QueryError(`extraneous input '${rest.text}'`, rest.position);
  return query;
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (!match) throw new QueryError(`no viable alternative at input '${text[at]}'`, at + 1);
    const [whole, groupMinus, minus, part] = match;
    const position = at + 1;
    at += whole.length;
    if (part === undefined)
      tokens.push({
        kind: whole === ')' ? ')' : '(',
        text: whole,
        negated: groupMinus === '-',
        position,
      });
    else if (part === 'OR' && minus === '') tokens.push({ kind: 'or', text: part, negated: false, position });
    // `AND` may be written, and says no more than a space.
    else if (part !== 'AND' || minus !== '')
      tokens.push({ kind: 'part', text: part, negated: minus === '-', position });
  }
  return tokens;
}

function readTerm({ text, negated, position }: Token): Term {
  const fail = (message: string) => new QueryError(message, position);
  if (text.startsWith('"')) return { kind: 'words', words: someWords(unquote(text), fail) };
  const operator = /^([A-Za-z_]+):(.*)$/s.exec(text);
  if (operator) return readOperator(operator[1] ?? '', unquote(operator[2] ?? ''), negated, fail);
  const mark = text[0];
  const name = text.slice(1);
  if (mark === '#' && name !== '') return { kind: 'hashtag', name: name.toLowerCase() };
  if (mark === '$' && /^[A-Za-z]/.test(name)) return { kind: 'cashtag', name: name.toLowerCase() };
  if (mark === '@' && name !== '') return { kind: 'mention', name };
  return { kind: 'words', words: someWords(text, fail) };
}

type Fail = (message: string) => QueryError;

function readOperator(name: string, value: string, negated: boolean, fail: Fail): Term {
  if (value === '') throw fail(`missing value for operator '${name}'`);
  const idKind = idOperators[name];
  if (idKind) {
    if (/^[0-9]{1,19}$/.test(value)) return { kind: idKind, id: value };
    throw fail(`invalid id '${value}' for operator '${name}'`);
  }
  switch (name) {
    case 'from':
    case 'to':
    case 'retweets_of':
      return { kind: name, user: value.replace(/^@/, '') };
    case 'url':
      return { kind: 'url', words: someWords(value, fail) };
    case 'lang':
      return { kind: 'lang', language: value.toLowerCase() };
    case 'is': {
      const what = isKinds.find((kind) => kind === value);
      if (!what) throw fail(`Reference to invalid field 'is:${value}'`);
      if (what === 'nullcast' && !negated) throw fail("The operator 'is:nullcast' must be negated");
      return { kind: 'is', what };
    }
    case 'has': {
      const what = hasKinds[value];
      if (what) return { kind: 'has', what };
      throw fail(`Reference to invalid field 'has:${value}'`);
    }
    case 'min_likes':
    case 'min_replies':
    case 'min_reposts': {
      if (!/^\d{1,9}$/.test(value)) throw fail(`invalid number '${value}' for operator '${name}'`);
      const what = name === 'min_likes' ? 'likes' : name === 'min_replies' ? 'replies' : 'reposts';
      return { kind: 'min', what, count: Number(value) };
    }
    default:
      throw fail(
        `Reference to invalid operator '${name}'. Operator is not available in current product or product packaging. Please refer to complete available operator list at https://docs.x.com/x-api/posts/search/integrate/operators`,
      );
  }
}

function unquote(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

function someWords(text: string, fail: Fail): string[] {
  const words = wordsIn(text);
  if (words.length > 0) return words;
  throw fail(`no viable alternative at input '${text}'`);
}
