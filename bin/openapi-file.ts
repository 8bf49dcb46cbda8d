import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../server/messaging/index.ts';

const FILE = new URL('../docs/api/sunshine.openapi.json', import.meta.url);

/** The file as it should stand in docs/api/sunshine.openapi.json. */
export function openApiFile(): string {
  return `${JSON.stringify(openApiDocument(), null, 1)}\n`;
}

if (import.meta.main) writeFileSync(FILE, openApiFile());
