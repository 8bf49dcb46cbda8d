import type { TraceBodies } from '../../contract/api/index.ts';

type Excluded = TraceBodies['assignment']['excluded'][number]['reason'];

export const traceTexts = {
  none: 'Nothing is kept about how this conversation was routed.',
  ruleset: (name: string) => `Ruleset “${name}”`,
  route: 'Which queue',
  result: 'Decision',
  assignment: 'Who was asked',
  overflow: 'Waited too long',
  nothingMatched: 'No rule matched; nothing was set.',
  matched: (rule: string) => `Rule “${rule}” matched.`,
  notMatched: (rule: string) => `Rule “${rule}” did not match.`,
  off: (rule: string) => `Rule “${rule}” is switched off.`,
  problem: (rule: string, why: string) => `Rule “${rule}” could not be answered: ${why}`,
  passedOver: (rule: string, queue: string) => `Rule “${rule}” matched, but ${queue} was overflowing.`,
  share: (percent: number, queue: string) => `The split gave it to ${queue} (${percent} %).`,
  always: 'It has no condition.',
  leaf: (condition: string, seen: string) => `${condition}: it was ${seen}`,
  holds: 'holds',
  fails: 'does not hold',
  hidden: 'what the customer wrote, see the thread',
  noData: 'empty',
  more: (count: number) => `and ${count} more conditions`,
  sets: (what: string) => `It set ${what}.`,
  outOfHours: (queue: string, closed: boolean) => `${queue} was ${closed ? 'closed' : 'open'}.`,
  items: (queue: string, seen: number, most: number) => `${seen} waited in ${queue}; it takes ${most}.`,
  reasons: {
    rule: (queue: string, rule: string) => `Rule “${rule}” sent it to ${queue}.`,
    no_rules: (queue: string) => `There are no rules, so it went to the fallback queue ${queue}.`,
    no_match: (queue: string) => `No rule matched, so it went to the fallback queue ${queue}.`,
    problem: (queue: string, problem: string) => `It went to the fallback queue ${queue}: ${problem}`,
    overflow_anyway: (queue: string) =>
      `Every queue that matched was overflowing; it was put into ${queue} all the same.`,
    overflow_transfer: (queue: string) =>
      `Every queue that matched was overflowing; overflow sent it to ${queue}.`,
    overflow_close: () => 'Every queue that matched was overflowing; overflow closed it.',
  },
  asked: (name: string, queue: string) => `${name} was asked, from ${queue}.`,
  askedAgain: (name: string) => `${name} was asked first, having had it before.`,
  candidates: (count: number) =>
    count === 1 ? 'One agent could have been asked.' : `${count} agents could have been asked.`,
  nobody: (queue: string) => `Nobody could be asked, so it waits in ${queue}.`,
  nobodyConnected: (queue: string) => `Nobody of ${queue} is connected, so it waits there.`,
  nobodyInQueue: (queue: string) => `Nobody is in ${queue}, so it waits there.`,
  excluded: {
    not_connected: 'not at the desk',
    presence: 'presence does not allow it',
    capacity: 'not enough capacity left',
    profiles: 'a capacity profile is used up or missing',
    blocked: 'a full capacity profile blocks further work',
    sessions: 'too many open conversations',
    skills: 'skills are missing',
    declined: 'declined it before',
  } satisfies Record<Excluded, string>,
  waited: (minutes: number, queue: string, limit: number) =>
    `It waited ${minutes} minutes in ${queue}, which allows ${limit}.`,
  movedTo: (queue: string) => `Overflow sent it to ${queue}.`,
  closedIt: 'Overflow closed it.',
  stays: 'It stays there.',
  someQueue: 'a queue that is gone',
  someone: 'somebody who left',
};
