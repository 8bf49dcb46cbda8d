/** Comma, semicolon or tab: whichever stands most in the first line outside quotes. */
function separatorOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const line = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const count = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/**
 * Rows of a CSV text (RFC 4180, and what spreadsheets make of it): quoted cells hold separators, line ends and doubled
 * quotes; empty lines are left out. Stops behind `most` rows.
 * @param separator where it is known; else it is guessed from the first line
 * @returns `open` is true when a quote is never closed.
 */
export function readCsv(
  given: string,
  most: number,
  separator = separatorOf(given),
): { rows: string[][]; open: boolean } {
  const text = given.replace(/^\uFEFF/, '');
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((each) => each !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length && rows.length < most; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (char === separator) endCell();
    else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  if (rows.length < most && (cell !== '' || row.length > 0)) endRow();
  return { rows, open: quoted };
}
