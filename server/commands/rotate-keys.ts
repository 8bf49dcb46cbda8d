import {
  addKeyToFile,
  createSecrets,
  dropOldKeys,
  findOwner,
  fixedClock,
  keyringFromText,
} from '../base/index.ts';
import type { Config } from '../config.ts';
import { withDatabase } from './open.ts';

/**
 * Wraps every stored secret under a new master key. From a file: the key is made here, and the old one leaves the file
 * when nothing needs it. From the environment: the operator has put the new key in front of the old one.
 */
export async function runRotateKeys(config: Config): Promise<void> {
  const { masterKey, masterKeyFile, dataDir } = config;
  const holder = masterKey === undefined ? await findOwner(dataDir) : undefined;
  if (holder !== undefined) {
    // It holds the old key in memory and could not open what is sealed under the new one.
    throw new Error(
      `The server (process ${holder}) is running; stop it, rotate the keys, then start it again.`,
    );
  }
  await withDatabase(config, async ({ db }) => {
    const keyring = masterKey === undefined ? addKeyToFile(masterKeyFile) : keyringFromText(masterKey);
    // Wrapping anew changes no time.
    const count = await createSecrets(keyring, fixedClock(new Date(0))).rotate(db);
    if (masterKey === undefined) dropOldKeys(masterKeyFile);
    console.log(`${count} secrets are sealed under the key ${keyring.current.id}.`);
    if (masterKey !== undefined)
      console.log('The older keys can leave ROOKERY_MASTER_KEY at the next start.');
  });
}
