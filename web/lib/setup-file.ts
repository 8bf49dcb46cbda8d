import type { SetupFile } from '../../contract/api/index.ts';
import { setupFileTexts as texts } from '../texts/setup-file.ts';

const MOST_BYTES = 10_000_000;

/** What a chosen file holds, or why it is no set-up file. What stands in it is the server's to judge. */
export function readSetupFile(bytes: number, text: string): { file?: SetupFile; problem?: string } {
  if (bytes > MOST_BYTES) return { problem: texts.tooBig };
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { problem: texts.notJson };
  }
  if (!isObject(read) || read['format'] !== 'rookery-setup' || !isObject(read['parts']))
    return { problem: texts.notOurs };
  if (read['version'] !== 1) return { problem: texts.newer };
  // Its outline is ours; the server checks every part of it.
  return { file: read as unknown as SetupFile };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
