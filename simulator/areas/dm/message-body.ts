import { type JsonObject, type XError, invalidRequest } from '../../core/errors.ts';
import { countCharacters, maxMessageCharacters } from '../../rules/message-text.ts';
import { isUsable } from '../../rules/media-use.ts';
import type { Sim } from '../../sim.ts';

export interface MessageBody {
  text?: string;
  mediaId?: string;
}

/** Reads `{text?, attachments?}`; `at` is where it stands in the body, as complaints name it. */
export function readMessage(sim: Sim, body: JsonObject, senderId: string, at = '$'): MessageBody {
  onlyMembers(body, ['text', 'attachments'], at);
  const { text, attachments } = body;
  if (text === undefined && attachments === undefined) throw bad(`${at}.text: is missing but it is required`);
  if (text !== undefined && (typeof text !== 'string' || text === ''))
    throw bad(`${at}.text: must be a string of at least 1 characters long`);
  if (text !== undefined && countCharacters(text) > maxMessageCharacters)
    throw bad('The text of your direct message is over the max character limit.');
  return {
    text,
    mediaId: attachments === undefined ? undefined : readAttachment(sim, attachments, senderId, at),
  };
}

function readAttachment(sim: Sim, attachments: unknown, senderId: string, at: string): string {
  if (!Array.isArray(attachments) || attachments.length !== 1)
    throw bad(`${at}.attachments: there must be exactly 1 item in the array`);
  const item: unknown = attachments[0];
  if (typeof item !== 'object' || item === null) throw bad(`${at}.attachments[0]: must be an object`);
  // An object that JSON gave; its members are checked one by one.
  const members = item as JsonObject;
  onlyMembers(members, ['media_id'], `${at}.attachments[0]`);
  const mediaId = members['media_id'];
  if (typeof mediaId !== 'string' || !/^[0-9]{1,19}$/.test(mediaId))
    throw bad(`${at}.attachments[0].media_id: does not match the regex pattern ^[0-9]{1,19}$`);
  if (isUsable(sim, mediaId, senderId)) return mediaId;
  throw invalidRequest({ 'attachments.media_id': [mediaId] }, 'Your media IDs are invalid.');
}

export function onlyMembers(body: JsonObject, known: string[], at = '$'): void {
  for (const name of Object.keys(body))
    if (!known.includes(name))
      throw bad(
        `${at}.${name}: is not defined in the schema and the schema does not allow additional properties`,
      );
}

/** A complaint about a JSON body. */
export function bad(message: string): XError {
  return invalidRequest({}, message);
}
