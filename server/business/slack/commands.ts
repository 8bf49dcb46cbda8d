import { AppError, messageOf, newId, type WorkspaceDb } from '../../base/index.ts';
import { findCustomer, getConversation } from '../../conversations/index.ts';
import { findWorkItem, updateWorkItem } from '../../routing/index.ts';
import { queueAnswer } from './answer.ts';
import { webApi, type HeardDeps } from './heard.ts';
import { whoIs } from './people.ts';
import { customerName } from './say.ts';
import { readSecrets } from './secrets.ts';
import { fromSlack, namedIn, toSlack } from './text.ts';
import { findThreadByNumber, listThreads } from './thread-store.ts';
import type { ChannelRecord, SlackPerson, ThreadRecord } from './types.ts';
import { commandWords as words, words as said } from './words.ts';

/** Slack waits for three seconds. */
const AT_ONCE_MS = 2_000;
const SHOWN = 10;

export interface Commands {
  /** Does what a command asks for; answers what its author reads. What takes longer is told afterwards. */
  run(db: WorkspaceDb, channel: ChannelRecord, form: URLSearchParams, isOn: boolean): Promise<string>;
  stop(): Promise<void>;
}

interface Given {
  readonly text: string;
  readonly userId: string;
  readonly userName: string;
  readonly triggerId: string;
}

export function createCommands(
  deps: HeardDeps & { readonly findNames: (db: WorkspaceDb) => Promise<ReadonlyMap<string, string>> },
): Commands {
  const late = new Set<Promise<void>>();

  const run = async (db: WorkspaceDb, channel: ChannelRecord, given: Given): Promise<string> => {
    try {
      return await new Command(deps, db, channel, given).run();
    } catch (error) {
      if (error instanceof AppError) return words.notDone(toSlack(error.message));
      deps.logger.error({ err: error, slackId: channel.id }, 'a command of Slack failed');
      return said.failed;
    }
  };

  /** One answer more, to the address that came with the command, when it is Slack's. */
  const tellLate = async (channel: ChannelRecord, url: string, text: string) => {
    if (!isSlackAddress(url, channel.apiUrl)) return;
    const body = JSON.stringify({ response_type: 'ephemeral', text });
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const told = await deps.ask({ target: url, headers, body, timeoutMs: 5_000 });
    if (told.error !== null)
      deps.logger.warn({ slackId: channel.id, error: told.error }, 'a command was answered too late');
  };

  return {
    run: async (db, channel, form, isOn) => {
      if (!isOn) return words.off;
      const place = form.get('channel_id') ?? '';
      if (channel.channel !== '' && place !== channel.channel)
        return words.otherChannel(channel.command, channel.channel);
      const work = run(db, channel, {
        text: (form.get('text') ?? '').toWellFormed().replaceAll('\0', '').slice(0, 40_000),
        userId: (form.get('user_id') ?? '').replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 40),
        userName: (form.get('user_name') ?? '').slice(0, 100),
        triggerId: (form.get('trigger_id') ?? '').slice(0, 60) || newId(),
      });
      const { promise: soon, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(resolve, AT_ONCE_MS, undefined);
      const text = await Promise.race([work, soon]);
      clearTimeout(timer);
      if (text !== undefined) return text;
      const telling: Promise<void> = work
        .then((answer) => tellLate(channel, form.get('response_url') ?? '', answer))
        .finally(() => late.delete(telling));
      late.add(telling);
      return words.later;
    },
    stop: async () => void (await Promise.all(late)),
  };
}

function isSlackAddress(url: string, apiUrl: string): boolean {
  const host = URL.parse(url)?.host;
  return host !== undefined && (host === URL.parse(apiUrl)?.host || host === 'hooks.slack.com');
}

/** One command of one person. */
class Command {
  readonly #deps: Parameters<typeof createCommands>[0];
  readonly #db: WorkspaceDb;
  readonly #channel: ChannelRecord;
  readonly #given: Given;

  constructor(
    deps: Parameters<typeof createCommands>[0],
    db: WorkspaceDb,
    channel: ChannelRecord,
    given: Given,
  ) {
    this.#deps = deps;
    this.#db = db;
    this.#channel = channel;
    this.#given = given;
  }

