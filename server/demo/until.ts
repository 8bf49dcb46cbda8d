import { setTimeout as pause } from 'node:timers/promises';

const WAIT_MS = 60_000;
const LOOK_MS = 10;

/** Waits for what the desk does by itself. @throws Error when it does not come. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('the demo waited in vain for the desk');
    await pause(LOOK_MS);
  }
}
