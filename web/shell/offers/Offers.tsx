import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Offer } from '../../../contract/api/index.ts';
import { announce } from '../../../ui/index.ts';
import { acceptOffer, declineOffer } from '../../api/offers.ts';
import { usePreferences } from '../../api/session.ts';
import { buildKeymap, findKey, showKey } from '../../lib/keymap.ts';
import { useMembers } from '../../lib/members.ts';
import { useServerNow } from '../../lib/server-clock.ts';
import { offerTexts } from '../../texts/seat.ts';
import { isApple, useCommands } from '../commands.ts';
import { Desktop } from './desktop.ts';
import { OfferCard } from './OfferCard.tsx';
import classes from './offers.module.css';
import { useRinging } from './use-ringing.ts';

/** What is offered now, at the lower right. It takes no focus; keys mean the oldest. */
// Loaded once somebody is at the desk, so it is a module's default, as React.lazy wants it.
export default function Offers({ offers }: { offers: readonly Offer[] }) {
  const now = useServerNow(1_000);
  // Whatever the screen still shows, the server's time decides.
  const standing = offers.filter((offer) => Date.parse(offer.expiresAt) > now);
  const preferences = usePreferences();
  const navigate = useNavigate();
  const { nameOf } = useMembers();
  const { view } = useParams({ strict: false });
  const [first] = standing;
  const accept = async (offer: Offer) => {
    const conversationId = await acceptOffer(offer.sessionId);
    if (!conversationId) return;
    void navigate({ to: '/inbox/$view/$conversationId', params: { view: view ?? 'all', conversationId } });
  };
  const decline = (offer: Offer) => {
    announce(offerTexts.declined[offer.scenario]);
    void declineOffer(offer.sessionId);
  };
  useCommands({
    ...(first ? { 'offer.accept': () => void accept(first) } : {}),
    ...(first?.declineText ? { 'offer.decline': () => decline(first) } : {}),
  });
  useRinging(standing, preferences);
  useAnnounced(standing);

  const answer = useEffectEvent((action: 'accept' | 'decline' | 'show', sessionId: string) => {
    const offer = standing.find((each) => each.sessionId === sessionId);
    if (!offer) announce(offerTexts.gone, 'now');
    else if (action === 'accept') void accept(offer);
    else if (action === 'decline') decline(offer);
  });
  const [desktop] = useState(() => new Desktop((action, sessionId) => answer(action, sessionId)));
  useEffect(() => desktop.listen(), [desktop]);
  useEffect(() => desktop.update(standing, preferences));
  useEffect(() => () => desktop.clear(), [desktop]);

  if (standing.length === 0) return null;
  const keymap = buildKeymap(preferences.keys);
  const keyOf = (id: 'offer.accept' | 'offer.decline') => {
    const key = findKey(keymap, id);
    return key && showKey(key, isApple);
  };
  const keys = { accept: keyOf('offer.accept'), decline: keyOf('offer.decline') };
  return (
    <section className={classes.stack} aria-label={offerTexts.offers}>
      {standing.map((offer) => (
        <OfferCard
          key={offer.sessionId}
          offer={offer}
          byName={offer.byMemberId ? nameOf(offer.byMemberId) : undefined}
          {...(offer === first ? { keys } : {})}
          onAccept={() => void accept(offer)}
          onDecline={() => decline(offer)}
        />
      ))}
    </section>
  );
}

/** Tells screen readers of what is new, at once: there is little time. */
function useAnnounced(offers: readonly Offer[]): void {
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const offer of offers) {
      if (told.current.has(offer.sessionId)) continue;
      const what = offerTexts.scenario[offer.scenario];
      announce(
        offer.declineText === null
          ? offerTexts.announceFirm(what, offer.title)
          : offerTexts.announce(what, offer.title, offer.countdownSeconds),
        'now',
      );
    }
    told.current = new Set(offers.map((offer) => offer.sessionId));
  }, [offers]);
}
