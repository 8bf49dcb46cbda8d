/** What is used of a JSON Schema, as our contract writes it. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
}

const DEEPEST = 6;

/** An example of what a schema takes: what it requires, as short as possible. */
export function exampleOf(schema: JsonSchema, depth = 0): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  if (depth > DEEPEST) return null;
  if (schema.allOf) {
    const parts = schema.allOf.map((one) => exampleOf(one, depth + 1));
    return Object.assign({}, ...parts.filter((part) => typeof part === 'object')) as unknown;
  }
  const [first] = schema.anyOf ?? [];
  if (first) return exampleOf(first, depth + 1);
  switch (schema.type) {
    case 'object': {
      const required = new Set(schema.required ?? []);
      const members = Object.entries(schema.properties ?? {}).filter(([name]) => required.has(name));
      return Object.fromEntries(members.map(([name, member]) => [name, exampleOf(member, depth + 1)]));
    }
    case 'array': {
      const { items } = schema;
      return items && (schema.minItems ?? 0) > 0 ? [exampleOf(items, depth + 1)] : [];
    }
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return schema.format === 'date-time' ? '2026-01-01T00:00:00.000Z' : '';
    default:
      return {};
  }
}

/** Names of the places in a path: `/v2/apps/:appId` has `appId`. */
export function placesOf(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
}

/** The path with its places filled; undefined while one is empty. */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string | undefined {
  if (placesOf(path).some((name) => (values[name] ?? '').trim() === '')) return undefined;
  return path.replace(/:(\w+)/g, (_place, name: string) => encodeURIComponent((values[name] ?? '').trim()));
}

/** The call as a line for a terminal. The secret stays out of it. */
export function curlOf(call: {
  method: string;
  url: string;
  keyId: string;
  body?: string | undefined;
}): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    `curl -X ${call.method} ${quoted(call.url)}`,
    `-u ${quoted(`${call.keyId || 'KEY_ID'}:SECRET`)}`,
    ...(call.body === undefined
      ? []
      : [`-H ${quoted('content-type: application/json')}`, `-d ${quoted(call.body)}`]),
  ].join(' \\\n  ');
}
