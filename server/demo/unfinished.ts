import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, forgetDatabase, machineNowMs } from '../base/index.ts';

export interface DemoPlace {
  readonly dataDir: string;
  /** The operator's own database; nothing is ever removed from it. */
  readonly databaseUrl: string | undefined;
}

const markOf = ({ dataDir }: DemoPlace) => join(dataDir, 'demo-unfinished');

/** Lives the demo; whoever ends this process in the middle leaves a mark for the next start. */
export async function whileMarked(place: DemoPlace, live: () => Promise<void>): Promise<void> {
  await mkdir(place.dataDir, { recursive: true, mode: 0o700 });
  await writeFile(
    markOf(place),
    'The demo is being filled. Until it is done, nobody has been told its address.\n',
  );
  await live();
  await rm(markOf(place), { force: true });
}

/**
 * A start that was ended in the middle of filling the demo left half a week and a clock that stands in the past. Nobody
 * has worked in it yet, so it is made anew. Call before the database and the local X are started.
 */
export async function forgetUnfinished(place: DemoPlace): Promise<void> {
  if (place.databaseUrl !== undefined || !(await isMarked(place))) return;
  await forgetDatabase(place.dataDir);
  await rm(join(place.dataDir, 'local-x'), { recursive: true, force: true });
  await rm(markOf(place), { force: true });
}

/** In a database of the operator's own half a demo stays; its time is put right at least. */
export async function settleUnfinished(place: DemoPlace, clock: Clock): Promise<void> {
  if (!(await isMarked(place))) return;
  await clock.advance(machineNowMs() - clock.now().getTime());
  await rm(markOf(place), { force: true });
}

async function isMarked(place: DemoPlace): Promise<boolean> {
  return (await stat(markOf(place)).catch(() => undefined)) !== undefined;
}
