import type { AppSettings, SunshineApp } from '../../../contract/sunshine/apps.ts';
import { MOST_METADATA_BYTES } from '../../../contract/sunshine/fields.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { Clock, WorkspaceDb } from '../../base/index.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import { mergeApp, readApp } from './store.ts';

/** What an app has where nobody set it. */
const STANDARD = {
  appLocalizationEnabled: true,
  echoPostback: false,
  maskCreditCardNumbers: true,
  multiConvoEnabled: false,
  useAnimalNames: false,
} as const;

/** The workspace as an app. */
export async function presentApp(db: WorkspaceDb): Promise<SunshineApp> {
  const { name, settings, metadata } = await readApp(db);
  return { id: db.workspaceId, displayName: name, settings: { ...STANDARD, ...settings }, metadata };
}

/** What is not named stays. @throws SunshineError 400 */
export async function changeApp(
  clock: Clock,
  db: WorkspaceDb,
  change: {
    readonly displayName?: string;
    readonly settings?: AppSettings;
    readonly metadata?: SunshineApp['metadata'] | null;
  },
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await readApp(tx);
    if (before.settings.multiConvoEnabled && change.settings?.multiConvoEnabled === false) {
      throw badRequest('multiConvoEnabled cannot be disabled once it is enabled');
    }
    await mergeApp(
      tx,
      {
        ...(change.displayName === undefined ? {} : { name: change.displayName }),
        settings: change.settings ?? {},
        metadata: change.metadata ?? {},
      },
      clock.now(),
    );
    const { metadata } = await readApp(tx);
    if (Buffer.byteLength(JSON.stringify(metadata)) > MOST_METADATA_BYTES) {
      throw new SunshineError(sunshineErrors.metadata_size);
    }
  });
}
