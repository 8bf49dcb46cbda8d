import { useEffect, useRef } from 'react';
import type { Offer, Preferences } from '../../../contract/api/index.ts';
import { rings } from '../../live/ringer.ts';
import { playSound } from '../../live/sound.ts';

const againEveryMs = 3_000;

/** What is heard of an offer: the template's sound unless the person prefers their own. */
export function soundOf(offer: Offer, preferences: Preferences) {
  const { offerSound, offerLoop, volume } = preferences;
  return {
    sound: offerSound === 'template' ? offer.sound : offerSound,
    loops: offerLoop === 'template' ? offer.soundLoops : offerLoop === 'always',
    volume,
  };
}

/** Rings for each offer that comes, and for some of them until they are answered. */
export function useRinging(offers: readonly Offer[], preferences: Preferences): void {
  const heard = useRef(new Set<string>());
  const now = useRef({ offers, preferences });
  useEffect(() => {
    now.current = { offers, preferences };
    const fresh = offers.filter((offer) => !heard.current.has(offer.sessionId));
    heard.current = new Set(offers.map((offer) => offer.sessionId));
    if (fresh[0] && rings()) {
      const { sound, volume } = soundOf(fresh[0], preferences);
      playSound(sound, volume);
    }
  }, [offers, preferences]);
  const looping = offers.some((offer) => soundOf(offer, preferences).loops);
  useEffect(() => {
    if (!looping) return;
    const timer = setInterval(() => {
      const current = now.current;
      const first = current.offers
        .map((offer) => soundOf(offer, current.preferences))
        .find((each) => each.loops);
      if (first && rings()) playSound(first.sound, first.volume);
    }, againEveryMs);
    return () => clearInterval(timer);
  }, [looping]);
}
