import type { EntryContent } from '../../contract/api/index.ts';
import { conversationErrors } from '../../contract/errors/conversations.ts';
import { outboundErrors } from '../../contract/errors/outbound.ts';
import { AppError, isPassingDatabaseError, sqlStateOf, type WorkspaceTx } from '../base/index.ts';
import {
  type Added,
  type Conversation,
  listByIdempotencyKeys,
  makeAnswer,
  type Message,
  storeAnswers,
} from '../conversations/index.ts';
import { type MaskingRules, readMaskingRules } from '../masking/index.ts';
import { fillings } from '../media/index.ts';
import { checkPost } from './check-post.ts';
import { checkAttachment, checkProgram } from './checks.ts';
import { saysSame, type Stored, toStored } from './content.ts';
import { type OutboundDeps, wakeSenderAfter } from './deps.ts';
import { lockThreads, type LockedThread, type ThreadFacts } from './facts-store.ts';
import { attachFiles, describeFile, fileIdsOf } from './media.ts';
import type { NewMessage } from './new-message.ts';
import { render, sentAs } from './render/index.ts';
import { abilityOf, sayingOf } from './saying.ts';

/** What one caller says in one thread: all of it is queued, or nothing. */
export interface Post {
  readonly conversationId: string;
  readonly messages: readonly Omit<NewMessage, 'conversationId'>[];
  /** The caller's own look at the thread before ours. @throws what the caller is to get. */
  readonly admit?: (thread: Conversation) => void;
}

/** A message of a post. `created` false: the same key had made it before. */
export type QueuedMessage = Pick<Added, 'message' | 'created'>;

export type PostResult =
  | {
      readonly kind: 'queued';
      readonly messages: readonly QueuedMessage[];
      readonly thread: Conversation;
      /** Null where the handle is gone. */
      readonly handleName: string | null;
      readonly rules: MaskingRules;
    }
  /** Nothing of this post is stored; others of the same call are. */
  | { readonly kind: 'refused'; readonly problem: unknown };

/**
 * Stores and queues what several callers say, in one transaction, with the same few statements however many they are.
 * Threads are locked in the order of their ids; within a thread the posts are taken in the order given. What is thrown
 * concerns all of them.
 */
export async function queuePosts(
  deps: OutboundDeps,
  tx: WorkspaceTx,
  posts: readonly Post[],
): Promise<PostResult[]> {
  // What people and programs write to customers goes out masked, where the workspace says so.
  const rules = await readMaskingRules(tx);
  const threads = await lockThreads(tx, [...new Set(posts.map((post) => post.conversationId))]);
  const round = new Round(deps, tx, rules, threads, await findEarlier(tx, posts));
  const results: PostResult[] = [];
  for (const post of posts) results.push(await round.take(post));
  await round.store();
  return results;
}

interface Taken {
  readonly added: Added;
  readonly mediaIds: readonly string[];
}

/** One call: threads move on as posts are taken, so that the next post of a thread sees the one before it. */
class Round {
  readonly #deps: OutboundDeps;
  readonly #tx: WorkspaceTx;
  readonly #rules: MaskingRules;
  readonly #threads: ReadonlyMap<string, LockedThread>;
  /** By thread: as it is after what was taken. */
  readonly #ends = new Map<string, Conversation>();
  /** By thread and key: what the database has, and what was taken. */
  readonly #earlier: Map<string, { readonly message: Message; readonly mediaIds?: readonly string[] }>;
  readonly #taken: Taken[] = [];

