import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '../../base/index.ts';
import { isAddress } from './addresses.ts';
import { conversationOfMark, LONGEST_LOCAL_PART, readReplyAddress, replyAddressOf } from './reply-address.ts';

const key = randomBytes(32).toString('base64url');
const place = () => ({ workspaceId: newId(), conversationId: newId() });

describe('a reply address', () => {
  it('leads back to its conversation, whatever case a mail server makes of it', () => {
    for (let n = 0; n < 200; n += 1) {
      const { workspaceId, conversationId } = place();
      const address = replyAddressOf('reply@desk.example.com', key, { workspaceId, conversationId });
      const read = readReplyAddress(address.toUpperCase());
      expect(read?.base).toBe('reply@desk.example.com');
      expect(conversationOfMark(read?.mark ?? '', key, workspaceId)).toBe(conversationId);
    }
  });

  it('fits what RFC 5321 allows, with the longest local part', () => {
    const address = replyAddressOf(`${'r'.repeat(LONGEST_LOCAL_PART)}@desk.example.com`, key, place());
    expect(address.indexOf('@')).toBe(64);
    expect(isAddress(address)).toBe(true);
    expect(readReplyAddress(address)?.base).toBe(`${'r'.repeat(18)}@desk.example.com`);
  });

  it('cannot be forged: another key, workspace, or a single other letter leads nowhere', () => {
    const one = place();
    const mark = readReplyAddress(replyAddressOf('r@x.example', key, one))?.mark ?? '';
    expect(conversationOfMark(mark, key, one.workspaceId)).toBe(one.conversationId);
    expect(conversationOfMark(mark, `${key}x`, one.workspaceId)).toBeUndefined();
    expect(conversationOfMark(mark, key, newId())).toBeUndefined();
    for (let at = 0; at < mark.length; at += 1) {
      for (const letter of 'abcdefghijklmnopqrstuvwxyz234567') {
        if (letter === mark[at]) continue;
        const forged = mark.slice(0, at) + letter + mark.slice(at + 1);
        expect(conversationOfMark(forged, key, one.workspaceId)).toBeUndefined();
      }
    }
  });

  it('is read from nothing else', () => {
    for (const text of [
      'reply@x.example',
      'reply+short@x.example',
      `a+${'1'.repeat(45)}@x.example`,
      '+@x',
      '',
    ])
      expect(readReplyAddress(text)).toBeUndefined();
  });
});
