// Runs a script with a Node that knows TypeScript: this one if it does, else the one that npm installed beside us.
// Plain JavaScript for any Node from 20.19 on. `node bin/node24.mjs script.ts arguments…`
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The majors with which the product is tested. */
const TESTED_MAJOR = 24;
/** The first of 22 that runs TypeScript without a flag. */
const LEAST = [22, 18];

/** The node program to use, or undefined when there is none. */
export function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major === TESTED_MAJOR) return process.execPath;
  const bundled = findBundled();
  if (bundled) return bundled;
  const knowsTypeScript = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
  return knowsTypeScript ? process.execPath : undefined;
}

function findBundled() {
  try {
    const name = `node-${process.platform}-${process.arch}`;
    const root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const node = join(root, 'bin', 'node');
    return existsSync(node) ? node : undefined;
  } catch {
    return undefined;
  }
}

/** Runs the script and ends as it ends; signals that we get are passed on. */
export function runScript(script, args) {
  const node = findNode();
  if (!node) {
    console.error(
      `Node ${process.versions.node} is too old to run this, and no newer one was installed with it ` +
        `(${process.platform}-${process.arch}). Install Node 24, or run npm ci without --omit=optional.`,
    );
    process.exit(1);
  }
  // Parsed and stripped sources are kept: it halves the time to start.
  const cache = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', '.cache', 'rookery');
  const env = {
    NODE_COMPILE_CACHE: cache,
    ...process.env,
    PATH: `${dirname(node)}:${process.env.PATH ?? ''}`,
  };
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env });
  // The terminal sends Ctrl-C to both of us; the child decides when to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const calledAs = process.argv[1] ? realpathSync(process.argv[1]) : '';
if (calledAs === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2);
  if (!script) {
    console.error('usage: node bin/node24.mjs script arguments…');
    process.exit(1);
  }
  runScript(resolve(script), args);
}
