import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { SunshineError } from '../http/problem.ts';
import type { Keys, KeyWithSecret } from './keys.ts';

/** A key as the API shows it. */
export interface ShownKey {
  readonly id: string;
  readonly displayName: string;
  readonly secret: string;
}

export function showKey({ id, displayName, secret }: KeyWithSecret): ShownKey {
  return { id, displayName, secret };
}

/** Of the app (null) or of one integration. A key of the whole account is not an app's to see. */
export async function listShownKeys(
  keys: Keys,
  db: WorkspaceDb,
  integrationId: string | null,
): Promise<ShownKey[]> {
  const found = (await keys.list(db, integrationId)).filter((one) => one.scope !== 'account');
  return Promise.all(found.map(async (one) => showKey(await keys.withSecret(db, one))));
}

/** @throws SunshineError 404 */
export async function getShownKey(
  keys: Keys,
  db: WorkspaceDb,
  integrationId: string | null,
  id: string,
): Promise<ShownKey> {
  const found = await keys.find(db, id);
  if (!found || found.integrationId !== integrationId || found.scope === 'account') {
    throw new SunshineError(sunshineErrors.not_found);
  }
  return showKey(await keys.withSecret(db, found));
}

/** @throws SunshineError 404 */
export async function removeKey(
  keys: Keys,
  db: WorkspaceDb,
  integrationId: string | null,
  id: string,
): Promise<void> {
  await getShownKey(keys, db, integrationId, id);
  if (!(await keys.remove(db, id))) throw new SunshineError(sunshineErrors.not_found);
}
