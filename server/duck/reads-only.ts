/** DuckDB's own tree of a SELECT, as `json_serialize_sql` writes it. */
type Tree = { readonly [key: string]: unknown };

/** Functions that make rows from nothing but their arguments. */
const HARMLESS = new Set(['range', 'generate_series', 'unnest', 'repeat', 'repeat_row']);
/** Functions that look at the machine, the settings or the catalogue. */
const TELLTALE =
  /^(getenv|current_setting|current_schemas?|current_catalog|current_database|read_\w+|glob|sniff_csv|parquet_\w+|duckdb_\w+|pragma_\w+|query|query_table|getvariable|which_secret|nextval|currval|getmacro)$/;

/**
 * What a statement does that it may not, in words; nothing when it only reads tables that it may read. A list of what is
 * allowed, so that what DuckDB learns tomorrow is refused.
 * @param tree what `json_serialize_sql` says of the statement
 */
export function findRefusal(tree: unknown, tables: ReadonlySet<string>): string | undefined {
  if (!isTree(tree)) return 'The statement cannot be read.';
  if (tree['error'] === true) {
    const message = textOf(tree['error_message']);
    return /Only SELECT statements/i.test(message) ? 'Only SELECT statements can be run here.' : message;
  }
  const statements = Array.isArray(tree['statements']) ? tree['statements'] : [];
  if (statements.length !== 1) return 'Write one statement at a time.';
  return walk(statements[0], new Set([...tables].map((name) => name.toLowerCase())));
}

function walk(node: unknown, known: ReadonlySet<string>): string | undefined {
  if (Array.isArray(node)) return first(node, known);
  if (!isTree(node)) return undefined;
  const here = withNames(node, known);
  return refusalOf(node, here) ?? first(Object.values(node), here);
}

function first(nodes: readonly unknown[], known: ReadonlySet<string>): string | undefined {
  for (const node of nodes) {
    const refusal = walk(node, known);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** The names that are known inside a node: those outside, and its own `with`. */
function withNames(node: Tree, known: ReadonlySet<string>): ReadonlySet<string> {
  const map = node['cte_map'];
  const entries = isTree(map) && Array.isArray(map['map']) ? map['map'] : [];
  const own = entries.flatMap((entry) => (isTree(entry) ? [textOf(entry['key']).toLowerCase()] : []));
  return own.length === 0 ? known : new Set([...known, ...own]);
}

function refusalOf(node: Tree, known: ReadonlySet<string>): string | undefined {
  const type = textOf(node['type']);
  if (type === 'BASE_TABLE') {
    const name = textOf(node['table_name']);
    const elsewhere = Boolean(node['schema_name']) || Boolean(node['catalog_name']);
    if (elsewhere || !known.has(name.toLowerCase())) return `There is no DataSet “${name}” here.`;
  }
  if (type === 'TABLE_FUNCTION') {
    const call = node['function'];
    const name = isTree(call) ? textOf(call['function_name']) : '';
    if (!HARMLESS.has(name.toLowerCase())) return `The function “${name}” cannot be used here.`;
  }
  if (type === 'SHOW_REF') return 'Only SELECT statements can be run here.';
  if (node['class'] === 'FUNCTION') {
    const name = textOf(node['function_name']);
    if (TELLTALE.test(name.toLowerCase())) return `The function “${name}” cannot be used here.`;
  }
  return undefined;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of the tree; anything else is none. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
