import { call, type DeskPerson, personOf, type SessionAnswer } from './callers.ts';

/** The demo's staff, all invented. One password for all: it is printed, and worth nothing outside this machine. */
export const DEMO_PASSWORD = 'fernhill-demo';

export const demoStaff = {
  ada: { name: 'Ada Fernhill', email: 'ada@fernhill.example', role: 'administrator' },
  ben: { name: 'Ben Oduya', email: 'ben@fernhill.example', role: 'agent' },
  cleo: { name: 'Cleo Marsh', email: 'cleo@fernhill.example', role: 'supervisor' },
  dana: { name: 'Dana Ruiz', email: 'dana@fernhill.example', role: 'agent' },
  emil: { name: 'Emil Brandt', email: 'emil@fernhill.example', role: 'agent' },
  farah: { name: 'Farah Aziz', email: 'farah@fernhill.example', role: 'agent' },
} as const;

export type StaffKey = keyof typeof demoStaff;
export type DemoStaff = Record<StaffKey, DeskPerson>;

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
  const join = async (who: Exclude<StaffKey, 'ada'>): Promise<DeskPerson> => {
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
  const [ben, cleo, dana, emil, farah] = await Promise.all([
    join('ben'),
    join('cleo'),
    join('dana'),
    join('emil'),
    join('farah'),
  ]);
  const staff = { ada: admin, ben, cleo, dana, emil, farah };
  // Nobody waits for the demo's answers to be taken back.
  await everybody(staff, (person) => person.ask('PATCH', '/api/session/preferences', { undoSeconds: 0 }));
  return staff;
}

/** Leaves everybody's preferences as somebody finds them who starts new. */
export async function leaveAsNew(staff: DemoStaff): Promise<void> {
  await everybody(staff, (person) => person.ask('PATCH', '/api/session/preferences', { undoSeconds: 3 }));
}

async function everybody(staff: DemoStaff, act: (person: DeskPerson) => Promise<unknown>): Promise<void> {
  await Promise.all(Object.values(staff).map(act));
}
