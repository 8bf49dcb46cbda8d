import type { ConversationDetail, CustomerSummary, GroupBrief } from '../../contract/api/index.ts';
import { deskTexts } from '../texts/desk.ts';

type Named = Pick<CustomerSummary, 'name' | 'username'>;

/** How a customer is called: their name, else their @name. */
export function nameCustomer(customer: Named): string {
  return customer.name?.trim() || (customer.username ? `@${customer.username}` : deskTexts.unknownCustomer);
}

/** How a conversation is called: its customer, or the group's name, or who is in it. */
export function nameConversation(thread: { customer: Named; group: GroupBrief | null }): string {
  const { customer, group } = thread;
  if (!group) return nameCustomer(customer);
  if (group.name) return group.name;
  const [first = nameCustomer(customer), second] = group.memberNames;
  if (group.members <= 1 || second === undefined) return first;
  if (group.members === 2) return deskTexts.two(first, second);
  return deskTexts.twoAndMore(first, second, group.members - 2);
}

/** Who wrote an incoming message: in a group one of several. */
export function authorOf(detail: ConversationDetail, authorId: string | null): CustomerSummary {
  const one = detail.group?.participants.find(({ customer }) => customer.id === authorId);
  return one?.customer ?? detail.customer;
}

/** The customer's profile at X. The local X's users have none: the real X may know somebody else by that name. */
export function findProfileUrl(
  customer: Pick<CustomerSummary, 'username' | 'avatarUrl'>,
  localXUrl: string | null,
): string | undefined {
  const isLocal = localXUrl !== null && customer.avatarUrl?.startsWith(localXUrl) === true;
  return customer.username && !isLocal ? `https://x.com/${encodeURIComponent(customer.username)}` : undefined;
}

/** One or two letters for a picture that is missing. */
export function initials(name: string): string {
  const words = name.replace(/^@/, '').trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}
