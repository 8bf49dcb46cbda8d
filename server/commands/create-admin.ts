import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { sessionRoutes } from '../../contract/api/index.ts';
import { buildModules, type Modules } from '../app-modules.ts';
import { openParts } from '../app-parts.ts';
import { compileCheck, createLogger } from '../base/index.ts';
import type { Config } from '../config.ts';

export interface AdminFlags {
  readonly email: string;
  readonly name: string;
  readonly workspace?: string;
}

const DONE = {
  set_up: 'The workspace has been set up with this administrator.',
  added: 'The administrator has been added.',
  restored: 'The member is an administrator again and has the new password; all old sign-ins have ended.',
} as const;

const STANDARD_WORKSPACE = 'Rookery';
const checkSetup = compileCheck(sessionRoutes.setUp.body, 'body');

/** Creates an administrator. The password is read from the first line of the input, or made when there is none. */
export async function runCreateAdmin(config: Config, flags: AdminFlags): Promise<void> {
  const given = await readPassword();
  const password = given ?? randomBytes(12).toString('base64url');
  const { email, name, workspace: workspaceName } = flags;
  // The same rules as on the setup page.
  checkSetup({ email, name, password, workspaceName: workspaceName ?? STANDARD_WORKSPACE });
  const parts = await openParts(config, { logger: createLogger('error'), https: false, mode: 'attach' });
  let modules: Modules | undefined;
  try {
    modules = await buildModules(config, parts, {
      publicUrl: config.publicUrl ?? `http://127.0.0.1:${config.port}`,
      demo: false,
      webDir: null,
    });
    const { did } = await modules.people.setup.createAdmin({
      email,
      name,
      password,
      ...(workspaceName === undefined ? {} : { workspaceName }),
    });
    console.log(DONE[did]);
    if (given === undefined) console.log(`Password: ${password}   (shown once; change it after signing in)`);
  } finally {
    await modules?.stop();
    await parts.close();
  }
}

async function readPassword(): Promise<string | undefined> {
  const fromTerminal = process.stdin.isTTY;
  const lines = createInterface({ input: process.stdin, terminal: false });
  if (fromTerminal) process.stdout.write('Password (empty: one is made): ');
  try {
    for await (const line of lines) return line.trim() === '' ? undefined : line.trim();
    return undefined;
  } finally {
    lines.close();
  }
}
