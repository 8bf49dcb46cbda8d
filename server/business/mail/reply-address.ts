import { createHmac, timingSafeEqual } from 'node:crypto';
import { domainOf, localPartOf } from './addresses.ts';

/** Mail servers may change the case of an address: only small letters and digits. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 12;
const MAC_BYTES = 16;
/** 28 bytes as base32; with a local part of 18 characters and a plus it just fits 64, the most that RFC 5321 allows. */
const MARK_LENGTH = 45;
export const LONGEST_LOCAL_PART = 64 - MARK_LENGTH - 1;

/** What a reply address is made for. */
interface Place {
  readonly workspaceId: string;
  readonly conversationId: string;
}

/** The address to which answers in one conversation go. Nobody can make one for another conversation without the key. */
export function replyAddressOf(base: string, key: string, place: Place): string {
  const mark = toBase32(Buffer.concat([Buffer.from(place.conversationId, 'hex'), macOf(key, place)]));
  return `${localPartOf(base)}+${mark}@${domainOf(base)}`;
}

/** An address that has the form of a reply address. */
export interface ReplyAddress {
  /** As it was set up: without the mark. */
  readonly base: string;
  readonly mark: string;
}

/** Splits an address into base and mark; undefined when it has none. */
export function readReplyAddress(address: string): ReplyAddress | undefined {
  const found = /^([^+]{1,18})\+([a-z2-7]{45})@(.+)$/.exec(address.toLowerCase());
  const [, local, mark, domain] = found ?? [];
  return local && mark && domain ? { base: `${local}@${domain}`, mark } : undefined;
}

/** The conversation that a mark stands for; undefined when it was not made with this key for this workspace. */
export function conversationOfMark(mark: string, key: string, workspaceId: string): string | undefined {
  const bytes = fromBase32(mark);
  if (bytes?.length !== ID_BYTES + MAC_BYTES) return undefined;
  const conversationId = bytes.subarray(0, ID_BYTES).toString('hex');
  const isOurs = timingSafeEqual(bytes.subarray(ID_BYTES), macOf(key, { workspaceId, conversationId }));
  return isOurs ? conversationId : undefined;
}

function macOf(key: string, { workspaceId, conversationId }: Place): Buffer {
  const mac = createHmac('sha256', key).update(`mail-reply:${workspaceId}:${conversationId}`).digest();
  return mac.subarray(0, MAC_BYTES);
}

function toBase32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += LETTERS[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + LETTERS[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  // What is left over must be nothing: else several marks would mean the same.
  return held === 0 ? Buffer.from(bytes) : undefined;
}
