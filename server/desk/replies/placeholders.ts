import { placeholders } from '../../../contract/api/index.ts';

export type Placeholder = (typeof placeholders)[number];

/** What is known; null for what is not. */
export type PlaceholderValues = Readonly<Record<Placeholder, string | null>>;

// The inner braces belong to the name, as in {FullName{Customer}}.
const PATTERN = /\{([A-Za-z]+(?:\{[A-Za-z]+\})?)\}/g;

const byName = new Map<string, Placeholder>(placeholders.map((name) => [name.toLowerCase(), name]));

/** The text with its placeholders filled, and those for which nothing is known: they are left empty. */
export function fillPlaceholders(
  text: string,
  values: PlaceholderValues,
): { text: string; missing: Placeholder[] } {
  const missing = new Set<Placeholder>();
  const filled = text.replace(PATTERN, (whole, name: string) => {
    const known = byName.get(name.toLowerCase());
    // What nobody knows is text of its own: {happy}.
    if (known === undefined) return whole;
    const value = values[known];
    if (value === null || value === '') missing.add(known);
    return value ?? '';
  });
  return { text: filled, missing: [...missing] };
}

/** The first placeholder in a text that means nothing: one that looks like ours, with a part in inner braces. */
export function findUnknownPlaceholder(text: string): string | undefined {
  for (const [whole, name = ''] of text.matchAll(PATTERN)) {
    if (name.includes('{') && !byName.has(name.toLowerCase())) return whole;
  }
  return undefined;
}
