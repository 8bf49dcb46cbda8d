import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { calls } from '../test/clients/calls/calls.ts';
import type { ClientUnderTest } from '../test/clients/calls/client.ts';

const FOLDER = new URL('../test/clients/calls/', import.meta.url);
const PAGE = new URL('../docs/simulator-clients.md', import.meta.url);
const START = '<!-- table: bin/clients-page.ts -->';

/** docs/simulator-clients.md with its table made anew from the calls that the client tests make. */
export async function clientsPage(): Promise<string> {
  const text = await readFile(PAGE, 'utf8');
  const head = text.slice(0, text.indexOf(START) + START.length);
  return `${head}\n\n${await table()}\n`;
}

async function table(): Promise<string> {
  const clients = await listClients();
  const parts: string[] = [];
  for (const [group, rows] of Object.entries(calls)) {
    const head = ['call', ...clients.map(({ name }) => name)];
    const lines = Object.entries(rows).map(([id, title]) => [
      title,
      ...clients.map((client) => cell(client, id)),
    ]);
    parts.push(`### ${group}\n\n${[head, head.map(() => '---'), ...lines].map(row).join('\n')}`);
  }
  const list = clients.map(
    ({ name, version, pointed, without }) => `| ${name} ${version} | ${pointed} | ${without} |`,
  );
  return `| client | led to the local X by | no method for |\n|---|---|---|\n${list.join('\n')}\n\n${parts.join('\n\n')}`;
}

function cell(client: ClientUnderTest<never>, id: string): string {
  const call = Object.entries(client.calls).find(([name]) => name === id)?.[1];
  if (!call) return '–';
  const how = `\`${call.how.replaceAll('|', '\\|')}\``;
  return call.refused === undefined ? how : `${how}: ${call.refused.replaceAll('|', '\\|')}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

async function listClients(): Promise<ClientUnderTest<never>[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.calls.ts')).toSorted();
  const clients: ClientUnderTest<never>[] = [];
  for (const name of names) {
    const module: Record<string, unknown> = await import(new URL(name, FOLDER).href);
    // Each such file exports the one client that it describes.
    clients.push(...(Object.values(module).filter(isClient) as ClientUnderTest<never>[]));
  }
  return clients;
}

function isClient(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'calls' in value && 'pointed' in value;
}

if (import.meta.main) {
  await writeFile(PAGE, await clientsPage());
  console.log(`wrote ${fileURLToPath(PAGE)}`);
}
