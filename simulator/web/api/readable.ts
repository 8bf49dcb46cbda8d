/** `statusClass` as two words. */
const wordsOf = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .replaceAll(/ [A-Z](?=[a-z])/g, (start) => start.toLowerCase());

/** `environments/0` as “environments (no. 1)”. */
const placeOf = (path: string): string =>
  path
    .split('/')
    .map((part) => (/^\d+$/.test(part) ? `(no. ${Number(part) + 1})` : wordsOf(part)))
    .join(' ');

/** A refusal of the schema check, `body/environments/0 must …`, for people who typed into a field. */
export const readable = (said: string): string => {
  const check = /^(?:body|querystring|params)\/(\S+) (must .*)$/s.exec(said);
  const plain = check
    ? `${placeOf(check[1] ?? '')} ${check[2]
        ?.replace(/^must be >= (\S+)$/, 'must be $1 or more')
        .replace(/^must be <= (\S+)$/, 'must be $1 or less')
        .replace('must NOT', 'must not')}`
    : said.replace(/^(body|querystring|params) /, '');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};
