import { firstXIdAt } from '../../../conversations/index.ts';
import type { PullContext } from '../../kind.ts';
import type { Person } from '../../ports.ts';
import { withheld } from './from-x.ts';
import { type DirectMessage, pairId } from './message.ts';
import type { Wanted } from './options.ts';
import { listStored, type StoredMessage } from './store.ts';
import type { Source } from './walk.ts';

const PAGE = 5_000;
/** What a gap has kept from us comes within a day, as a rule. */
const OVERLAP_MS = 86_400_000;

type Hide = Awaited<ReturnType<PullContext['people']['hiding']>>;

/** Messages that the desk has of the account, one direction, however old. */
export function sourceInStore(
  { db, people }: Pick<PullContext, 'db' | 'people'>,
  account: Person,
  accountId: string,
  wanted: Pick<Wanted, 'direction' | 'which'>,
  /** Older ones are known already. */
  floor: Date | undefined,
): Source {
  const { direction, which } = wanted;
  const since = which.by === 'days' ? which.since : floor;
  let hiding: Hide | undefined;
  return {
    overlapMs: OVERLAP_MS,
    size: ({ place, most }) => (most === undefined ? PAGE : Math.min(PAGE, most - place.rows)),
    async page(token, limit) {
      const stored = await listStored(db, {
        accountId,
        direction,
        before: token,
        fromXId: since && firstXIdAt(since),
        limit,
      });
      hiding ??= await people.hiding();
      const hide = hiding;
      const last = stored.length < limit ? undefined : stored.at(-1)?.id;
      return { messages: stored.map((one) => messageOf(one, direction, account, hide)), next: last };
    },
    // Nothing of those who were erased is stored.
    forReaders: (messages) => Promise.resolve(messages),
  };
}

function messageOf(
  stored: StoredMessage,
  direction: Wanted['direction'],
  account: Person,
  hiding: Hide,
): DirectMessage {
  const { isGroup, customer, content, attachment } = stored;
  const other = customer?.id;
  const conversationId = stored.xConversationId ?? (other === undefined ? '' : pairId(account.id, other));
  const hide = (text: string): string => hiding(text, direction === 'sent' ? 'out' : 'in');
  const links = (content.entities ?? []).flatMap(({ kind, href }) =>
    kind === 'url' && href !== null ? [href] : [],
  );
  const named = (kind: 'hashtag' | 'mention') =>
    (content.entities ?? [])
      .filter((entity) => entity.kind === kind)
      .map(({ start, end }) => stored.text.slice(start + 1, end))
      .filter((name) => hide(name) === name);
  const metadata = content.quickReplyAnswer?.metadata;
  const message: DirectMessage = {
    id: stored.id,
    at: stored.at,
    direction,
    eventType: 'MessageCreate',
    conversationId,
    isGroup,
    sender: direction === 'sent' ? account : customer,
    recipient: isGroup ? undefined : direction === 'sent' ? customer : account,
    participantIds: isGroup || other === undefined ? [] : conversationId.split('-'),
    text: hide(stored.text),
    mediaKeys: stored.mediaKeys,
    urls: links.filter((link) => hide(link) === link),
    hashtags: named('hashtag'),
    mentions: named('mention'),
    ...(attachment && {
      attachment: {
        // As X calls it, so that both sources speak alike.
        type: attachment.kind === 'gif' ? 'animated_gif' : attachment.kind,
        url: attachment.stored ? `/api/media/${attachment.id}/bytes` : null,
      },
    }),
    ...(content.post && { referencedPostId: content.post.id }),
    ...(content.via?.xPostId !== undefined && { viaPostId: content.via.xPostId }),
    ...(content.via?.welcomeMessageId !== undefined && { welcomeMessageId: content.via.welcomeMessageId }),
    ...(typeof metadata === 'string' && { quickReplyMetadata: hide(metadata) }),
  };
  return stored.withheld ? withheld(message) : message;
}
