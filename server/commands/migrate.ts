import { maintainEventDays, migrate } from '../base/index.ts';
import type { Config } from '../config.ts';
import { openForCommand } from './open.ts';

/** Runs the migrations that the database has not seen. */
export async function runMigrate(config: Config): Promise<void> {
  const database = await openForCommand(config);
  try {
    const names = await migrate(database.db);
    await maintainEventDays(database.db);
    if (names.length === 0) console.log('The database is up to date.');
    for (const name of names) console.log(`applied ${name}`);
  } finally {
    await database.close();
  }
}
