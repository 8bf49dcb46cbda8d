import { demoRegulars } from './regulars.ts';
import type { StaffKey } from './people.ts';

/** One conversation of the days before, from the question to the end. */
export interface ServedTalk {
  /** User name on X. */
  readonly customer: string;
  readonly asks: string;
  readonly answer: string;
  readonly thanks: string | undefined;
  readonly tag: string;
  /** Answered in the second round. */
  readonly slow: boolean;
  /** Whoever is asked first says no. */
  readonly declined: boolean;
  /** What the customer answers to the survey, 1 to 5. */
  readonly satisfaction: number | undefined;
}

/** An hour or so of a past day: who was there, and what they were asked. */
export interface DemoShift {
  readonly hoursAgo: number;
  readonly agents: readonly StaffKey[];
  readonly talks: readonly ServedTalk[];
}

interface Topic {
  readonly asks: string;
  readonly answer: string;
  readonly thanks?: string;
  readonly tag: string;
}

const topics: readonly Topic[] = [
  {
    asks: 'Has my parcel left? Ordered on Sunday.',
    answer: 'It left this morning and should be with you on Thursday.',
    thanks: 'Lovely, thank you!',
    tag: 'delivery',
  },
  {
    asks: 'Can I still change the grind of my order?',
    answer: 'Done: filter it is. It leaves tomorrow.',
    tag: 'order change',
  },
  {
    asks: 'Mein Paket ist noch nicht angekommen. Wo ist es?',
    answer: 'Es liegt beim Nachbarn, Nummer 14. Sagen Sie Bescheid, wenn nicht!',
    thanks: 'Gefunden, danke.',
    tag: 'delivery',
  },
  {
    asks: 'Which of your coffees has the least acidity?',
    answer: 'The Heron. Brew it a little cooler and it is all chocolate.',
    thanks: 'Ordering it now.',
    tag: 'product',
  },
  {
    asks: '¿Hacen envíos a las islas? ¿Cuánto tardan en llegar?',
    answer: 'Sí, de cinco a siete días, sin coste desde 30 euros.',
    tag: 'shipping',
  },
  {
    asks: 'My grinder makes a terrible noise since yesterday.',
    answer: 'A stone, most likely. Empty the hopper and turn it backwards once.',
    thanks: 'It was a stone!',
    tag: 'warranty',
  },
  {
    asks: 'I was charged twice this month.',
    answer: 'You were; the second one goes back today. I am sorry.',
    thanks: 'Thanks for being quick.',
    tag: 'refund',
  },
  {
    asks: 'Is the tasting on Saturday still on?',
    answer: 'Ten o’clock, at the roastery. Bring a friend.',
    tag: 'product',
  },
];

/** Most people are content; some are not. */
const satisfaction = [5, 4, undefined, 5, undefined, 3, 5, undefined, 4, 2] as const;

/**
 * How many wrote, and who was there, from a week ago. More than a day lies between two of them, and no longer thread
 * goes on meanwhile.
 */
const days: readonly {
  readonly hoursAgo: number;
  readonly talks: number;
  readonly agents: readonly StaffKey[];
}[] = [
  { hoursAgo: 6 * 24 + 10, talks: 4, agents: ['ben', 'dana', 'emil'] },
  { hoursAgo: 5 * 24 + 9, talks: 3, agents: ['cleo', 'farah'] },
  { hoursAgo: 3 * 24 + 9, talks: 4, agents: ['dana', 'emil', 'farah'] },
  { hoursAgo: 24 + 13, talks: 4, agents: ['ben', 'dana', 'farah'] },
];

/** The shifts of the week, the oldest first; the same at each first start. */
export function demoShifts(): DemoShift[] {
  let count = 0;
  return days.map(({ hoursAgo, talks, agents }) => ({
    hoursAgo,
    agents,
    talks: Array.from({ length: talks }, () => talkOf(count++)),
  }));
}

function talkOf(index: number): ServedTalk {
  const round = Math.floor(index / demoRegulars.length);
  const topic = topics[(index * 3 + round) % topics.length];
  const customer = demoRegulars[index % demoRegulars.length];
  if (!topic || !customer) throw new Error('the demo has too few people');
  return {
    ...topic,
    thanks: topic.thanks,
    customer: customer.username,
    slow: index % 3 === 2,
    declined: index % 5 === 3,
    satisfaction: satisfaction[index % satisfaction.length],
  };
}
