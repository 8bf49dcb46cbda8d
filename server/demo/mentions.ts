import type { PublicPost } from '../../contract/api/index.ts';
import { demoCustomers } from './customers.ts';
import { demoHandles, type HandleKey, type LocalX } from './local-x.ts';
import type { DemoStaff, StaffKey } from './people.ts';
import { until } from './until.ts';

/** A post that names one of the demo's accounts, and what a colleague did about it. */
export interface DemoMention {
  readonly customer: string;
  readonly handle: HandleKey;
  readonly hoursAgo: number;
  readonly text: string;
  readonly came?:
    | { readonly by: StaffKey; readonly answer: string }
    | { readonly by: StaffKey; readonly answer: null };
}

/** `{link}` stands for the link that opens a message to the account. */
export const demoMentions: readonly DemoMention[] = [
  {
    customer: 'ruth',
    handle: 'main',
    hoursAgo: 171.5,
    text: '@fernhillcoffee you had a roast with a heron on the bag. Did I dream it?',
    came: { by: 'cleo', answer: 'You did not, Ruth. Write to us and we will tell you more: {link}' },
  },
  {
    customer: 'sam',
    handle: 'main',
    hoursAgo: 75,
    text: 'Planning a blind tasting on camera. @fernhillcoffee, are you brave enough?',
    came: { by: 'ben', answer: 'Always. Send us a message and we will talk about it: {link}' },
  },
  {
    customer: 'kofi',
    handle: 'wholesale',
    hoursAgo: 53.5,
    text: '@fernhilltrade do you supply offices, or cafés only?',
    came: { by: 'dana', answer: 'Offices too! Tell us how many you are: {link}' },
  },
  {
    customer: 'greta',
    handle: 'main',
    hoursAgo: 48,
    text: 'Rain, a good book and a pot of @fernhillcoffee. That was my Sunday.',
    came: { by: 'dana', answer: null },
  },
  {
    customer: 'bram',
    handle: 'main',
    hoursAgo: 4.2,
    text: '@fernhillcoffee is the tasting on Saturday still on? I would bring my father.',
  },
  {
    customer: 'ana',
    handle: 'main',
    hoursAgo: 1.8,
    text: '@fernhillcoffee which of your bags may go on the compost?',
  },
];

/** Somebody names an account in public; a colleague does something about it, or nobody has yet. */
export async function liveMention(x: LocalX, staff: DemoStaff, mention: DemoMention): Promise<void> {
  const author = demoCustomers.find((one) => one.key === mention.customer);
  if (!author) throw new Error(`the demo has no customer ${mention.customer}`);
  const xPostId = await x.post(author.username, mention.text);
  const person = staff[mention.came?.by ?? 'ada'];
  const find = async (isDone: (post: PublicPost) => boolean) => {
    const { posts } = await person.ask<{ posts: PublicPost[] }>('GET', '/api/public-posts?limit=20');
    return posts.find((post) => post.xPostId === xPostId && isDone(post));
  };
  await until(async () => (await find(() => true)) !== undefined);
  const id = (await find(() => true))?.id ?? '';
  if (!mention.came) return;
  if (mention.came.answer === null) {
    await person.ask('POST', `/api/public-posts/${id}/dismiss`);
    return;
  }
  const recipientId = await x.idOf(demoHandles[mention.handle].username);
  const link = `https://twitter.com/messages/compose?recipient_id=${recipientId}`;
  const text = mention.came.answer.replace('{link}', link);
  await person.ask('POST', `/api/public-posts/${id}/answer`, { text });
  await until(async () => (await find((post) => post.answer?.state === 'sent')) !== undefined);
}
