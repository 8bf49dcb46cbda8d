import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How PostgreSQL, which refuses to run as root, is run. */
export interface Disguise {
  /** Command line before the program's own. */
  readonly command: readonly string[];
  /** For `spawn`, where no command does it. */
  readonly spawnAs: { readonly uid?: number; readonly gid?: number };
  /** Who must own the cluster's files, if that is not us. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * As root, in order of preference: a user namespace, which gives the same owner another name; `nobody` with the right
 * to pass directories that only root may enter (containers forbid namespaces and grant this); plain `nobody`.
 */
export function asOrdinaryUser(): Disguise {
  if (process.getuid?.() !== 0) return { command: [], spawnAs: {}, owner: undefined };
  const { uid, gid } = nobody();
  const unshare = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];
  if (works([...unshare, 'true'])) return { command: unshare, spawnAs: {}, owner: { uid: 0, gid: 0 } };
  const caps = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const setpriv = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...caps, '--'];
  if (works([...setpriv, 'true'])) return { command: setpriv, spawnAs: {}, owner: { uid, gid } };
  return { command: [], spawnAs: { uid, gid }, owner: { uid, gid } };
}

/** Gives a directory to the one who must own it; it may have been made under another disguise. */
export async function handOver(path: string, { owner }: Disguise): Promise<void> {
  if (!owner || (await stat(path)).uid === owner.uid) return;
  await run('chown', ['-R', `${owner.uid}:${owner.gid}`, path]);
}

/** With setpriv the server shuts down when our process dies, however it dies. */
export function dyingWithParent(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const setpriv = ['setpriv', '--pdeathsig', 'INT', '--'];
  return works([...setpriv, 'true']) ? setpriv : [];
}

function works([command = '', ...rest]: readonly string[]): boolean {
  return spawnSync(command, rest, { stdio: 'ignore' }).status === 0;
}

/** initdb looks its user up by number, so the number must have a name. */
function nobody(): { uid: number; gid: number } {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  const users = lines.map((line) => line.split(':')).filter((fields) => Number(fields[2]) > 0);
  const user = users.find((fields) => fields[0] === 'nobody') ?? users[0];
  return { uid: Number(user?.[2] ?? 65_534), gid: Number(user?.[3] ?? 65_534) };
}