  constructor(
    deps: OutboundDeps,
    tx: WorkspaceTx,
    rules: MaskingRules,
    threads: ReadonlyMap<string, LockedThread>,
    earlier: readonly Message[],
  ) {
    this.#deps = deps;
    this.#tx = tx;
    this.#rules = rules;
    this.#threads = threads;
    this.#earlier = new Map(
      earlier.map((message) => [keyOf(message.conversationId, message.idempotencyKey ?? ''), { message }]),
    );
  }

  async take(post: Post): Promise<PostResult> {
    const before = { end: this.#ends.get(post.conversationId), count: this.#taken.length };
    try {
      return await this.#take(post);
    } catch (problem) {
      if (isOfDatabase(problem)) throw problem;
      for (const { added } of this.#taken.splice(before.count)) this.#forget(added.message);
      if (before.end) this.#ends.set(post.conversationId, before.end);
      else this.#ends.delete(post.conversationId);
      return { kind: 'refused', problem };
    }
  }

  /** Writes what was taken. */
  async store(): Promise<void> {
    const { log } = this.#deps;
    const tx = this.#tx;
    await storeAnswers(
      tx,
      this.#taken.map(({ added }) => added),
    );
    for (const { added, mediaIds } of this.#taken) {
      const { id: messageId, conversationId } = added.message;
      if (mediaIds.length > 0) await attachFiles(tx, mediaIds, { messageId, conversationId });
      log.append(tx, added.events);
    }
    const queued = this.#taken.map(({ added }) => added.message).filter(({ state }) => state === 'queued');
    for (const accountId of new Set(queued.map((one) => one.accountId))) {
      const ofPeople = queued.some(
        (one) => one.accountId === accountId && one.sendPriority === PRIORITY.person,
      );
      wakeSenderAfter(this.#deps, tx, accountId, ofPeople ? 'person' : 'program');
    }
  }

  async #take(post: Post): Promise<PostResult> {
    const thread = this.#threads.get(post.conversationId);
    if (!thread) throw new AppError(conversationErrors.conversation_not_found);
    post.admit?.(thread.conversation);
    const messages: QueuedMessage[] = [];
    for (const wanted of post.messages) messages.push(await this.#takeOne(thread, wanted));
    const { conversation, handleName } = thread;
    return { kind: 'queued', messages, thread: conversation, handleName, rules: this.#rules };
  }

  async #takeOne(thread: LockedThread, wanted: Omit<NewMessage, 'conversationId'>): Promise<QueuedMessage> {
    const conversation = this.#ends.get(thread.conversation.id) ?? thread.conversation;
    const stored = toStored(wanted, this.#rules);
    const mediaIds = wanted.mediaIds ?? [];
    const key = wanted.idempotencyKey;
    const earlier = key === undefined ? undefined : this.#earlier.get(keyOf(conversation.id, key));
    if (earlier) {
      const files = earlier.mediaIds ?? (await fileIdsOf(this.#tx, earlier.message.id));
      requireSame(earlier.message, files, stored, mediaIds);
      return { message: earlier.message, created: false };
    }
    const kept = wanted.program?.silent === true;
    if (wanted.author.kind === 'program') checkProgram(conversation);
    checkPost({ ...thread, conversation, wanted, stored });
    const facts = kept ? undefined : thread.facts;
    const filling = await this.#fillingOf(mediaIds);
    const now = this.#deps.clock.now();
    const added = makeAnswer(
      conversation,
      {
        text: stored.text,
        content: facts ? withForecast(stored, facts, mediaIds.length > 0) : stored.content,
        kept,
        authorKind: wanted.author.kind,
        authorId: wanted.author.id,
        notBefore: wanted.undoMs ? new Date(now.getTime() + wanted.undoMs) : null,
        sendPriority: PRIORITY[wanted.priority ?? (wanted.author.kind === 'agent' ? 'person' : 'program')],
        idempotencyKey: key ?? null,
        ...(filling === undefined ? {} : { filling }),
      },
      now,
    );
    this.#ends.set(conversation.id, added.conversation);
    this.#taken.push({ added, mediaIds });
    if (key !== undefined)
      this.#earlier.set(keyOf(conversation.id, key), { message: added.message, mediaIds });
    return added;
  }

  #forget({ conversationId, idempotencyKey }: Message): void {
    if (idempotencyKey !== null) this.#earlier.delete(keyOf(conversationId, idempotencyKey));
  }

  async #fillingOf([mediaId]: readonly string[]): Promise<string | undefined> {
    if (mediaId === undefined) return undefined;
    const file = await describeFile(this.#tx, mediaId);
    checkAttachment(file);
    return file && fillings[file.kind];
  }
}

const PRIORITY = { person: 0, program: 1 } as const;

function keyOf(conversationId: string, key: string): string {
  return `${conversationId} ${key}`;
}

/** It has broken the transaction, so it concerns all posts of it. */
function isOfDatabase(problem: unknown): boolean {
  return sqlStateOf(problem) !== undefined || isPassingDatabaseError(problem);
}

/** What the keys of these posts made before. The threads are locked, so nothing is added to it meanwhile. */
async function findEarlier(tx: WorkspaceTx, posts: readonly Post[]): Promise<Message[]> {
  const keys = posts.flatMap(({ conversationId, messages }) =>
    messages.flatMap(({ idempotencyKey }) =>
      idempotencyKey === undefined ? [] : [{ conversationId, idempotencyKey }],
    ),
  );
  return keys.length === 0 ? [] : listByIdempotencyKeys(tx, keys);
}

function requireSame(
  earlier: Message,
  files: readonly string[],
  wanted: Stored,
  mediaIds: readonly string[],
): void {
  const same = earlier.direction === 'out' && files.join() === mediaIds.join() && saysSame(earlier, wanted);
  if (!same) throw new AppError(outboundErrors.idempotency_conflict);
}

/** With what X would get of a rich message now; written again when it leaves. */
export function withForecast({ text, content }: Stored, facts: ThreadFacts, hasFile: boolean): EntryContent {
  if (!content.rich) return content;
  return { ...content, sentAs: sentAs(render(sayingOf({ text, content }, hasFile), abilityOf(facts))) };
}
