import type { BasePresence, OfferScenario, OfferSound } from '../../contract/api/index.ts';

export const offerTexts = {
  offers: 'Offers',
  scenario: {
    incoming: 'New conversation',
    transfer: 'Handed over to you',
    consult: 'A colleague asks you',
    assigned: 'Assigned to you',
  } satisfies Record<OfferScenario, string>,
  by: (what: string, name: string) => `${what} by ${name}`,
  left: (time: string) => `${time} left`,
  announce: (what: string, title: string, seconds: number) =>
    `${what}: ${title}. Press Y to accept, D to decline. ${seconds} seconds.`,
  announceFirm: (what: string, title: string) => `${what}: ${title}. Press Y to open it.`,
  gone: 'The offer ran out.',
  given: 'A conversation was given to you. It stands among your sessions.',
  cannotAccept: 'The offer could not be accepted',
  cannotDecline: 'The offer could not be declined',
  declined: {
    incoming: 'Declined. Colleagues are asked; you are not asked again for some minutes.',
    assigned: 'Declined. Colleagues are asked; you are not asked again for some minutes.',
    transfer: 'Declined. It does not become yours; your colleague is told.',
    consult: 'Declined. Your colleague is told.',
  } satisfies Record<OfferScenario, string>,
};

export const presenceTexts = {
  presence: 'Presence',
  mine: (text: string) => `Presence: ${text}`,
  choose: 'What colleagues see, and what routing goes by',
  since: 'since',
  chosen: 'chosen',
  followsWork: 'follows the work',
  capacity: 'Capacity',
  units: (used: number, capacity: number) => `${used} of ${capacity}`,
  over: (units: number) => `${units} over`,
  sessions: (count: number) => (count === 1 ? '1 session' : `${count} sessions`),
  notConnected: 'Not connected',
  notConnectedHint: 'The server does not hear this browser: nothing is offered to you until it does.',
  cannotChoose: 'The presence could not be changed',
  inactive: 'You missed an offer, so nothing more is offered to you.',
  here: 'I’m here',
  declined: 'You are set to Do not disturb: nothing more is offered to you.',
  available: 'I’m available',
  full: (count: number) => `${count} sessions are open. Nothing more is offered until you finish one.`,
};

export const baseNames: Readonly<Record<BasePresence, string>> = {
  available: 'Available',
  busy: 'Busy',
  do_not_disturb: 'Do not disturb',
  away: 'Away',
  offline: 'Offline',
  inactive: 'Inactive',
};

export const soundNames: Readonly<Record<OfferSound, string>> = {
  none: 'Silent',
  chime: 'Chime',
  bell: 'Bell',
  knock: 'Knock',
  alarm: 'Alarm',
};

export const sessionTexts = {
  sessions: 'Your sessions',
  visitor: (number: number) => `Visitor ${number}`,
  consult: 'Consulted',
  monitor: 'Watching',
  updates: (title: string, count: string) => `${title}. ${count} new updates in your conversation.`,
  putAside: (title: string) => `Put ${title} aside`,
  show: 'Show your sessions',
  hide: 'Hide your sessions',
};

export const workTexts = {
  offeredTo: (name: string) => `Offered to ${name}`,
  offeredUntil: (name: string, time: string) => `Offered to ${name} ${time}`,
  toYou: 'you',
  heldBack: 'Needs a person',
  heldBackHint: 'Too many agents declined: nobody is asked any more, somebody must take it.',
  take: 'Take',
  takeUp: 'Take up',
  end: 'End',
  endHint: 'Ends the talk: wrap-up, until you finish it.',
  putAside: 'Put aside',
  putAsideHint: 'Waits for the customer. Your capacity is free at once.',
  release: 'Give back to the queue',
  finish: 'Finish',
  wrapUp: 'Wrap-up: the talk has ended.',
  wrapUpBlocks: (units: number) => `It takes ${units} of your capacity until you finish it.`,
  wrapUpBlocksUntil: (units: number, time: string) => `It takes ${units} of your capacity for ${time} more.`,
  wrapUpFree: 'It takes none of your capacity.',
  done: {
    taken: 'Taken',
    released: 'Given back to the queue',
    putAside: 'Put aside until the customer writes',
    ended: 'Ended. Finish the wrap-up when you are done.',
    takenUp: 'Taken up again',
    finished: 'Finished',
  },
  cannot: 'This could not be done',
};

export const slaTexts = {
  kinds: {
    first_answer: 'First answer',
    next_answer: 'Next answer',
    resolution: 'Resolution',
  } as Readonly<Record<string, string>>,
  due: (kind: string, time: string) => `${kind} due in ${time}`,
  overdue: (kind: string, time: string) => `${kind} overdue by ${time}`,
  missed: (kinds: string) => `${kinds} missed`,
  overdueShort: (time: string) => `Overdue ${time}`,
  missedShort: 'Missed',
};

export const lockTexts = {
  title: (name: string) => `${name} is writing to this customer too.`,
  answered: (name: string) => `${name} answered while you were writing.`,
  hint: 'Two answers may cross.',
  send: 'Send anyway',
  wait: 'Wait',
};
