/** `/2/users/:id/dm/*` → does it cover this path? `:name` is one segment, `*` at the end is the rest. */
export const matchesPath = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  for (let at = 0; at < wanted.length; at++) {
    const segment = wanted[at];
    if (segment === '*') return true;
    const actual = given[at];
    if (actual === undefined) return false;
    if (segment?.startsWith(':') ? actual === '' : segment !== actual) return false;
  }
  return wanted.length === given.length;
};
