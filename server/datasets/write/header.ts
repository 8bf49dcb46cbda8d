import { readCsv } from '../../base/index.ts';

/** The fields of a CSV file's first line. */
export function fieldsOf(line: string, delimiter = ','): readonly string[] {
  return readCsv(line, 1, delimiter).rows[0] ?? [];
}

/** Whether a first line is exactly the names of the columns, quoted or not: then it is no row. */
export function isHeader(line: string, names: readonly string[], delimiter?: string): boolean {
  const fields = fieldsOf(line, delimiter);
  return fields.length === names.length && names.every((name, at) => fields[at] === name.trim());
}
