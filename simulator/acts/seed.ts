import type { Sim } from '../sim.ts';

export interface SeedPlan {
  messages: number;
  peopleIds: readonly string[];
  accountIds: readonly string[];
  /** Virtual time of the first and the last message. */
  fromMs: number;
  untilMs: number;
}

const wants = [
  'Hello, where is my parcel? The slip says 7731.',
  'Can I still change the delivery address?',
  'The second one came broken. I have a photo if you need it.',
  'Thank you, that was quick!',
  'Do you open on Sunday?',
  'I was charged twice for the same order.',
];
const answers = [
  'Thanks for writing! I am looking into it.',
  'It left our house this morning and should be with you tomorrow.',
  'I am sorry about that. A new one is on its way.',
  'Happy to help. Is there anything else?',
];
/** Of four messages, three are the customer's. */
const perTurn = 4;

/**
 * Writes the messages of a plan, yielding how many are done after every `chunk`. They are history: nobody is told and
 * nothing is delivered. People take turns, so that every conversation grows to the same length.
 */
export function* seedMessages(sim: Sim, plan: SeedPlan, chunk = 2000): Generator<number> {
  const { messages, peopleIds, accountIds, fromMs, untilMs } = plan;
  const stepMs = (untilMs - fromMs) / messages;
  for (let n = 0; n < messages; n++) {
    const round = Math.floor(n / peopleIds.length);
    const personId = peopleIds[n % peopleIds.length] ?? '';
    const accountId = accountIds[(n % peopleIds.length) % accountIds.length] ?? '';
    const isAnswer = round % perTurn === perTurn - 1;
    const said = isAnswer ? answers : wants;
    const conversation = sim.dms.openOneToOne(personId, accountId);
    sim.dms.append({
      type: 'MessageCreate',
      conversationId: conversation.id,
      senderId: isAnswer ? accountId : personId,
      text: `${said[(round + n) % said.length]} (${n + 1})`,
      createdAt: Math.floor(fromMs + n * stepMs),
    });
    if ((n + 1) % chunk === 0) yield n + 1;
  }
  yield messages;
}

/** Makes people to write, named so that a second seeding makes others. */
export function* seedPeople(sim: Sim, count: number, into: string[], chunk = 2000): Generator<number> {
  let number = sim.users.count();
  while (into.length < count) {
    const username = `guest_${(number++).toString(36)}`;
    if (sim.users.findByUsername(username)) continue;
    into.push(sim.users.create({ username, name: `Guest ${number}` }).id);
    if (into.length % chunk === 0) yield into.length;
  }
}