  async run(): Promise<string> {
    const { command } = this.#channel;
    const [, verb = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(this.#given.text) ?? [];
    const word = verb.toLowerCase();
    if (word === '' || word === 'help') return words.help(command);
    if (word === 'status' && rest.trim() === '') return this.#listNewest();
    const isBare = /^#?\d{1,9}$/.test(word);
    if (!isBare && !['reply', 'close', 'assign', 'status'].includes(word))
      return words.unknown(command, toSlack(verb.slice(0, 40)));
    const [, digits, text = ''] =
      /^#?(\d{1,9})(?:\s+([\s\S]*))?$/.exec(isBare ? this.#given.text.trim() : rest.trim()) ?? [];
    if (digits === undefined) return words.needsNumber(command, word);
    const number = Number(digits);
    const thread = await findThreadByNumber(this.#db, this.#channel.id, number);
    if (!thread) return words.noConversation(number);
    if (word === 'close') return this.#close(thread);
    if (word === 'assign') return this.#assign(thread);
    if (word === 'status') return this.#describe(thread);
    return text.trim() === '' ? words.needsText(command, number) : this.#reply(thread, text.trim());
  }

  async #reply(thread: ThreadRecord, written: string): Promise<string> {
    const { id: slackId } = this.#channel;
    const { conversationId, number } = thread;
    const people = new Map<string, string>();
    for (const userId of namedIn(written)) people.set(userId, (await this.#who(userId)).name);
    const text = fromSlack(written, { people, emoji: new Map() });
    const person = await this.#who(this.#given.userId, this.#given.userName);
    const key = `slack-command:${slackId}:${this.#given.triggerId}`;
    try {
      await this.#db.transaction((tx) =>
        queueAnswer(this.#deps, tx, { slackId, conversationId, person, text, mediaIds: [], key }),
      );
    } catch (error) {
      if (error instanceof AppError) return words.notSent(toSlack(messageOf(error)));
      throw error;
    }
    return words.sent(number, toSlack(await this.#nameOf(thread)));
  }

  async #close({ conversationId, number }: ThreadRecord): Promise<string> {
    const { memberId } = await this.#who(this.#given.userId);
    await updateWorkItem(this.#deps.routing, this.#db, conversationId, { state: 'closed' }, memberId);
    return words.closed(number);
  }

  async #assign({ conversationId, number }: ThreadRecord): Promise<string> {
    const { memberId } = await this.#who(this.#given.userId);
    if (memberId === null) return words.whoAreYou;
    await updateWorkItem(this.#deps.routing, this.#db, conversationId, { assigneeId: memberId }, memberId);
    return words.yours(number);
  }

  async #listNewest(): Promise<string> {
    const lines: string[] = [];
    for (const thread of await listThreads(this.#db, this.#channel.id, SHOWN))
      lines.push(await this.#describe(thread));
    return lines.length === 0 ? words.none : lines.join('\n');
  }

  async #describe(thread: ThreadRecord): Promise<string> {
    const item = await findWorkItem(this.#db, thread.conversationId);
    const names = item?.assigneeId ? await this.#deps.findNames(this.#db) : undefined;
    const assignee = names?.get(item?.assigneeId ?? '') ?? null;
    const state = words.states[item?.state ?? 'closed'] ?? String(item?.state);
    return words.line(
      thread.number,
      toSlack(await this.#nameOf(thread)),
      state,
      assignee && toSlack(assignee),
    );
  }

  async #nameOf({ conversationId }: ThreadRecord): Promise<string> {
    const conversation = await getConversation(this.#db, conversationId);
    return conversation.name ?? customerName(await findCustomer(this.#db, conversation.customerId));
  }

  async #who(userId: string, called?: string): Promise<SlackPerson> {
    const { id, apiUrl } = this.#channel;
    const token = (await readSecrets(this.#deps.secrets, this.#db, id))?.botToken;
    const api = token === undefined ? undefined : webApi(this.#deps, apiUrl, token);
    return whoIs(this.#deps, this.#db, id, api, userId, called);
  }
}
