import { messageOf, type OpenDatabase } from '../../base/index.ts';
import type { Config } from '../../config.ts';
import { openForCommand } from '../open.ts';
import { type DoctorCheck, type Finding, wrong } from './check.ts';
import { database, migrations, parked } from './database.ts';
import { clock, disk, keys, pages } from './machine.ts';
import { accounts, webhooks } from './outside.ts';

const CHECKS: readonly DoctorCheck[] = [
  database,
  migrations,
  keys,
  clock,
  disk,
  pages,
  parked,
  webhooks,
  accounts,
];
const MARK = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' } as const;

/** Runs every check and prints what it found with its remedy. Answers whether nothing is wrong. */
export async function runDoctor(
  config: Config,
  print: (line: string) => void = console.log,
): Promise<boolean> {
  let opened: OpenDatabase | undefined;
  let databaseError: unknown;
  try {
    opened = await openForCommand(config);
    await opened.db.pool.query('select 1');
  } catch (error) {
    databaseError = error;
    await opened?.close().catch(() => undefined);
    opened = undefined;
  }
  try {
    let healthy = true;
    for (const check of CHECKS) {
      const input = { config, db: opened?.db, databaseError };
      const findings = await check
        .run(input)
        .catch((error: unknown): readonly Finding[] => [
          wrong(`the check could not be made: ${messageOf(error)}`, 'Look at the findings above first.'),
        ]);
      for (const finding of findings) {
        print(`${MARK[finding.state]} ${check.name}: ${finding.says}.`);
        if (finding.state !== 'ok') print(`      → ${finding.remedy}`);
        if (finding.state === 'wrong') healthy = false;
      }
    }
    return healthy;
  } finally {
    await opened?.close();
  }
}
