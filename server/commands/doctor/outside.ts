import { messageOf, sql } from '../../base/index.ts';
import { type DoctorCheck, type Finding, note, ok, wrong } from './check.ts';
import { isEmpty } from './database.ts';

interface AppRow {
  name: string;
  network: string;
  transport: string;
  x_webhook_id: string | null;
  webhook_checked_at: Date | null;
}

/** X must reach us where webhooks are used: https, no port, answering. */
export const webhooks: DoctorCheck = {
  name: 'webhooks',
  run: async ({ db, config }) => {
    if (!db || (await isEmpty(db))) return [];
    const apps = await db.rows(sql<AppRow>`
      select name, network, transport, x_webhook_id, webhook_checked_at from x_app where deleted_at is null limit 100`);
    const real = apps.filter((app) => app.network === 'x' && /webhook|account_activity/.test(app.transport));
    if (real.length === 0) return [ok('no app of the real X delivers by webhook')];
    const url = URL.parse(config.publicUrl ?? '');
    if (!url || url.protocol !== 'https:' || url.port !== '') {
      const says = `X wants an https address without a port, and ROOKERY_PUBLIC_URL is ${config.publicUrl ?? 'not set'}`;
      return [wrong(says, 'Set the public address, or choose the activity stream or polling for the app.')];
    }
    const findings: Finding[] = [await reach(url)];
    for (const app of real) {
      if (app.x_webhook_id !== null) continue;
      findings.push(
        wrong(`${app.name} has no webhook registered at X`, 'Run its checks on the X accounts page.'),
      );
    }
    return findings;
  },
};

async function reach(url: URL): Promise<Finding> {
  const address = new URL('/healthz', url).href;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000), redirect: 'manual' });
    if (response.ok) return ok(`${address} answers`);
    return wrong(
      `${address} answers ${response.status}`,
      'Start the server, and let the proxy pass everything on to it.',
    );
  } catch (error) {
    const remedy = 'Check the name, the certificate and the proxy in front of the server.';
    return wrong(`${address} cannot be reached: ${messageOf(error)}`, remedy);
  }
}

export const accounts: DoctorCheck = {
  name: 'accounts',
  run: async ({ db }) => {
    if (!db || (await isEmpty(db))) return [];
    const rows = await db.rows(sql<{ username: string | null; id: string; status: string }>`
      select username, id, status from account where status <> 'removed' order by username limit 200`);
    if (rows.length === 0) return [note('no account is connected', 'Connect one on the X accounts page.')];
    return rows.map(({ username, id, status }) => {
      const name = username === null ? id : `@${username}`;
      return status === 'active'
        ? ok(`${name} is connected`)
        : wrong(`${name}: ${status}`, 'Open the X accounts page and choose Reconnect.');
    });
  },
};
