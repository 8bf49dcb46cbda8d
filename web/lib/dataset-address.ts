const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The id of a DataSet in what was pasted: the id alone, or the address of one of its pages. */
export function findDatasetId(text: string): string | undefined {
  const trimmed = text.trim().replace(/^\{|\}$/g, '');
  const found = ID.exec(trimmed)?.[0];
  if (!found) return undefined;
  const isAlone = found.length === trimmed.length;
  const isAddress = new RegExp(`/datasources/${found}(?:[/?#]|$)`, 'i').test(trimmed);
  return isAlone || isAddress ? found.toLowerCase() : undefined;
}

/** Meant as an id or an address, and not as a name to look for. */
export const looksLikeAddress = (text: string): boolean =>
  /^https?:\/\/|\/datasources\//i.test(text.trim()) || /^\{?[0-9a-f-]{20,}\}?$/i.test(text.trim());
