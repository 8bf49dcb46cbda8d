import { demoHandles, LocalX } from './local-x.ts';
import { demoRegulars } from './regulars.ts';

export interface KeepWritingOptions {
  readonly localXUrl: string;
  /** How often a customer thinks of writing. */
  readonly everyMs?: number;
  readonly onProblem: (error: unknown) => void;
}

export interface KeptWriting {
  stop(): Promise<void>;
}

const EVERY_MS = 15_000;
/**
 * Nobody writes while so many had the last word, which some have in threads that are long closed: a demo that was left
 * alone must not fill up.
 */
const MOST_WAITING = 18;
const business = demoHandles.main.username;

const questions = [
  'Hello! Is the roastery open to visitors on Fridays?',
  'I lost my confirmation. Can you send the order number again?',
  'Which paper filters fit the small dripper?',
  '¿Tienen café descafeinado en grano para prensa francesa?',
  'Can I send a bag as a present, without the bill in it?',
  'Haben Sie eine kleinere Tüte zum Probieren?',
  'The lid of my kettle does not close any more.',
  'How long does an opened bag stay good?',
  'Could you move my box to Tuesdays?',
  'Do you take back the empty bags?',
];
const thanks = [
  'Perfect, thank you!',
  'That helps, thanks.',
  'Great, that was quick.',
  'Ah, I see. Thank you!',
];

/**
 * The demo's customers go on living at the local X: one writes now and then while few wait, and whoever is answered
 * reads it and thanks once.
 */
export function keepWriting({ localXUrl, everyMs = EVERY_MS, onProblem }: KeepWritingOptions): KeptWriting {
  const x = new LocalX(localXUrl);
  const thanked = new Set<string>();
  let waitedBefore = new Set<string>();
  let turn = 0;

  const live = async () => {
    const waiting = new Set(await x.listWaiting(business));
    const answered = [...waitedBefore].filter((username) => !waiting.has(username));
    for (const username of answered) await hear(username);
    waitedBefore = waiting;
    if (waiting.size < MOST_WAITING) await ask(waiting);
  };
  const hear = async (username: string) => {
    await x.read(username, business);
    if (thanked.has(username)) return;
    thanked.add(username);
    await x.write(username, business, { text: thanks[thanked.size % thanks.length] ?? '' });
  };
  const ask = async (waiting: ReadonlySet<string>) => {
    const free = demoRegulars.filter(({ username }) => !waiting.has(username));
    const customer = free[(turn * 5) % free.length];
    const text = questions[turn % questions.length];
    turn += 1;
    if (customer && text) await x.write(customer.username, business, { text });
  };

  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= live()
      .catch(onProblem)
      .finally(() => (running = undefined));
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
