import { describe, expect, it } from 'vitest';
import type { Offer, Preferences } from '../../../contract/api/index.ts';
import { defaultPreferences } from '../../api/session.ts';
import { wantsDesktop } from './desktop.ts';
import { soundOf } from './use-ringing.ts';

const offer: Offer = {
  sessionId: 'a',
  conversationId: 'b',
  workItemId: 'c',
  number: 1,
  scenario: 'incoming',
  title: 'Maria',
  fields: [],
  queueName: null,
  byMemberId: null,
  offeredAt: '2026-12-01T10:00:00.000Z',
  expiresAt: '2026-12-01T10:02:00.000Z',
  countdownSeconds: 120,
  showCountdown: true,
  acceptText: 'Accept',
  declineText: 'Decline',
  desktop: 'background',
  sound: 'bell',
  soundLoops: true,
};
const preferring = (part: Partial<Preferences>): Preferences => ({ ...defaultPreferences, ...part });

describe('#65 the sound of an offer', () => {
  it("is the template's unless the person prefers their own", () => {
    expect(soundOf(offer, defaultPreferences)).toEqual({ sound: 'bell', loops: true, volume: 60 });
    expect(soundOf(offer, preferring({ offerSound: 'knock', volume: 20 }))).toMatchObject({
      sound: 'knock',
      volume: 20,
    });
    expect(soundOf(offer, preferring({ offerSound: 'none' })).sound).toBe('none');
  });

  it('rings until it is answered where the template or the person says so', () => {
    expect(soundOf(offer, preferring({ offerLoop: 'once' })).loops).toBe(false);
    expect(soundOf({ ...offer, soundLoops: false }, preferring({ offerLoop: 'always' })).loops).toBe(true);
    expect(soundOf({ ...offer, soundLoops: false }, defaultPreferences).loops).toBe(false);
  });
});

describe('#64 an offer on the desktop', () => {
  it.each([
    ['never', false, false],
    ['never', true, false],
    ['background', false, false],
    ['background', true, true],
    ['always', false, true],
    ['always', true, true],
  ] as const)('%s, page in the background %s: %s', (desktop, inBackground, expected) => {
    expect(wantsDesktop({ desktop }, defaultPreferences, inBackground)).toBe(expected);
    const own = preferring({ offerDesktop: desktop });
    expect(wantsDesktop({ desktop: 'never' }, own, inBackground)).toBe(expected);
  });
});
