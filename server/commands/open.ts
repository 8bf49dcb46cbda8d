import { migrate, openDatabase, type OpenDatabase } from '../base/index.ts';
import type { Config } from '../config.ts';

/** Opens the database for a command: a running product's if there is one, else starting it for as long as we need it. */
export function openForCommand(config: Config): Promise<OpenDatabase> {
  return openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    poolSize: 4,
    mode: 'attach',
    onError: (message) => console.error(message),
  });
}

/** Runs `work` on a database that is up to date, and closes it whatever happens. */
export async function withDatabase<T>(
  config: Config,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const database = await openForCommand(config);
  try {
    await migrate(database.db);
    return await work(database);
  } finally {
    await database.close();
  }
}
