import type { AppEvent } from '../../contract/events/index.ts';
import type { WorkspaceTx } from '../base/index.ts';
import {
  addSystemLine,
  type Conversation,
  findCustomer,
  isWithheld,
  listConsents,
  lockConversation,
  type Message,
  repeatOptOut,
  setConsent,
  setOptOut,
} from '../conversations/index.ts';
import { findAsked, listWritten, logConsent } from './consent-store.ts';
import { pickText } from './fill.ts';
import { findLanguage } from './language-store.ts';
import type { NoticeDeps } from './say.ts';
import { NO_WORDS, YES_WORDS } from './standard-texts.ts';
import { wordsOnce } from './once.ts';
import { readPrivacy } from './store.ts';
import { findOptWord, isOptWord, normalWords } from './words.ts';

/**
 * Obeys what a customer's message wishes: an end of automatic messages, or an answer to the question whether we may
 * read along. Answers true when the message was nothing but that. The conversation is locked.
 * @param isAsked false when it is known that no answer is waited for.
 */
export async function heardCustomer(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  conversation: Conversation,
  message: Message,
  isAsked: boolean,
): Promise<boolean> {
  if (message.kind !== 'message' || message.text === '') return false;
  if (isOptWord(await wordsOnce(tx), message.text)) return heardOptWord(deps, tx, conversation, message);
  if (!isAsked) return false;
  // An earlier message of the same batch may have been the answer.
  const consent = (await listConsents(tx, [conversation.id])).get(conversation.id) ?? 'none';
  return isWithheld(consent) && heardAnswer(deps, tx, conversation, message);
}

async function heardOptWord(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  conversation: Conversation,
  message: Message,
): Promise<boolean> {
  const words = await wordsOnce(tx);
  const language = await findLanguage(tx, conversation.id);
  const found = findOptWord(words, language, message.text);
  if (!found) return false;
  const isOut = found.wish === 'out';
  // In a group it is the wish of whoever wrote it, and obeyed without a word to the others.
  const isGroup = conversation.groupId !== null;
  const author = isGroup && message.authorId ? await findCustomer(tx, message.authorId) : undefined;
  const customerId = author?.id ?? conversation.customerId;
  // Of the time of the message itself: it shows whether anything was asked since.
  if (!(await setOptOut(tx, customerId, isOut ? message.at : null))) {
    // Said again it is obeyed already, and not confirmed again.
    if (isOut) await repeatOptOut(tx, customerId, message.at);
    return true;
  }
  deps.log.append(tx, [
    {
      kind: 'consent.changed',
      key: conversation.id,
      body: { conversationId: conversation.id, customerId, isOut },
    },
  ]);
  const what = isOut ? 'opted_out' : 'opted_in';
  const texts = pickText(words, found.language, language)?.text;
  const wording = isGroup ? null : (isOut ? texts?.confirmOut : texts?.confirmIn) || null;
  await note(deps, tx, { ...conversation, customerId }, message, what, wording, found.language);
  if (wording === null) return true;
  await deps.outbound.queueAutomatic(tx, {
    conversationId: conversation.id,
    text: wording,
    key: `${what}:${message.id}`,
    despiteOptOut: true,
  });
  return true;
}

async function heardAnswer(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  conversation: Conversation,
  message: Message,
): Promise<boolean> {
  const asked = await findAsked(tx, conversation.customerId, conversation.id);
  if (!asked) return false;
  const language = await findLanguage(tx, conversation.id);
  const setting = await readPrivacy(tx, conversation.handleId);
  const said = normalWords(message.text);
  const labels = (key: 'yes' | 'no') => Object.values(setting.texts).map((texts) => normalWords(texts[key]));
  const isYes = YES_WORDS.includes(said) || labels('yes').includes(said);
  const isNo = NO_WORDS.includes(said) || labels('no').includes(said);
  if (isYes === isNo) return false;
  const what = isYes ? 'given' : 'refused';
  await setConsent(tx, conversation.id, what);
  await note(deps, tx, conversation, message, what, asked.wording, asked.language);
  const texts = pickText(setting.texts, asked.language ?? language, setting.defaultLanguage)?.text;
  const answer = isYes ? texts?.given : texts?.refused;
  if (answer) {
    await deps.outbound.queueAutomatic(tx, {
      conversationId: conversation.id,
      text: answer,
      key: `consent_${what}:${message.id}`,
      despiteOptOut: true,
    });
  }
  if (isYes) await reveal(deps, tx, conversation.id);
  return true;
}

/** Browsers fetch again what they were shown without its content, and the index learns its words. */
async function reveal(deps: NoticeDeps, tx: WorkspaceTx, conversationId: string): Promise<void> {
  const written = await listWritten(tx, conversationId);
  deps.log.append(
    tx,
    written.map(
      (one): AppEvent => ({
        kind: 'message.changed',
        key: conversationId,
        body: {
          conversationId,
          messageId: one.id,
          position: one.position,
          direction: 'in',
          kind: one.kind === 'encrypted' ? 'encrypted' : 'message',
          what: 'text',
          state: one.state,
        },
      }),
    ),
  );
}

async function note(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  conversation: Conversation,
  message: Message,
  what: 'given' | 'refused' | 'opted_out' | 'opted_in',
  wording: string | null,
  language: string | null,
): Promise<void> {
  const now = deps.clock.now();
  const { customerId, handleId, id: conversationId } = conversation;
  await logConsent(
    tx,
    { customerId, handleId, conversationId, what, wording, language, messageId: message.id },
    now,
  );
  const current = await lockConversation(tx, conversationId);
  const line = await addSystemLine(tx, current, { what: `consent_${what}` }, now);
  const changed: AppEvent = { kind: 'customer.changed', key: customerId, body: { customerId } };
  deps.log.append(tx, [...line.events, changed]);
}
