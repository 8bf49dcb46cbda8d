import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';

/** @throws Error that names the file, when the certificate cannot be read. */
export async function readListener(settings: Config['mail']) {
  if (!settings) return undefined;
  const { port, host, certificate, key } = settings;
  if (certificate === undefined || key === undefined) return { port, host, tls: null };
  return {
    port,
    host,
    tls: { certificate: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') },
  };
}
