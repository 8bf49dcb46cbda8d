import { readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ErrorDeclaration } from '../contract/errors/declare.ts';

const FOLDER = new URL('../contract/errors/', import.meta.url);
const PAGE = fileURLToPath(new URL('../docs/errors.md', import.meta.url));

const ACTORS = { caller: 'the caller', operator: 'the operator', us: 'us', time: 'time' } as const;

/** The page of all declared errors, one table for each module. Throws when a code is declared twice. */
export async function errorsPage(): Promise<string> {
  const names = (await readdir(FOLDER)).filter(
    (name) => name.endsWith('.ts') && !/declare|index|\.test\./.test(name),
  );
  const seen = new Set<string>();
  const tables: string[] = [];
  for (const name of names.toSorted()) {
    const module: Record<string, unknown> = await import(new URL(name, FOLDER).href);
    const declarations = Object.values(module).flatMap((group) => listDeclarations(group));
    for (const { code } of declarations) {
      if (seen.has(code)) throw new Error(`the error code ${code} is declared twice`);
      seen.add(code);
    }
    if (declarations.length > 0) tables.push(`## ${name.slice(0, -3)}\n\n${table(declarations)}\n`);
  }
  const intro =
    'Every error of our own API has the form `{"error":{"code","message","details","requestId"}}`. The code is ' +
    'stable; the sentence is for people. "Acts" says who can make it go away.\n';
  return `# Errors\n\n${intro}\n${tables.join('\n')}`;
}

function listDeclarations(group: unknown): ErrorDeclaration[] {
  if (typeof group !== 'object' || group === null) return [];
  return Object.values(group).filter(isDeclaration);
}

function isDeclaration(value: unknown): value is ErrorDeclaration {
  return (
    typeof value === 'object' && value !== null && 'code' in value && 'sentence' in value && 'who' in value
  );
}

function table(declarations: readonly ErrorDeclaration[]): string {
  const rows = declarations.map(
    ({ code, status, who, sentence }) =>
      `| \`${code}\` | ${status} | ${ACTORS[who]} | ${sentence.replaceAll('|', '\\|')} |`,
  );
  return ['| code | status | acts | sentence |', '|---|---|---|---|', ...rows].join('\n');
}

if (import.meta.main) {
  await writeFile(PAGE, await errorsPage());
  console.log(`wrote ${PAGE}`);
}
