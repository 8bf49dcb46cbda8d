import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { settingsTable } from '../server/config.ts';

const PAGE = fileURLToPath(new URL('../docs/operating.md', import.meta.url));
const PLACE = /(<!-- settings: [^>]*-->\n)[^]*?(<!-- end of settings -->)/;

/** docs/operating.md with the table as it should be. */
export async function operatingPage(): Promise<string> {
  const page = await readFile(PAGE, 'utf8');
  return page.replace(
    PLACE,
    (_whole, before: string, after: string) => `${before}\n${settingsTable()}\n\n${after}`,
  );
}

if (import.meta.main) {
  await writeFile(PAGE, await operatingPage());
  console.log(`wrote ${PAGE}`);
}
