import { api } from '../../../../client/index.ts';
import { plainArticle } from '../../../lib/article-text.ts';
import {
  commandOf,
  readTags,
  type SlashCommand,
  type SlashQuery,
  slashWords,
} from '../../../lib/slash-query.ts';
import { findSlashCommand } from '../../../shell/slash-commands.ts';
import { slashTexts } from '../../../texts/slash.ts';

/** What choosing an offer does. */
export type SlashAct =
  | { readonly kind: 'insert'; readonly text: string; readonly replyId?: string }
  /** Goes on typing behind this, in place of the command. */
  | { readonly kind: 'complete'; readonly text: string }
  | { readonly kind: 'article'; readonly id: string; readonly publicUrl: string | null }
  | { readonly kind: 'macro'; readonly id: string; readonly name: string }
  | { readonly kind: 'mode'; readonly mode: 'reply' | 'note' }
  | { readonly kind: 'run'; readonly command: SlashCommand; readonly typed: string };

export interface SlashOffer {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly act: SlashAct;
}

const MOST = 8;
/** Quick replies before the commands. */
const MOST_FIRST = 4;

/** Whether a command does something here: those of other parts are offered only while they are on the screen. */
function isOffered(command: SlashCommand): boolean {
  if (['replies', 'knowledge', 'macros', 'note', 'reply'].includes(command)) return true;
  return findSlashCommand(command) !== undefined;
}

/** What to offer for what is typed. */
export async function findOffers(
  conversationId: string,
  { word, rest }: Pick<SlashQuery, 'word' | 'rest'>,
  signal: AbortSignal,
): Promise<SlashOffer[]> {
  const command = commandOf(word);
  if (command !== undefined && (rest !== undefined || !isLetters(word))) {
    return offersOf(conversationId, command, rest ?? '', signal);
  }
  if (rest !== undefined) return repliesFor(conversationId, `${word} ${rest}`, [], signal);
  const commands = offerCommands(word);
  const replies = await repliesFor(conversationId, word, [], signal);
  // Nothing typed yet: what one sends comes before what one may do.
  const offers = word === '' ? [...replies.slice(0, MOST_FIRST), ...commands] : [...commands, ...replies];
  return offers.slice(0, MOST + 4);
}

const isLetters = (word: string) => /^\p{L}+$/u.test(word);

async function offersOf(
  conversationId: string,
  command: SlashCommand,
  rest: string,
  signal: AbortSignal,
): Promise<SlashOffer[]> {
  switch (command) {
    case 'replies': {
      const { q, tags, open } = readTags(rest);
      if (open !== undefined) return offerTags(rest, open, signal);
      return repliesFor(conversationId, q, tags, signal);
    }
    case 'knowledge': {
      const { articles } = await api.articles.list(
        { q: rest.trim(), state: 'published', limit: MOST },
        { signal },
      );
      return articles.map(({ id, title, publicUrl, language }) => ({
        id,
        label: title,
        hint: `${language} · ${publicUrl === null ? slashTexts.insertText : slashTexts.insertLink}`,
        act: { kind: 'article', id, publicUrl },
      }));
    }
    case 'macros': {
      const { macros } = await api.macros.list({ signal });
      const wanted = rest.trim().toLowerCase();
      return macros
        .filter(({ name }) => name.toLowerCase().includes(wanted))
        .slice(0, MOST)
        .map(({ id, name, description }) => ({
          id,
          label: name,
          hint: description || slashTexts.macro,
          act: { kind: 'macro', id, name },
        }));
    }
    case 'note':
    case 'reply':
      return [offerCommand(command === 'note' ? 'i' : 'p', command)];
    default:
      return isOffered(command) ? [offerRun(command, rest.trim())] : [];
  }
}

function offerCommands(word: string): SlashOffer[] {
  return Object.entries(slashWords).flatMap(([typed, command]) => {
    const fits = typed.startsWith(word) && isLetters(typed) && isOffered(command);
    return fits ? [offerCommand(typed, command)] : [];
  });
}

function offerCommand(typed: string, command: SlashCommand): SlashOffer {
  const act: SlashAct =
    command === 'note' || command === 'reply'
      ? { kind: 'mode', mode: command }
      : command === 'replies' || command === 'knowledge' || command === 'macros'
        ? { kind: 'complete', text: `/${typed} ` }
        : { kind: 'run', command, typed: '' };
  return { id: `command-${typed}`, label: `/${typed}`, hint: slashTexts.names[command], act };
}

function offerRun(command: SlashCommand, typed: string): SlashOffer {
  const name = slashTexts.names[command];
  return { id: `run-${command}`, label: name, hint: typed, act: { kind: 'run', command, typed } };
}

async function repliesFor(
  id: string,
  q: string,
  tags: readonly string[],
  signal: AbortSignal,
): Promise<SlashOffer[]> {
  const { quickReplies } = await api.quickReplies.offer(
    { id },
    { q, tags: tags.join(' '), limit: MOST },
    { signal },
  );
  return quickReplies.map((reply) => ({
    id: reply.id,
    label: `/${reply.slug} ${reply.title}`,
    hint: reply.missing.length > 0 ? slashTexts.missing(reply.missing) : reply.text,
    act: { kind: 'insert', text: reply.text, replyId: reply.id },
  }));
}

async function offerTags(rest: string, open: string, signal: AbortSignal): Promise<SlashOffer[]> {
  const { tags } = await api.quickReplies.tags({ signal });
  const before = rest.slice(0, rest.lastIndexOf('#'));
  return tags
    .filter((tag) => tag.startsWith(open))
    .slice(0, MOST)
    .map((tag) => ({
      id: `tag-${tag}`,
      label: slashTexts.tag(tag),
      hint: '',
      act: { kind: 'complete', text: `/q ${before}#${tag} ` },
    }));
}

/** What an article puts into a message: its link, else its words. */
export async function articleText(id: string, publicUrl: string | null): Promise<string> {
  return publicUrl ?? plainArticle((await api.articles.get({ id })).body);
}
