import { type Clock, machineNowMs } from '../base/index.ts';
import { call } from './callers.ts';
import { demoCustomers } from './customers.ts';
import { liveMention } from './mentions.ts';
import { liveGroup } from './group.ts';
import { makeHouse } from './house/index.ts';
import { demoHandles, LocalX } from './local-x.ts';
import { type DemoStaff, leaveAsNew, makeStaff } from './people.ts';
import { demoPosts } from './posts.ts';
import { demoRegulars } from './regulars.ts';
import { liveShift } from './serve.ts';
import { liveStep } from './threads-live.ts';
import { makeReports } from './reports.ts';
import { demoTimeline } from './timeline.ts';

export interface SeedOptions {
  /** Our own address; everything goes through the public API. */
  readonly url: string;
  readonly localXUrl: string;
  /** Set back to the demo's past, and forward again to now. */
  readonly clock: Clock;
  readonly onProgress: (done: number, of: number) => void;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Lives a week of a small roastery's messages: customers write on the local X, agents answer at the desk, both over
 * the same doors that everybody uses. Needs an empty workspace.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const { clock, url } = options;
  const nowMs = clock.now().getTime();
  const steps = demoTimeline(nowMs);
  const x = new LocalX(options.localXUrl);
  await clock.advance(-8 * DAY_MS);
  await x.setTime(nowMs - 8 * DAY_MS);
  // The time only goes on: a shift may last into what follows it.
  const moveTo = async (atMs: number) => {
    const byMs = atMs - clock.now().getTime();
    if (byMs <= 0) return;
    await Promise.all([clock.advance(byMs), x.setTime(atMs)]);
  };
  let staff: DemoStaff;
  try {
    await x.raiseSendLimits();
    await x.makeBusiness();
    await Promise.all([...demoCustomers, ...demoRegulars].map((customer) => x.makeCustomer(customer)));
    // Before any app listens, so that nobody is told today what was posted weeks ago.
    for (const post of demoPosts) await x.makePost(post, nowMs);
    staff = await makeStaff(url);
    await connect(options, x, staff);
    const { mainHandleId } = await makeHouse(url, staff);
    const pass = (ms: number) => moveTo(clock.now().getTime() + ms);
    for (const [index, step] of steps.entries()) {
      await moveTo(step.atMs);
      if (step.kind === 'shift') await liveShift({ url, x, staff, pass }, step.shift);
      else if (step.kind === 'group') await liveGroup(x, staff, mainHandleId);
      else if (step.kind === 'mention') await liveMention(x, staff, step.mention);
      else await liveStep(x, staff, step);
      options.onProgress(index + 1, steps.length);
    }
    await leaveAsNew(staff);
  } finally {
    await x.setTime(machineNowMs());
    await clock.advance(machineNowMs() - clock.now().getTime());
  }
  // At the present: they say how long they took.
  await makeReports(staff);
}

/** The wizard's steps, as an administrator takes them. */
async function connect(options: SeedOptions, x: LocalX, { ada }: DemoStaff): Promise<void> {
  const app = await ada.ask<{ id: string }>('POST', '/api/x-apps/local', { name: 'Fernhill desk' });
  await ada.ask('POST', `/api/x-apps/${app.id}/privacy`, { noticeVersion: '1' });
  for (const { username, label } of Object.values(demoHandles)) {
    const { authorizeUrl } = await ada.ask<{ authorizeUrl: string }>(
      'POST',
      `/api/x-apps/${app.id}/sign-in`,
      {
        authKind: 'oauth1',
        handleName: label,
      },
    );
    const back = new URL(await x.consent(authorizeUrl, username));
    await call(options.url, 'GET', back.pathname + back.search);
  }
  await ada.ask('POST', `/api/x-apps/${app.id}/check`);
}
