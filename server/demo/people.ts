import { call, type DeskPerson, personOf, type SessionAnswer } from './callers.ts';

/** The demo's staff, all invented. One password for all: it is printed, and worth nothing outside this machine. */
export const DEMO_PASSWORD = 'fernhill-demo';

export const demoStaff = {
  ada: { name: 'Ada Fernhill', email: 'ada@fernhill.example', role: 'administrator' },
  ben: { name: 'Ben Oduya', email: 'ben@fernhill.example', role: 'agent' },
  cleo: { name: 'Cleo Marsh', email: 'cleo@fernhill.example', role: 'supervisor' },
} as const;

export type DemoStaff = Record<keyof typeof demoStaff, DeskPerson>;

/** Sets the workspace up and invites the colleagues, as an administrator would. */
export async function makeStaff(url: string): Promise<DemoStaff> {
  const { role: _role, ...ada } = demoStaff.ada;
  const setUp = await call<SessionAnswer>(
    url,
    'POST',
    '/api/setup',
    { workspaceName: 'Fernhill Coffee', ...ada, password: DEMO_PASSWORD },
    { origin: new URL(url).origin },
  );
  const admin = personOf(url, setUp);
  const join = async (who: 'ben' | 'cleo'): Promise<DeskPerson> => {
    const { name, email, role } = demoStaff[who];
    const { link } = await admin.ask<{ link: string }>('POST', '/api/invitations', { email, role });
    const token = link.slice(link.lastIndexOf('/') + 1);
    const joined = await call<SessionAnswer>(
      url,
      'POST',
      `/api/invitations/by-token/${token}`,
      { name, password: DEMO_PASSWORD },
      { origin: new URL(url).origin },
    );
    return personOf(url, joined);
  };
  return { ada: admin, ben: await join('ben'), cleo: await join('cleo') };
}
